/**
 * Feedback edge set: remove edges of a directed graph, as light as possible together, so that no cycle is left.
 * minimise sum over edges uv of w_uv sum_{i >= j} x_ui x_vj, x_ui = 1 where vertex u has level i: edges that do not rise are removed, and rising
 * ones have no cycle. One choice a vertex, n^2 bits; O(n^3 + m n^2).
 */
import { checkLabels } from "../../src/modelling/document.ts";
import { checkTotal, requireGraphMemory, vertexName } from "../../src/modelling/graph.ts";
import { checkEdges } from "../../src/modelling/hamiltonian/check.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { is, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Program } from "../../src/modelling/program/types.ts";
import type { Complaint, Drawing } from "../../src/problem.ts";
import { removedEdges, removedWeight, twoWayBound, verifyLevels } from "./referee.ts";
import { generateFeedbackEdges, sampleFeedbackEdges } from "./sample.ts";
import { type FeedbackEdgeInstance, type FeedbackEdgeSolution, instanceSchema, solutionSchema } from "./schema.ts";

const BYTES_PER_BIT = 100; // name, bias, row start
const PAIRS_PER_PRODUCT = 8; // products are objects before they are couplings
const [MOST_COMPLAINTS, SHOWN] = [20, 20];

function check({ vertices, edges, names }: FeedbackEdgeInstance): readonly Complaint[] {
  const pairs = edges.map(([i, j]): [number, number] => [i, j]);
  const total = edges.reduce((sum, [, , weight = 1]) => sum + Math.abs(weight), 0);
  const complaints: Complaint[] = [
    ...checkEdges({ vertices, edges: pairs, directed: true }),
    ...checkLabels(vertices, names, "names"),
    ...checkTotal(total, "edges"),
  ];
  const at = edges.findIndex(([, , weight = 1]) => weight < 0);
  if (at >= 0) {
    complaints.push({ path: `edges[${at}][2]`, found: String(edges[at][2]), expected: "a weight of 0 or more" });
  }
  return complaints.slice(0, MOST_COMPLAINTS);
}

function feedbackProgram(instance: FeedbackEdgeInstance): Program {
  const { vertices: n, edges } = instance;
  requireGraphMemory(n * n, n ** 3 / 2 + (PAIRS_PER_PRODUCT * edges.length * n * (n + 1)) / 2, BYTES_PER_BIT);
  const model = program();
  const level = model.choices(
    "level",
    Array.from({ length: n }, (_, v) => vertexName(instance, v)),
    n,
  );
  const levels = level.map((_, i) => i);
  const falling = edges.flatMap(([u, v, weight = 1]) =>
    levels.flatMap((i) => levels.slice(0, i + 1).map((j) => times(weight, is(level[u], i), is(level[v], j)))),
  );
  model.minimise(sum(falling));
  return model.build();
}

/** "removed 2 edges: a to b, c to d". */
function tell(instance: FeedbackEdgeInstance, solution: FeedbackEdgeSolution): string {
  const gone = removedEdges(instance, solution);
  const shown = gone.slice(0, SHOWN).map(([i, j]) => `${vertexName(instance, i)} to ${vertexName(instance, j)}`);
  const more = gone.length > SHOWN ? `, and ${gone.length - SHOWN} more` : "";
  const count = `removed ${gone.length} ${gone.length === 1 ? "edge" : "edges"}`;
  return gone.length === 0 ? count : `${count}: ${shown.join(", ")}${more}`;
}

/** Vertices at their levels, side by side on each; all on one when there is no solution yet. */
function draw(instance: FeedbackEdgeInstance, solution: FeedbackEdgeSolution | null): Drawing {
  const { vertices: n, edges, name } = instance;
  const filled = new Map<number, number>();
  const points = Array.from({ length: n }, (_, v) => {
    const y = solution?.level[v] ?? 0;
    const x = filled.get(y) ?? 0;
    filled.set(y, x + 1);
    return { x: x + (y % 2) / 2, y, label: vertexName(instance, v) };
  });
  const lines = edges.map(([from, to]): Drawing["lines"][number] => {
    const gone = solution !== null && solution.level[from] >= solution.level[to];
    return { from, to, role: gone ? "cut" : "edge" };
  });
  return { title: name ?? "feedback-edge-set", points, lines };
}

export const feedbackEdgeSet = programProblem<FeedbackEdgeInstance, FeedbackEdgeSolution>({
  id: "feedback-edge-set",
  title: "Feedback edge set",
  summary:
    "Remove edges of a directed graph so that no cycle is left: as few as possible, or as light as possible together. Each vertex gets a level, and edges that do not rise are removed; one choice a vertex, n bits each. The energy is the weight of the removed edges, and a penalty that gives each vertex one level.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, section 8.5",
    "Eades, Lin, Smyth 1993, A fast and effective heuristic for the feedback arc set problem",
  ],
  sense: "min",
  objective: "weight of the removed edges",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ vertices, edges }) => `${vertices} vertices, ${edges.length} directed edges`,
  program: feedbackProgram,
  toSolution: (_instance, assignment) => ({ level: [...(assignment as number[])] }),
  toAssignment: (_instance, { level }) => level,
  cost: removedWeight,
  verify: verifyLevels,
  bound: twoWayBound,
  sample: sampleFeedbackEdges,
  generate: generateFeedbackEdges,
  tell,
  draw,
});
