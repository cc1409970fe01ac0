/**
 * Minimum maximal matching: choose edges that meet nowhere, so that no further edge can be added, as light as possible together. Without weights
 * as many edges as the smallest set that meets all edges (Yannakakis & Gavril 1980). One bit an edge; the energy: encode.ts.
 */
import { checkLabels } from "../../src/modelling/document.ts";
import { checkPairs, vertexName } from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { type PenaltyOptions, penaltyDefaults, penaltyOptionsSchema } from "../../src/modelling/penalty-options.ts";
import { tellChosen } from "../../src/modelling/quadratic-form.ts";
import { type Complaint, defineProblem } from "../../src/problem.ts";
import { packingBound } from "./bound.ts";
import { encodeMatching } from "./encode.ts";
import { formats } from "./formats.ts";
import { matchingWeight, verifyMatching } from "./referee.ts";
import { generateMatching, sampleMatching } from "./sample.ts";
import { edgeName, instanceSchema, type MatchingInstance, type MatchingSolution, solutionSchema } from "./schema.ts";

function check({ vertices, edges, names, coordinates }: MatchingInstance): readonly Complaint[] {
  const negative = edges.findIndex(([, , weight = 1]) => weight < 0);
  const found = edges[negative]?.[2];
  return [
    ...checkPairs(vertices, edges, "edges"),
    ...(negative < 0
      ? []
      : [{ path: `edges[${negative}][2]`, found: String(found), expected: "a weight of 0 or more" }]),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
  ];
}

export const maximalMatching = defineProblem<MatchingInstance, MatchingSolution, PenaltyOptions>({
  id: "maximal-matching",
  title: "Minimum maximal matching",
  summary:
    "Choose edges of a graph that have no end in common, so that every other edge has an end in common with one of them: as few as possible, or as light as possible together. One bit an edge; two chosen edges at a vertex cost, and so does an edge that meets no chosen one, the latter just more than the dearest edge.",
  sources: [
    "Yannakakis, Gavril 1980, Edge dominating sets in graphs",
    "Garey, Johnson 1979, Computers and Intractability, GT10",
    "Lucas 2014, Ising formulations of many NP problems, section 4.5",
  ],
  sense: "min",
  objective: "weight of the matching",
  instanceSchema,
  solutionSchema,
  optionsSchema: penaltyOptionsSchema("How a maximal matching becomes an energy."),
  defaults: penaltyDefaults,
  check,
  describe: ({ vertices, edges }) => `${vertices} vertices, ${edges.length} edges`,
  encode: encodeMatching,
  cost: matchingWeight,
  verify: verifyMatching,
  bound: packingBound,
  sample: sampleMatching,
  generate: generateMatching,
  tell(instance, { choose }) {
    if (!choose.includes(1)) return "no edge";
    const names = instance.edges.map((_, e) => edgeName(instance, e));
    return tellChosen(choose, names).replace(/^1: /, "");
  },
  formats,
  draw(instance, solution) {
    const drawing = drawGraph(instance.vertices, instance.edges, instance.coordinates, null);
    if (drawing === null) return null;
    return {
      ...drawing,
      title: instance.name ?? "maximal-matching",
      points: drawing.points.map((point, v) => ({ ...point, label: vertexName(instance, v) })),
      lines: drawing.lines.map((line, e) => ({ ...line, role: solution?.choose[e] === 1 ? "tour" : "edge" })),
    };
  },
});
