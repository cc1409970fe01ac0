/** Which pairs of vertices a choice must not hold, or must touch, straight from the list of edges: no encoding, no model. O(n + m). */
import type { Violation } from "../../problem.ts";
import { checkAssignment } from "../document.ts";
import { vertexName } from "../graph.ts";
import { type SubsetSolution, type WeightedGraph, weightOf } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Total weight of the chosen vertices. */
export const chosenWeight = (graph: WeightedGraph, { choose }: SubsetSolution): number =>
  choose.reduce((total, x, vertex) => (x === 1 ? total + weightOf(graph, vertex) : total), 0);

/** That there is one 0 or 1 a vertex; then what `rule` says, at most 20. */
export function verifyChoice(
  { vertices }: WeightedGraph,
  { choose }: SubsetSolution,
  rule: () => Iterable<Violation>,
): readonly Violation[] {
  const wrong = checkAssignment(choose, vertices, [0, 1], "choose");
  if (wrong.length > 0) return wrong;
  const violations: Violation[] = [];
  for (const violation of rule()) if (violations.push(violation) === MOST_VIOLATIONS) break;
  return violations;
}

/** The edges of which `count` ends are chosen. @param says what is wrong with it, after the names of its ends */
export function* edgesWith(
  graph: WeightedGraph,
  { choose }: SubsetSolution,
  count: 0 | 2,
  code: string,
  says: string,
): Generator<Violation, void, void> {
  for (const [i, j] of graph.edges) {
    if (choose[i] + choose[j] !== count) continue;
    yield { code, message: `vertices ${vertexName(graph, i)} and ${vertexName(graph, j)} ${says}`, amount: 1 };
  }
}

/** Pairs of chosen vertices without an edge. O(chosen^2 + m). */
export function* strangers(graph: WeightedGraph, { choose }: SubsetSolution): Generator<Violation, void, void> {
  const chosen = choose.flatMap((x, vertex) => (x === 1 ? [vertex] : []));
  const known = new Set<number>();
  for (const [i, j] of graph.edges) {
    if (choose[i] === 1 && choose[j] === 1) known.add(Math.min(i, j) * graph.vertices + Math.max(i, j));
  }
  for (const [k, j] of chosen.entries()) {
    for (const i of chosen.slice(0, k)) {
      if (known.has(i * graph.vertices + j)) continue;
      const message = `vertices ${vertexName(graph, i)} and ${vertexName(graph, j)} are both chosen and not joined`;
      yield { code: "missing-edge", message, amount: 1 };
    }
  }
}
