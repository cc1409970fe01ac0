/**
 * First tours. greedy: the cheapest candidate edges that leave paths (Bentley 1992), the paths then joined nearest end first;
 * space-filling: along a Hilbert curve (Bartholdi & Platzman 1982). Sliced: the generators yield after about a millisecond.
 */

import { rootOf } from "../../../src/kernels/union-find.ts";
import type { Cost, TourForm } from "../form.ts";
import { identityOrder } from "../orders.ts";
import type { Neighbours } from "./neighbours.ts";

/** Cost evaluations between yields: about a millisecond. */
const SLICE = 60_000;

/** Order along a Hilbert curve through the bounding box; nodes without coordinates come last. O(n log n). */
export function hilbertOrder(form: TourForm): Int32Array {
  const order = identityOrder(form.nodes);
  if (form.points === null) return order;
  const { coordinates, dimensions, n } = form.points;
  const [x, y] = [0, 1].map((k) => scaled(coordinates, dimensions, k, n));
  const key = new Float64Array(form.nodes).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) key[i] = hilbertIndex(x[i], y[i]);
  return order.sort((a, b) => key[a] - key[b] || a - b);
}

const HILBERT_BITS = 16;

/** Coordinate k of every point as an integer from 0 to 2^16 - 1. */
function scaled(coordinates: Float64Array, dimensions: number, k: number, n: number): Int32Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    low = Math.min(low, coordinates[i * dimensions + k]);
    high = Math.max(high, coordinates[i * dimensions + k]);
  }
  const factor = high > low ? (2 ** HILBERT_BITS - 1) / (high - low) : 0;
  return Int32Array.from({ length: n }, (_, i) => Math.round((coordinates[i * dimensions + k] - low) * factor));
}

/** Distance along the Hilbert curve of order 16 (Hilbert 1891; bit by bit from the top). */
function hilbertIndex(pointX: number, pointY: number): number {
  let x = pointX;
  let y = pointY;
  let index = 0;
  for (let side = 1 << (HILBERT_BITS - 1); side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const upper = (y & side) > 0 ? 1 : 0;
    index += side * side * ((3 * right) ^ upper);
    if (upper === 1) continue;
    if (right === 1) {
      x = 2 ** HILBERT_BITS - 1 - x;
      y = 2 ** HILBERT_BITS - 1 - y;
    }
    [x, y] = [y, x];
  }
  return index;
}

/** Paths under construction: two links a node, -1 when free; in directed tours link 0 leads out and link 1 came in. */
interface Paths {
  readonly link: Int32Array;
  readonly root: Int32Array;
}

/** @yields after about a millisecond of work (sorting the candidate edges is one piece). */
export function* greedyOrder(form: TourForm, cost: Cost, neighbours: Neighbours): Generator<void, Int32Array, void> {
  const { nodes: n, symmetric } = form;
  const { width, outgoing } = neighbours;
  const paths: Paths = { link: new Int32Array(2 * n).fill(-1), root: identityOrder(n) };
  const edges = candidateEdges(n, width, outgoing.city, outgoing.cost, symmetric);
  yield;
  for (let e = 0; e < edges.length; e++) {
    joinPaths(paths, Math.floor(edges[e] / width), outgoing.city[edges[e]], symmetric);
    if (e % SLICE === SLICE - 1) yield;
  }
  return yield* joinEnds(form, cost, paths);
}

/**
 * Indices into the neighbour lists, cheapest first; a symmetric pair that both nodes list counts once. Costs are compared in
 * as many steps as fit beside the index into 53 bits, so that one numeric sort orders both.
 */
function candidateEdges(
  n: number,
  width: number,
  city: Int32Array,
  cost: Float64Array,
  symmetric: boolean,
): Float64Array {
  const low = cost.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = cost.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const stride = n * width;
  const steps = high > low ? Math.floor(2 ** 52 / stride) / (high - low) : 0;
  const keys = new Float64Array(stride);
  let count = 0;
  for (let k = 0; k < stride; k++) {
    const i = Math.floor(k / width);
    const j = city[k];
    if (symmetric && j < i && lists(city, j * width, width, i)) continue;
    keys[count++] = Math.floor((cost[k] - low) * steps) * stride + k;
  }
  const sorted = keys.subarray(0, count).sort();
  for (let e = 0; e < count; e++) sorted[e] %= stride;
  return sorted;
}

function lists(city: Int32Array, row: number, width: number, node: number): boolean {
  for (let k = row; k < row + width; k++) if (city[k] === node) return true;
  return false;
}

function joinPaths({ link, root }: Paths, from: number, to: number, symmetric: boolean): void {
  const slotFrom = link[2 * from] < 0 ? 2 * from : symmetric ? 2 * from + 1 : -1;
  const slotTo = link[2 * to + 1] < 0 ? 2 * to + 1 : symmetric ? 2 * to : -1;
  if (slotFrom < 0 || slotTo < 0 || link[slotFrom] >= 0 || link[slotTo] >= 0) return;
  const a = rootOf(root, from);
  const b = rootOf(root, to);
  if (a === b) return;
  root[a] = b;
  link[slotFrom] = to;
  link[slotTo] = from;
}

/** Walks along the paths, from the end of each to the nearest end of those not walked yet. O(paths^2) cost evaluations. */
function* joinEnds(form: TourForm, cost: Cost, { link }: Paths): Generator<void, Int32Array, void> {
  const { nodes: n, symmetric } = form;
  const order = new Int32Array(n);
  const entries: number[] = [];
  for (let i = 0; i < n; i++) if (link[2 * i + 1] < 0 || (symmetric && link[2 * i] < 0)) entries.push(i);
  const walked = new Uint8Array(n);
  let evaluated = 0;
  let at = entries[0];
  for (let filled = 0; ; ) {
    for (let node = at; node >= 0; node = onward(link, node, walked, symmetric)) {
      walked[node] = 1;
      order[filled++] = node;
    }
    if (filled === n) return order;
    const tail = order[filled - 1];
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < entries.length; k++) {
      const entry = entries[k];
      if (walked[entry] === 1) {
        entries[k--] = entries[entries.length - 1]; // walked paths leave the list
        entries.pop();
        continue;
      }
      const value = cost(tail, entry);
      if (value < least) {
        least = value;
        nearest = entry;
      }
    }
    at = nearest;
    evaluated += entries.length;
    if (evaluated > SLICE) {
      evaluated = 0;
      yield;
    }
  }
}

/** The next node along the path of one that was just walked, or -1 at its end. */
function onward(link: Int32Array, node: number, walked: Uint8Array, symmetric: boolean): number {
  const [out, back] = [link[2 * node], link[2 * node + 1]];
  if (out >= 0 && walked[out] === 0) return out;
  return symmetric && back >= 0 && walked[back] === 0 ? back : -1;
}
