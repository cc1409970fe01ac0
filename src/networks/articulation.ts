/**
 * Into how many parts a connected network falls when a vertex is taken away (Hopcroft & Tarjan 1973): from 1 above where the vertex is a point of
 * articulation. Every spanning tree has as many edges at it, or more. One search in depth, without recursion. O(n + m).
 */
import { across, type LinkedNetwork } from "./network.ts";

/** By vertex; 0 for the only one. */
export function partsWithout(network: LinkedNetwork): Int32Array {
  const { n, start, edge } = network;
  const parts = new Int32Array(n).fill(1);
  parts[0] = 0;
  const turn = new Int32Array(n).fill(-1);
  /** The earliest turn that is reached from below a vertex by one edge back. */
  const low = new Int32Array(n);
  const up = new Int32Array(n).fill(-1);
  const next = start.slice(0, n);
  const path = [0];
  turn[0] = 0;
  for (let turns = 1; path.length > 0; ) {
    const v = path[path.length - 1];
    if (next[v] === start[v + 1]) {
      path.pop();
      const parent = path[path.length - 1];
      if (parent === undefined) break;
      if (low[v] >= turn[parent]) parts[parent]++;
      low[parent] = Math.min(low[parent], low[v]);
      continue;
    }
    const e = edge[next[v]++];
    if (e === up[v]) continue;
    const other = across(network, e, v);
    if (turn[other] >= 0) low[v] = Math.min(low[v], turn[other]);
    else {
      turn[other] = low[other] = turns++;
      up[other] = e;
      path.push(other);
    }
  }
  return parts;
}
