/**
 * Candidate neighbours of every node: the cheapest edges out of it and into it, ascending. From coordinates by a spatial
 * index (Flatbush), else by selection over each row, O(n) a row. Sliced: the generator yields between rows.
 */
import Flatbush from "flatbush";
import type { Cost, TourForm } from "./form.ts";

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

/** Points that the index gives beyond those wanted. Quadrant lists were no better on 5 instances of 1,000 to 4,000 cities. */
const SPARE = 5;

/** Below this selection over rows is as quick, and exact for every cost. */
const INDEX_FROM = 1000;

/** Cost evaluations between yields: about a millisecond. */
const SLICE = 60_000;

/** @yields after about a millisecond of work. */
export function* findNeighbours(form: TourForm, cost: Cost, wanted: number): Generator<void, Neighbours, void> {
  const n = form.nodes;
  const width = Math.min(wanted, n - 1);
  const { points } = form;
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

function* selectRows(n: number, width: number, cost: Cost): Generator<void, NeighbourList, void> {
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
