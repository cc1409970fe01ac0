/**
 * Lower bounds of linear arrangement: degrees, the number of edges, and all orders by subsets where the vertices are few.
 *
 * - The k-th nearest of a vertex is at least ceil(k / 2) away: its edges cost least with the heaviest the shortest, and each edge
 *   is counted at both ends (Petit 2003).
 * - Only n - d pairs are at distance d: the heaviest n - 1 edges at distance 1, the next n - 2 at distance 2, and so on.
 * - A vertex at place p (from 1) adds p to the lengths of edges to those before it and takes p from those to the others.
 */
import { leastOverSubsets, MOST_ITEMS, subsetBytes } from "../../src/bounds/subsets.ts";
import { csrFromEdges } from "../../src/model/index.ts";
import { pairColumns, weightedDegrees } from "../../src/modelling/graph.ts";
import type { Bound, BoundContext } from "../../src/problem.ts";
import type { LinearArrangementInstance } from "./schema.ts";

/** Relative rounding allowed of sums of real weights, for each number added. */
const ROUNDING = 2 ** -50;

/** O(m log m). */
export function simpleBound(instance: LinearArrangementInstance): Bound {
  const { vertices: n, edges } = instance;
  const { from, to, weight } = pairColumns(edges);
  const { rowStart, values } = csrFromEdges(n, from, to, weight);
  let twice = 0;
  for (let v = 0; v < n; v++) {
    const own = Float64Array.from(values.subarray(rowStart[v], rowStart[v + 1])).sort();
    for (let k = 0; k < own.length; k++) twice += own[own.length - 1 - k] * (1 + (k >> 1));
  }
  const sorted = weight.slice().sort();
  let spread = 0;
  for (let k = sorted.length - 1, distance = 1, left = n - 1; k >= 0; k--) {
    if (left === 0) left = n - ++distance;
    spread += distance * sorted[k];
    left--;
  }
  const exact = isExact(instance);
  const slack = (value: number) => (exact ? Math.ceil(value) : value * (1 - ROUNDING * (2 * edges.length + n)));
  return twice / 2 >= spread
    ? { value: slack(twice / 2), proof: "degrees" }
    : { value: slack(spread), proof: "number of pairs at each distance" };
}

export function* arrangementBounds(
  instance: LinearArrangementInstance,
  { memoryLimit }: BoundContext,
): Generator<Bound | null, void, void> {
  const { vertices: n, edges } = instance;
  if (n > MOST_ITEMS || subsetBytes(n) > memoryLimit) return;
  const columns = pairColumns(edges);
  const degree = weightedDegrees(n, columns);
  const matrix = new Float64Array(n * n);
  for (const [i, j, weight = 1] of edges) {
    matrix[i * n + j] = weight;
    matrix[j * n + i] = weight;
  }
  const weight = (i: number, j: number) => matrix[i * n + j];
  const cost = (sum: number, j: number, place: number) => (place + 1) * (2 * sum - degree[j]);
  const run = leastOverSubsets({ size: n, weight, cost });
  let step = run.next();
  for (; !step.done; step = run.next()) yield null;
  const magnitude = degree.reduce((sum, value) => sum + value, 0) * n;
  const value = isExact(instance) ? step.value : step.value - ROUNDING * 8 * n * magnitude;
  yield { value, proof: "dynamic programming over all subsets" };
}

/** Whether sums over edges, each counted at both ends with a length below n, are whole numbers that doubles hold. */
function isExact({ vertices, edges }: LinearArrangementInstance): boolean {
  let total = 0;
  for (const [, , weight = 1] of edges) {
    if (!Number.isInteger(weight)) return false;
    total += weight;
  }
  return 2 * vertices * total <= 2 ** 53;
}
