/**
 * Candidate neighbours of every node: the cheapest edges out of it and into it, ascending. From coordinates by a spatial
 * index (Flatbush), else by selection over each row, O(n) a row. With `quadrants` the nearest in each quarter of the plane are
 * among them, so that clusters stay linked (Johnson & McGeoch 1997). Sliced: the generator yields between rows.
 */
import Flatbush from "flatbush";
import type { Cost, TourForm } from "../form.ts";

export interface NeighbourList {
  /** Row-major n x width. */
  readonly city: Int32Array;
  /** Cost of the edge between the row's node and the neighbour, in the direction of the list. */
  readonly cost: Float64Array;
}

export interface Neighbours {
  readonly width: number;
  readonly outgoing: NeighbourList;
  /** The same object as `outgoing` when costs are symmetric. */
  readonly incoming: NeighbourList;
}

/** Points that the index gives beyond those wanted. */
const SPARE = 5;

/** Points looked at for the quadrants, for each one wanted. */
const QUADRANT_REACH = 6;

/** Above so many nodes the nearest serve: quadrants take six times as long, and so many cities are seldom in clusters far apart. */
const LARGEST_QUADRANTS = 20_000;

/**
 * Which candidates. Quadrants were no better than the nearest for exchanges alone on 5 instances of 1,000 to 4,000 cities; for
 * crossover, which must link subtours, they are (p654: 0.0 % instead of 3.1 % above the optimum after one round of 100 tours).
 */
export type Candidates = "nearest" | "quadrants";

/** Below this selection over rows is as quick, and exact for every cost. */
const INDEX_FROM = 1000;

/** Cost evaluations between yields: about a millisecond. */
const SLICE = 60_000;

/** @yields after about a millisecond of work. */
export function* findNeighbours(
  form: TourForm,
  cost: Cost,
  wanted: number,
  candidates: Candidates = "nearest",
): Generator<void, Neighbours, void> {
  const n = form.nodes;
  const width = Math.min(wanted, n - 1);
  const { points } = form;
  if (candidates === "quadrants" && points?.dimensions === 2 && form.nodes === form.size && n <= LARGEST_QUADRANTS) {
    const list = yield* quadrantPoints(n, width, points.coordinates, cost);
    return { width, outgoing: list, incoming: list };
  }
  if (points !== null && points.dimensions === 2 && form.nodes === form.size && n >= INDEX_FROM) {
    const list = yield* nearestPoints(n, width, points.coordinates, cost);
    return { width, outgoing: list, incoming: list };
  }
  const outgoing = yield* selectRows(n, width, cost);
  const incoming = form.symmetric ? outgoing : yield* selectRows(n, width, (i, j) => cost(j, i));
  return { width, outgoing, incoming };
}

function createList(n: number, width: number): NeighbourList {
  return { city: new Int32Array(n * width), cost: new Float64Array(n * width) };
}

/** The nearest of each node by selection over its row of costs. @yields after about a millisecond */
export function* selectRows(n: number, width: number, cost: Cost): Generator<void, NeighbourList, void> {
  const list = createList(n, width);
  const rows = Math.max(1, Math.floor(SLICE / n));
  for (let i = 0; i < n; i++) {
    let filled = 0;
    for (let j = 0; j < n; j++) if (j !== i) filled = insert(list, i, width, filled, j, cost(i, j));
    if (i % rows === rows - 1) yield;
  }
  return list;
}

/** Inserts into the ascending row i that holds `filled` of `width`; ties keep the earlier. Returns the new fill. */
function insert(list: NeighbourList, i: number, width: number, filled: number, j: number, value: number): number {
  const { city, cost } = list;
  const row = i * width;
  if (filled === width && value >= cost[row + width - 1]) return filled;
  let k = filled < width ? filled : width - 1;
  while (k > 0 && cost[row + k - 1] > value) {
    cost[row + k] = cost[row + k - 1];
    city[row + k] = city[row + k - 1];
    k--;
  }
  cost[row + k] = value;
  city[row + k] = j;
  return Math.min(width, filled + 1);
}

/** By the index: a few more than wanted, as the metric may rank them otherwise than the straight line. */
function* nearestPoints(
  n: number,
  width: number,
  coordinates: Float64Array,
  cost: Cost,
): Generator<void, NeighbourList, void> {
  const index = new Flatbush(n);
  for (let i = 0; i < n; i++) index.add(coordinates[2 * i], coordinates[2 * i + 1]);
  index.finish();
  yield;
  const list = createList(n, width);
  for (let i = 0; i < n; i++) {
    let filled = 0;
    for (const j of index.neighbors(coordinates[2 * i], coordinates[2 * i + 1], width + SPARE)) {
      if (j !== i) filled = insert(list, i, width, filled, j, cost(i, j));
    }
    if (i % 64 === 63) yield;
  }
  return list;
}

/** A quarter of the neighbours from each quadrant as far as there are any, then the nearest of the rest. */
function* quadrantPoints(
  n: number,
  width: number,
  coordinates: Float64Array,
  cost: Cost,
): Generator<void, NeighbourList, void> {
  const around = createSurroundings(n, width, coordinates);
  yield;
  const list = createList(n, width);
  const share = Math.max(1, Math.floor(width / 4));
  const quarter = createList(4, share);
  const spare = createList(1, width);
  const filled = new Int32Array(4);
  const rows = Math.max(1, Math.floor(SLICE / (32 * QUADRANT_REACH * width)));
  for (let i = 0; i < n; i++) {
    filled.fill(0);
    let rest = 0;
    for (const j of around(i)) {
      if (j === i) continue;
      const value = cost(i, j);
      const q = quadrantOf(coordinates, i, j);
      filled[q] = insert(quarter, q, share, filled[q], j, value);
      rest = insert(spare, 0, width, rest, j, value);
    }
    let total = 0;
    for (let q = 0; q < 4; q++) {
      for (let k = q * share; k < q * share + filled[q]; k++) {
        total = insert(list, i, width, total, quarter.city[k], quarter.cost[k]);
      }
    }
    for (let k = 0; k < rest && total < width; k++) {
      if (lists(list.city, i * width, total, spare.city[k])) continue;
      total = insert(list, i, width, total, spare.city[k], spare.cost[k]);
    }
    if (i % rows === rows - 1) yield;
  }
  return list;
}

/** The points near one, itself among them: all of few, else the nearest by the index. */
function createSurroundings(n: number, width: number, coordinates: Float64Array): (i: number) => Iterable<number> {
  const reach = QUADRANT_REACH * width;
  if (n <= 2 * reach) {
    const all = Int32Array.from({ length: n }, (_, k) => k);
    return () => all;
  }
  const index = new Flatbush(n);
  for (let i = 0; i < n; i++) index.add(coordinates[2 * i], coordinates[2 * i + 1]);
  index.finish();
  return (i) => index.neighbors(coordinates[2 * i], coordinates[2 * i + 1], reach);
}

/** Quarter of the plane around i that holds j, each with one of its two borders; points in one place count to the first. */
function quadrantOf(coordinates: Float64Array, i: number, j: number): number {
  const x = coordinates[2 * j] - coordinates[2 * i];
  const y = coordinates[2 * j + 1] - coordinates[2 * i + 1];
  if (x > 0) return y >= 0 ? 0 : 3;
  if (x < 0) return y > 0 ? 1 : 2;
  return y >= 0 ? (y > 0 ? 1 : 0) : 3;
}

/** Whether `node` is among the first `count` from `row` on. */
function lists(city: Int32Array, row: number, count: number, node: number): boolean {
  for (let k = row; k < row + count; k++) if (city[k] === node) return true;
  return false;
}
