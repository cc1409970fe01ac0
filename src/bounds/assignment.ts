/**
 * Bounds of tours with one-way costs: the assignment of a successor to every node, tours and sets of shorter cycles alike (Jonker &
 * Volgenant 1987), then the Held-Karp bound of the symmetric tours over twice as many nodes: node i is left at i and
 * entered at n + i, and the pair is tied by an edge of cost -L that every such tour uses (Jonker & Volgenant 1983).
 * O(n^3) and as held-karp.ts. Memory: 72 n^2 bytes.
 */

import { createAssignmentSolver, provenAssignmentBound } from "../kernels/linear-assignment.ts";
import { whileYielding } from "../kernels/pauses.ts";
import type { Bound, BoundContext } from "../problem.ts";
import { COST_PACE, heldKarpBounds } from "./held-karp.ts";

/** Costs of arcs over at least 3 nodes. */
export interface DirectedTours {
  readonly nodes: number;
  readonly cost: (from: number, to: number) => number;
  readonly integral: boolean;
}

const BYTES_PER_ARC = 72;

/** Bounds of directed tours, better and better. @yields null where nothing is proved yet, or the n^2 costs are above the memory limit */
export function* directedTourBounds(tours: DirectedTours, context: BoundContext): Generator<Bound | null, void, void> {
  const { nodes: n, cost, integral } = tours;
  if (BYTES_PER_ARC * n * n > context.memoryLimit) {
    yield null;
    return;
  }
  const costs = new Float64Array(n * n);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      costs[i * n + j] = i === j ? Number.POSITIVE_INFINITY : cost(i, j);
      if (i !== j) largest = Math.max(largest, Math.abs(costs[i * n + j]));
    }
    if (i % 64 === 63) yield null;
  }
  const { columnDual } = yield* whileYielding(createAssignmentSolver(n).solving(costs), null);
  const value = provenAssignmentBound(costs, n, columnDual);
  let best: Bound = { value: integral ? Math.ceil(value) : value, proof: "assignment of successors" };
  yield best;
  const between = (i: number, j: number): number => {
    const out = Math.min(i, j);
    const into = Math.max(i, j) - n;
    if (out >= n || into < 0) return Number.POSITIVE_INFINITY;
    return out === into ? -largest : costs[out * n + into];
  };
  const symmetric = { nodes: 2 * n, cost: between, points: null, integral, surplus: -n * largest, pace: COST_PACE };
  for (const bound of heldKarpBounds(symmetric, context)) {
    if (bound !== null && bound.value > best.value) best = bound;
    yield best;
  }
}
