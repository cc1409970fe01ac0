/** Minimum spanning trees (Kruskal 1956), and branches that lead nowhere cut off. O(m) a tree once edges are sorted. */
import { rootOf } from "../kernels/union-find.ts";
import type { LinkedNetwork, Network } from "./network.ts";

/** The edges of a tree of least cost, in the order in which they joined; fewer than n - 1 where the graph falls apart. O(m) after sorting. */
export function spanningTree({ n, from, to }: Network, rising: Int32Array): Int32Array {
  const root = Int32Array.from({ length: n }, (_, v) => v);
  const tree: number[] = [];
  for (const e of rising) {
    const [a, b] = [rootOf(root, from[e]), rootOf(root, to[e])];
    if (a === b) continue;
    root[a] = b;
    tree.push(e);
  }
  return Int32Array.from(tree);
}

/** Trees over sets of vertices, one after the other in the same memory. */
export interface TreeOver {
  /** 1 for each edge of the last tree. */
  readonly chosen: Uint8Array;
  /** 1 for each vertex of the last tree. */
  readonly inside: Uint8Array;
  /**
   * Cost of a tree over the vertices for which `wanted` is 1, without branches that reach no required vertex; Infinity where they hang together
   * in parts that hold required ones each. The least such tree, before it is pruned. O(m).
   */
  grow(wanted: ArrayLike<number>): number;
}

/** @param required 1 for vertices that trees must reach, one at least */
export function createTreeOver(network: LinkedNetwork, rising: Int32Array, required: ArrayLike<number>): TreeOver {
  const { n, from, to, cost, start, edge } = network;
  const root = new Int32Array(n);
  const degree = new Int32Array(n);
  const chosen = new Uint8Array(cost.length);
  const inside = new Uint8Array(n);
  const leaves = new Int32Array(n);

  function join(): void {
    for (const e of rising) {
      if (inside[from[e]] === 0 || inside[to[e]] === 0) continue;
      const [a, b] = [rootOf(root, from[e]), rootOf(root, to[e])];
      if (a === b) continue;
      root[a] = b;
      chosen[e] = 1;
      degree[from[e]]++;
      degree[to[e]]++;
    }
  }
  function prune(): void {
    let count = 0;
    for (let v = 0; v < n; v++) if (inside[v] === 1 && degree[v] <= 1 && required[v] !== 1) leaves[count++] = v;
    while (count > 0) {
      const v = leaves[--count];
      inside[v] = 0;
      for (let k = start[v]; k < start[v + 1]; k++) {
        const e = edge[k];
        if (chosen[e] === 0) continue;
        chosen[e] = 0;
        const other = from[e] ^ to[e] ^ v;
        if (--degree[other] === 1 && required[other] !== 1) leaves[count++] = other;
      }
    }
  }
  return {
    chosen,
    inside,
    grow(wanted) {
      chosen.fill(0);
      degree.fill(0);
      for (let v = 0; v < n; v++) {
        root[v] = v;
        inside[v] = wanted[v] === 1 || required[v] === 1 ? 1 : 0;
      }
      join();
      prune();
      let [vertices, edges, total] = [0, 0, 0];
      for (let v = 0; v < n; v++) vertices += inside[v];
      for (let e = 0; e < cost.length; e++) {
        if (chosen[e] === 0) continue;
        edges++;
        total += cost[e];
      }
      return edges === vertices - 1 ? total : Number.POSITIVE_INFINITY;
    },
  };
}
