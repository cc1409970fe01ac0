/**
 * Shortest paths (Dijkstra 1959), the regions nearest to each of several vertices, and trees grown along them: the heuristic of Takahashi &
 * Matsuyama (1980) joins the nearest required vertex to the tree, again and again, with the labels of one search kept alive
 * (Poggi de Aragao & Werneck 2002). O(m log n) a search, about as much a tree.
 */
import { createHeap } from "./heap.ts";
import type { LinkedNetwork } from "./network.ts";

/** Searches over one network, one at a time: the arrays hold the last one. */
export interface PathSearch {
  /** Of the last search: from the nearest source, Infinity where there is no way. */
  readonly distance: Float64Array;
  /** The edge by which a vertex was reached, -1 for sources. */
  readonly via: Int32Array;
  /** The source that is nearest, -1 where there is no way. */
  readonly nearest: Int32Array;
  /** From all `sources` at once. @param cost of edges instead of the network's own, 0 or more, Infinity for none */
  reach(sources: ArrayLike<number>, cost?: Float64Array): void;
  /**
   * Vertices of a tree that holds the root and all required vertices, 1 for each, grown by nearest ones; null where one cannot be reached.
   * The array is overwritten by the next call.
   */
  grow(root: number, required: ArrayLike<number>, cost?: Float64Array): Uint8Array | null;
}

/** O(n) memory. */
export function createPathSearch(network: LinkedNetwork): PathSearch {
  const { n, from, to, start, edge } = network;
  const distance = new Float64Array(n);
  const via = new Int32Array(n);
  const nearest = new Int32Array(n);
  const inside = new Uint8Array(n);
  const heap = createHeap(n);

  function begin(): void {
    heap.clear();
    distance.fill(Number.POSITIVE_INFINITY);
    via.fill(-1);
    nearest.fill(-1);
  }
  function put(v: number): void {
    distance[v] = 0;
    via[v] = -1;
    nearest[v] = v;
    heap.push(v, 0);
  }
  function relax(v: number, cost: Float64Array): void {
    for (let k = start[v]; k < start[v + 1]; k++) {
      const e = edge[k];
      const other = from[e] ^ to[e] ^ v;
      const length = distance[v] + cost[e];
      if (!(length < distance[other])) continue;
      distance[other] = length;
      via[other] = e;
      nearest[other] = nearest[v];
      heap.push(other, length);
    }
  }
  return {
    distance,
    via,
    nearest,
    reach(sources, cost = network.cost) {
      begin();
      for (let k = 0; k < sources.length; k++) put(sources[k]);
      for (let v = heap.pop(); v >= 0; v = heap.pop()) relax(v, cost);
    },
    grow(root, required, cost = network.cost) {
      begin();
      inside.fill(0);
      let missing = 0;
      for (let v = 0; v < n; v++) if (required[v] === 1 && v !== root) missing++;
      inside[root] = 1;
      put(root);
      for (let v = heap.pop(); v >= 0 && missing > 0; v = heap.pop()) {
        if (required[v] === 1 && inside[v] === 0) {
          // The way back to the tree becomes part of it, and the search goes on from all of it.
          for (let at = v; inside[at] === 0; ) {
            const back = via[at];
            inside[at] = 1;
            if (required[at] === 1) missing--;
            put(at);
            at = from[back] ^ to[back] ^ at;
          }
        } else relax(v, cost);
      }
      return missing > 0 ? null : inside;
    },
  };
}
