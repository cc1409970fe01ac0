/**
 * Edges of which no two meet or are linked by an edge: each needs a chosen edge of its own, itself or a neighbour. The least weights near a
 * greedy choice of such edges, dearest first, add up to a bound. O(n + m log m).
 */
import type { Bound } from "../../src/problem.ts";
import { edgesAt, type MatchingInstance } from "./schema.ts";

const ROUNDING = 1e-12; // downwards, of sums in another order: the bound stays a bound

export function packingBound(instance: MatchingInstance): Bound {
  const { vertices, edges } = instance;
  const at = edgesAt(instance);
  const weightOf = (e: number) => edges[e][2] ?? 1;
  const cheapest = at.map((own) => own.reduce((least, e) => Math.min(least, weightOf(e)), Number.POSITIVE_INFINITY));
  const least = edges.map(([i, j]) => Math.min(cheapest[i], cheapest[j]));
  const turn = edges.map((_, e) => e).sort((a, b) => least[b] - least[a] || a - b);
  const near = new Uint8Array(vertices); // an end of a taken edge, or a neighbour of one
  let total = 0;
  for (const e of turn) {
    const [i, j] = edges[e];
    if (near[i] === 1 || near[j] === 1) continue;
    total += least[e];
    for (const f of [...at[i], ...at[j]]) near[edges[f][0]] = near[edges[f][1]] = 1;
  }
  const whole = edges.every(([, , weight = 1]) => Number.isInteger(weight));
  const value = whole ? total : Math.max(0, total * (1 - ROUNDING));
  return { value, proof: "edges apart from one another: each is met by a chosen edge of its own" };
}
