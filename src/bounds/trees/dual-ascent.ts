/**
 * Dual ascent for directed Steiner cuts (Wong 1984): a terminal that the root does not reach along arcs of reduced cost 0 has a set of vertices that
 * reach it along such arcs; some arc that enters the set is in every tree, so the least reduced cost among them adds to the bound and is
 * taken off all of them. Smallest sets first (Polzin & Vahdati Daneshmand 2001). O(m) a set.
 *
 * Reduced costs tell what a vertex or edge costs at least: bound + way from the root to it + way from it to a terminal (Wong's bound for
 * trees that pass it); what costs more than a known tree may be left out.
 */
import { createHeap } from "../../networks/heap.ts";
import { across, type LinkedNetwork } from "../../networks/network.ts";

/** A bound, and the reduced costs that are left to prove more from. */
export interface Ascended {
  /** No tree costs less, in units. */
  readonly bound: number;
  readonly root: number;
  /** Of arc 2 e, from[e] to to[e], and of arc 2 e + 1, the other way. */
  readonly reduced: Float64Array;
}

/** Edges looked at between two pauses: about a millisecond. */
const SLICE = 100_000;

/** The arc along edge e that enters v. */
const entering = ({ to }: LinkedNetwork, e: number, v: number): number => (to[e] === v ? 2 * e : 2 * e + 1);

/** @param required 1 for terminals; the root is one */
export function* dualAscent(
  network: LinkedNetwork,
  required: ArrayLike<number>,
  root: number,
): Generator<void, Ascended, void> {
  const { n, start, edge } = network;
  const reduced = Float64Array.from({ length: 2 * network.cost.length }, (_, arc) => network.cost[arc >> 1]);
  const open = Array.from({ length: n }, (_, v) => v).filter((v) => required[v] === 1 && v !== root);
  const size = new Int32Array(n).fill(1);
  const mark = new Int32Array(n);
  let [bound, sets, looked] = [0, 0, 0];
  while (open.length > 0) {
    let at = 0;
    for (let k = 1; k < open.length; k++) if (size[open[k]] < size[open[at]]) at = k;
    const inside = [open[at]];
    sets++;
    mark[open[at]] = sets;
    const cut: number[] = [];
    for (const v of inside) {
      for (let k = start[v]; k < start[v + 1]; k++) {
        const arc = entering(network, edge[k], v);
        const other = across(network, edge[k], v);
        if (mark[other] === sets) continue;
        if (reduced[arc] > 0) cut.push(arc);
        else {
          mark[other] = sets;
          inside.push(other);
        }
      }
      looked += start[v + 1] - start[v];
    }
    if (looked > SLICE) {
      looked = 0;
      yield;
    }
    size[open[at]] = inside.length;
    if (mark[root] === sets) {
      open.splice(at, 1);
      continue;
    }
    const outer = cut.filter((arc) => mark[arc % 2 === 0 ? network.from[arc >> 1] : network.to[arc >> 1]] !== sets);
    const least = outer.reduce((low, arc) => Math.min(low, reduced[arc]), Number.POSITIVE_INFINITY);
    if (outer.length === 0) return { bound: Number.POSITIVE_INFINITY, root, reduced };
    for (const arc of outer) reduced[arc] -= least;
    bound += least;
  }
  return { bound, root, reduced };
}

/** Shortest ways along arcs, from the sources or (backward) to the nearest of them. */
function arcDistances(network: LinkedNetwork, reduced: Float64Array, sources: Iterable<number>, backward: boolean) {
  const { n, start, edge } = network;
  const distance = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const heap = createHeap(n);
  for (const v of sources) {
    distance[v] = 0;
    heap.push(v, 0);
  }
  for (let v = heap.pop(); v >= 0; v = heap.pop()) {
    for (let k = start[v]; k < start[v + 1]; k++) {
      const other = across(network, edge[k], v);
      const arc = entering(network, edge[k], backward ? v : other);
      const length = distance[v] + reduced[arc];
      if (!(length < distance[other])) continue;
      distance[other] = length;
      heap.push(other, length);
    }
  }
  return distance;
}

/** 1 for each edge that a tree of less than `most` units may have. O(m log n). */
export function usefulEdges(
  network: LinkedNetwork,
  required: ArrayLike<number>,
  { bound, root, reduced }: Ascended,
  most: number,
): Uint8Array {
  const { n, from, to } = network;
  const others = Array.from({ length: n }, (_, v) => v).filter((v) => required[v] === 1 && v !== root);
  const down = arcDistances(network, reduced, [root], false);
  const on = arcDistances(network, reduced, others, true);
  const keeps = (a: number, arc: number, b: number) => bound + down[a] + reduced[arc] + on[b] < most;
  return Uint8Array.from(from, (a, e) => (keeps(a, 2 * e, to[e]) || keeps(to[e], 2 * e + 1, a) ? 1 : 0));
}
