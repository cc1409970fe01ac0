/** Which edges do not rise, straight from the list of edges: no encoding, no model. O(n + m). */
import type { Edge } from "../../src/modelling/graph.ts";
import type { Bound, Violation } from "../../src/problem.ts";
import type { FeedbackEdgeInstance, FeedbackEdgeSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export const removedEdges = ({ edges }: FeedbackEdgeInstance, { level }: FeedbackEdgeSolution): readonly Edge[] =>
  edges.filter(([i, j]) => level[i] >= level[j]);

export const removedWeight = (instance: FeedbackEdgeInstance, solution: FeedbackEdgeSolution): number =>
  removedEdges(instance, solution).reduce((total, [, , weight = 1]) => total + weight, 0);

/** That each vertex has a level from 0 to n - 1: whatever rises has no cycle. */
export function verifyLevels(
  { vertices: n }: FeedbackEdgeInstance,
  { level }: FeedbackEdgeSolution,
): readonly Violation[] {
  if (level.length !== n) {
    const message = `level has ${level.length} values, expected ${n}`;
    return [{ code: "wrong-length", message, amount: Math.abs(level.length - n) }];
  }
  const high = level.flatMap((value, v) => (value >= n ? [v] : []));
  return high
    .slice(0, MOST_VIOLATIONS)
    .map((v) => ({ code: "wrong-value", message: `level[${v}] is ${level[v]}, expected 0 to ${n - 1}` }));
}

const ROUNDING = 1e-12; // downwards, of sums in another order: the bound stays a bound

/** Of two edges between the same vertices, there and back, the lighter one goes. O(m). */
export function twoWayBound({ vertices: n, edges }: FeedbackEdgeInstance): Bound {
  const weights = new Map<number, number>();
  let total = 0;
  for (const [i, j, weight = 1] of edges) {
    const back = weights.get(j * n + i);
    if (back !== undefined) total += Math.min(back, weight);
    weights.set(i * n + j, weight);
  }
  const value = Number.isInteger(total) ? total : total * (1 - ROUNDING);
  return { value, proof: total === 0 ? "weights are never negative" : "one of each two opposite edges is removed" };
}
