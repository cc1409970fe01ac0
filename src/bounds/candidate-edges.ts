/**
 * Edges that tours near the shortest use: to the nearest nodes, and for points to the nearest in every quadrant as well, so that
 * clusters are linked in every direction (Johnson & McGeoch 1997). Also half the sum of the two cheapest edges of every node, which
 * bounds every tour. O(n log n) for points, O(n^2) for tables.
 */
import { wholeCost } from "../kernels/one-trees/reference.ts";
import type { EdgeCosts } from "../kernels/one-trees/types.ts";
import type { Metric } from "../model/types.ts";
import type { EdgeSet } from "./edge-set.ts";
import { createPlaneIndex, type Quadrant } from "./plane-index.ts";

/** Nearest nodes of points, of each quadrant, and of rows of a table. 5 and 2 gave the ascent all it wants; without quadrants it failed on clusters. */
const NEAREST = 5;
const OF_QUADRANT = 2;
const OF_ROW = 8;
const QUADRANTS: readonly Quadrant[] = [0, 1, 2, 3];

/** Most edges of one node. */
export const MOST_CANDIDATES = NEAREST + 4 * OF_QUADRANT;

/** Queries of the index, and costs of a table, between two pauses. */
const QUERIES = 500;
const COSTS = 200_000;

/** Metrics that rank like the straight line, so that the nearest nodes are the cheapest. */
const STRAIGHT: readonly Metric[] = ["EUC_2D", "euclidean", "CEIL_2D", "ATT"];

/** Fills the set. Returns the sum of the two cheapest edges of every node, null where the candidates need not be the cheapest. */
export function* addCandidates(
  edges: EdgeSet,
  costs: EdgeCosts,
  n: number,
  scale: number,
): Generator<void, number | null, void> {
  if (costs.kind === "table") return yield* fromTable(edges, costs.values, n);
  const { nearest } = createPlaneIndex(costs.coordinates);
  yield;
  const cost = wholeCost(costs, n, scale);
  const found = new Int32Array(NEAREST);
  let sum = 0;
  for (let v = 0; v < n; v++) {
    const count = nearest(v, NEAREST, null, found);
    for (let k = 0; k < count; k++) edges.add(v, found[k]);
    sum += cost(v, found[0]) + cost(v, found[1]);
    for (const quadrant of QUADRANTS) {
      const some = nearest(v, OF_QUADRANT, quadrant, found);
      for (let k = 0; k < some; k++) edges.add(v, found[k]);
    }
    if (v % (QUERIES / 5) === 0) yield;
  }
  return STRAIGHT.includes(costs.metric) ? sum : null;
}

function* fromTable(edges: EdgeSet, values: Float64Array, n: number): Generator<void, number, void> {
  const width = Math.min(OF_ROW, n - 1);
  const found = new Int32Array(width);
  const rows = Math.max(1, Math.floor(COSTS / n));
  let sum = 0;
  for (let v = 0; v < n; v++) {
    const row = v * n;
    let filled = 0;
    for (let w = 0; w < n; w++) {
      const cost = values[row + w];
      if (w === v || cost === Number.POSITIVE_INFINITY || (filled === width && cost >= values[row + found[width - 1]]))
        continue;
      let at = filled < width ? filled++ : width - 1;
      for (; at > 0 && values[row + found[at - 1]] > cost; at--) found[at] = found[at - 1];
      found[at] = w;
    }
    for (let k = 0; k < filled; k++) edges.add(v, found[k]);
    sum += filled < 2 ? 0 : values[row + found[0]] + values[row + found[1]];
    if (v % rows === rows - 1) yield;
  }
  return sum;
}
