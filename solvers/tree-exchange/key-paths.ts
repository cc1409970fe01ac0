/**
 * The pieces of a Steiner tree (Duin & Voss 1997): its key vertices are the required ones and those where three or more of its edges meet, its key
 * paths lead from one to the next. O(n + m).
 */
import { across, type LinkedNetwork } from "../../src/networks/network.ts";

export interface KeyPath {
  readonly edges: readonly number[];
  /** The key vertices at its ends. */
  readonly ends: readonly [number, number];
}

/** @param chosen 1 for edges of the tree, whose leaves are required */
export function keyPathsOf(network: LinkedNetwork, required: ArrayLike<number>, chosen: ArrayLike<number>): KeyPath[] {
  const { n, from, to, start, edge } = network;
  const degree = new Int32Array(n);
  for (let e = 0; e < from.length; e++) {
    if (chosen[e] !== 1) continue;
    degree[from[e]]++;
    degree[to[e]]++;
  }
  const isKey = (v: number) => required[v] === 1 || degree[v] > 2;
  const paths: KeyPath[] = [];
  for (let v = 0; v < n; v++) {
    if (degree[v] === 0 || !isKey(v)) continue;
    for (let k = start[v]; k < start[v + 1]; k++) {
      if (chosen[edge[k]] !== 1) continue;
      const edges = [edge[k]];
      let at = across(network, edge[k], v);
      while (!isKey(at)) {
        const last = edges[edges.length - 1];
        let next = -1;
        for (let i = start[at]; i < start[at + 1]; i++) if (chosen[edge[i]] === 1 && edge[i] !== last) next = edge[i];
        edges.push(next);
        at = across(network, next, at);
      }
      if (v < at) paths.push({ edges, ends: [v, at] });
    }
  }
  return paths;
}
