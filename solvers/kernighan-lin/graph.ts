/**
 * The weighted graph that all levels share, and coarsening of it: heavy-edge clustering (Karypis & Kumar 1998, 1999
 * "first choice") and contraction. An edge of weight w costs w when its ends lie in different parts; negative weights
 * reward the cut and are never contracted along. O(edges) a level.
 */
import type { Random } from "../../src/random.ts";

/** One level of the hierarchy. All arrays are owned by the level and never written after it is made. */
export interface Graph {
  readonly n: number;
  /** Neighbours of v: column[k], rowStart[v] <= k < rowStart[v + 1], each edge in both rows. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Cost of cutting the edge, energy units. */
  readonly weight: Float64Array;
  /** Load that item v puts on its part. */
  readonly mass: Float64Array;
  /** Energy of item v in part p at v * parts + p, or null when all are equal. */
  readonly unary: Float64Array | null;
  readonly parts: number;
  /** Every item must be looked at by refinement: away from the boundary too an item may gain by moving. */
  readonly everywhere: boolean;
}

/** Operations since the last yield, and item moves evaluated since the start. Shared by everything that runs in slices. */
export interface Meter {
  ops: number;
  work: number;
}

/** Elementary operations between two yields: 1 to 5 ms on a machine of 2020. */
export const SLICE = 30_000;

/** The heaviest cluster allowed, as a multiple of the average cluster at the coarsest level. */
const HEAVIEST = 2;
/** A cluster may grow beyond a pair only up to this multiple of the average item of its level, so that levels shrink gently. */
const GROWTH = 4;

/**
 * Cluster of each item, numbered 0 to count - 1. Items of different `kind` (null: all alike) never share a cluster.
 * An item joins the free neighbour of highest rating w^2 / (mass u * mass v) (Holtgrewe, Sanders & Schulz 2010), or
 * else the cluster of a neighbour; items without attracting neighbours are paired with each other.
 */
export function* clusterItems(
  graph: Graph,
  kind: Int32Array | null,
  coarsenTo: number,
  random: Random,
  meter: Meter,
): Generator<void, { cluster: Int32Array; count: number }, void> {
  const { n, rowStart, mass } = graph;
  const total = sumOf(mass);
  const heaviest = (HEAVIEST * total) / coarsenTo;
  const growth = Math.min(heaviest, (GROWTH * total) / n);
  const order = Int32Array.from({ length: n }, (_, v) => v);
  random.shuffle(order);
  const leader = new Int32Array(n).fill(-1);
  const load = new Float64Array(n);
  let lonely = -1;
  for (let at = 0; at < n; at++) {
    const v = order[at];
    if (leader[v] >= 0) continue;
    let mate = bestMate(graph, kind, leader, load, heaviest, growth, v);
    meter.ops += 8 + rowStart[v + 1] - rowStart[v];
    if (mate < 0 && rowStart[v + 1] === rowStart[v]) {
      const fits = lonely >= 0 && mass[v] + load[lonely] <= heaviest && (kind === null || kind[lonely] === kind[v]);
      if (fits) mate = lonely;
      lonely = fits ? -1 : v;
    }
    if (mate < 0) join(leader, load, v, v, mass);
    else {
      if (leader[mate] < 0) join(leader, load, mate, mate, mass);
      join(leader, load, v, leader[mate], mass);
    }
    if (meter.ops > SLICE) yield rest(meter);
  }
  return number(leader);
}

function join(leader: Int32Array, load: Float64Array, v: number, lead: number, mass: Float64Array): void {
  leader[v] = lead;
  load[lead] += mass[v];
}

/** The neighbour that v should share a cluster with, or -1. Free neighbours come before those that have a cluster. */
function bestMate(
  { rowStart, column, weight, mass }: Graph,
  kind: Int32Array | null,
  leader: Int32Array,
  load: Float64Array,
  heaviest: number,
  growth: number,
  v: number,
): number {
  let best = -1;
  let bestRating = 0;
  let free = false;
  for (let k = rowStart[v]; k < rowStart[v + 1]; k++) {
    const u = column[k];
    const w = weight[k];
    if (w <= 0 || (kind !== null && kind[u] !== kind[v])) continue;
    const open = leader[u] < 0;
    if (free && !open) continue;
    if (mass[v] + (open ? mass[u] : load[leader[u]]) > (open ? heaviest : growth)) continue;
    const rating = mass[u] > 0 ? (w * w) / mass[u] : Number.POSITIVE_INFINITY;
    if (rating <= bestRating && (free || !open)) continue;
    best = u;
    bestRating = rating;
    free = open;
  }
  return best;
}

function number(leader: Int32Array): { cluster: Int32Array; count: number } {
  const n = leader.length;
  const cluster = new Int32Array(n);
  let count = 0;
  for (let v = 0; v < n; v++) if (leader[v] === v) cluster[v] = count++;
  for (let v = 0; v < n; v++) cluster[v] = cluster[leader[v]];
  return { cluster, count };
}

/** The graph of clusters: masses and unary energies add up, parallel edges merge, inner edges vanish. */
export function* contract(
  graph: Graph,
  cluster: Int32Array,
  count: number,
  meter: Meter,
): Generator<void, Graph, void> {
  const { n, parts } = graph;
  const mass = new Float64Array(count);
  const unary = graph.unary === null ? null : new Float64Array(count * parts);
  const first = new Int32Array(count + 1);
  for (let v = 0; v < n; v++) {
    const c = cluster[v];
    first[c + 1]++;
    mass[c] += graph.mass[v];
    if (unary !== null) for (let p = 0; p < parts; p++) unary[c * parts + p] += graph.unary![v * parts + p];
  }
  for (let c = 0; c < count; c++) first[c + 1] += first[c];
  const member = new Int32Array(n);
  const next = first.slice(0, count);
  for (let v = 0; v < n; v++) member[next[cluster[v]]++] = v;
  meter.ops += 4 * n;

  const rowStart = new Int32Array(count + 1);
  const column = new Int32Array(graph.column.length);
  const weight = new Float64Array(graph.column.length);
  const seenAt = new Int32Array(count).fill(-1); // where the edge to a cluster stands in the row being built
  let used = 0;
  for (let c = 0; c < count; c++) {
    const start = used;
    for (let m = first[c]; m < first[c + 1]; m++) {
      const v = member[m];
      meter.ops += graph.rowStart[v + 1] - graph.rowStart[v];
      for (let k = graph.rowStart[v]; k < graph.rowStart[v + 1]; k++) {
        const d = cluster[graph.column[k]];
        if (d === c) continue;
        if (seenAt[d] >= start) weight[seenAt[d]] += graph.weight[k];
        else {
          seenAt[d] = used;
          column[used] = d;
          weight[used++] = graph.weight[k];
        }
      }
    }
    rowStart[c + 1] = used;
    if (meter.ops > SLICE) yield rest(meter);
  }
  return {
    n: count,
    rowStart,
    column: column.slice(0, used),
    weight: weight.slice(0, used),
    mass,
    unary,
    parts,
    everywhere: graph.everywhere,
  };
}

/** Starts a new slice. */
export function rest(meter: Meter): void {
  meter.ops = 0;
}

export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

/** Load of each part. */
export function loadsOf(graph: Graph, label: Int32Array): Float64Array {
  const loads = new Float64Array(graph.parts);
  for (let v = 0; v < graph.n; v++) loads[label[v]] += graph.mass[v];
  return loads;
}

/** Weight of the cut edges plus the unary energies. O(edges). */
export function cutEnergy(graph: Graph, label: Int32Array): number {
  let cut = 0;
  let own = 0;
  for (let v = 0; v < graph.n; v++) {
    if (graph.unary !== null) own += graph.unary[v * graph.parts + label[v]];
    for (let k = graph.rowStart[v]; k < graph.rowStart[v + 1]; k++) {
      if (graph.column[k] > v && label[graph.column[k]] !== label[v]) cut += graph.weight[k];
    }
  }
  return cut + own;
}

/** Sum of squared overloads: 0 exactly when every part is within `capacity`. */
export function overload(loads: ArrayLike<number>, capacity: number): number {
  let sum = 0;
  for (let p = 0; p < loads.length; p++) {
    const excess = loads[p] - capacity;
    if (excess > 0) sum += excess * excess;
  }
  return sum;
}
