/**
 * Feedback vertex set: remove vertices, as light as possible together, so that no cycle is left. minimise sum_v w_v (1 - kept_v).
 * An independent set of ways to keep vertices; bits and time as in encode.ts and places.ts.
 */
import { GroundstateError } from "../../src/errors.ts";
import { checkLabels } from "../../src/modelling/document.ts";
import { checkTotal, vertexName } from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { checkEdges } from "../../src/modelling/hamiltonian/check.ts";
import { type PenaltyOptions, penaltyDefaults, penaltyOptionsSchema } from "../../src/modelling/penalty-options.ts";
import { subsetFormats, tellVertices } from "../../src/modelling/vertex-subset/common.ts";
import { type Complaint, defineProblem, type FormatAdapter } from "../../src/problem.ts";
import { encodeFeedback } from "./encode.ts";
import { removedWeight, verifyRemoval } from "./referee.ts";
import { generateFeedback, sampleFeedback } from "./sample.ts";
import { type FeedbackInstance, type FeedbackSolution, instanceSchema, solutionSchema } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: FeedbackInstance): readonly Complaint[] {
  const { vertices, weights, names, coordinates } = instance;
  const complaints: Complaint[] = [
    ...checkEdges(instance),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
    ...checkTotal(weights?.reduce((total, weight) => total + weight, 0) ?? 0, "weights"),
  ];
  if (weights !== undefined && weights.length !== vertices) {
    complaints.push({ path: "weights", found: `${weights.length} numbers`, expected: `${vertices}, one a vertex` });
  }
  return complaints.slice(0, MOST_COMPLAINTS);
}

const [graphs, assignments] = subsetFormats<FeedbackInstance>(
  (graph) => ({ problem: "feedback-vertex-set", ...graph }),
  [],
);

const formats: readonly FormatAdapter<FeedbackInstance, FeedbackSolution>[] = [
  {
    kind: graphs.kind,
    primary: false,
    refuses: graphs.refuses!,
    toInstance: graphs.toInstance!,
    fromInstance(instance) {
      if (instance.directed !== true) return graphs.fromInstance!(instance);
      throw new GroundstateError("format", "a graph file has no directed edges", { hint: "Leave --to out for JSON." });
    },
  },
  {
    kind: assignments.kind,
    primary: false,
    toSolution: (record, instance) => ({ remove: assignments.toSolution!(record, instance).choose }),
    fromSolution: (instance, { remove }) => assignments.fromSolution!(instance, { choose: remove }),
  },
];

export const feedbackVertexSet = defineProblem<FeedbackInstance, FeedbackSolution, PenaltyOptions>({
  id: "feedback-vertex-set",
  title: "Feedback vertex set",
  summary:
    "Remove vertices of a graph, directed or not, so that no cycle is left: as few as possible, or as light as possible together. Bits are ways to keep a vertex: at a level from which edges lead upwards (directed), or below one of its neighbours (undirected); at most one each, and none means removed. Ways that exclude each other cost, if both are chosen, just more than the lighter vertex weighs. Vertices on no cycle take one bit; a part with k vertices that can be kept, k bits a vertex (directed), or 1 + k/2 times its degree (undirected).",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, section 8.3 and 8.5",
    "Bafna, Berman, Fujito 1999, A 2-approximation algorithm for the undirected feedback vertex set problem",
  ],
  sense: "min",
  objective: "weight of the removed vertices",
  instanceSchema,
  solutionSchema,
  optionsSchema: penaltyOptionsSchema("How ways to keep vertices become an energy."),
  defaults: penaltyDefaults,
  check,
  describe: ({ vertices, edges, directed }) =>
    `${vertices} vertices, ${edges.length} ${directed === true ? "directed " : ""}edges`,
  encode: encodeFeedback,
  cost: removedWeight,
  verify: verifyRemoval,
  bound: () => ({ value: 0, proof: "weights are never negative" }),
  sample: sampleFeedback,
  generate: generateFeedback,
  tell: (instance, { remove }) => `removed ${tellVertices(instance, { choose: remove })}`,
  formats,
  draw(instance, solution) {
    const { vertices, edges, coordinates, name } = instance;
    const remove = solution?.remove ?? null;
    const drawing = drawGraph(vertices, edges, coordinates, remove);
    if (drawing === null) return null;
    const points = drawing.points.map((point, v) => ({ ...point, label: vertexName(instance, v) }));
    return { title: name ?? "feedback-vertex-set", ...drawing, points };
  },
});
