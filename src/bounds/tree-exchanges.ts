/**
 * What a 1-tree of least cost would cost with an edge forced in or out: the dearest edge on the tree's path between its ends leaves
 * (Volgenant & Jonker 1982; alpha-values of Helsgaun 2000). Edges at the closing leaf replace one another.
 */
import type { OneTrees } from "../kernels/one-trees/types.ts";
import { FORBIDDEN, FORCED, FREE, type TourGraph } from "./tour-graph.ts";

/**
 * Pairs of nodes whose edge a 1-tree below `room` more than the least may use, O(n^2). The trees hold a closed dense tree.
 * @param reduced cost of an edge under the weights
 */
export function* affordableEdges(
  n: number,
  trees: OneTrees,
  reduced: (i: number, j: number) => number,
  room: number,
): Generator<void, readonly (readonly [number, number])[], void> {
  const { parent, key, order } = trees;
  const [leaf, other] = trees.closing();
  const second = reduced(leaf, other);
  const dearest = new Float64Array(n);
  const stamp = new Int32Array(n).fill(-1);
  const pairs: [number, number][] = [];
  for (let i = 0; i < n; i++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let v = i; v >= 0; v = parent[v]) {
      dearest[v] = most;
      stamp[v] = i;
      most = Math.max(most, key[v]);
    }
    for (const j of order) {
      if (stamp[j] !== i) dearest[j] = Math.max(dearest[parent[j]], key[j]);
      if (j >= i) continue;
      const leaves = i === leaf || j === leaf ? second : dearest[j];
      if (reduced(i, j) - leaves <= room) pairs.push([i, j]);
    }
    if (i % 16 === 15) yield;
  }
  return pairs;
}

/** What it costs the best 1-tree to take an edge in or to leave one out: above the gap, the edge is decided. */
export interface Exchanges {
  /** Edge of the tree from v to its parent, -1 at the root, and the closing edge. Read after `compute`. */
  readonly treeEdge: Int32Array;
  closingEdge: number;
  /** By edge: more that the 1-tree costs with it in (for edges outside) or out (for edges of the 1-tree; Infinity if it cannot be). */
  readonly price: Float64Array;
  /** Which edges are in the 1-tree. */
  readonly inside: Uint8Array;
  compute(status: Uint8Array): void;
}

/** @param keyOf reduced cost of an edge of the graph under the present weights, forced edges far below all others */
export function createExchanges(
  graph: TourGraph,
  trees: OneTrees,
  keyOf: (edge: number, status: Uint8Array) => number,
): Exchanges {
  const { nodes: n, from, to, start, incident } = graph;
  const m = from.length;
  const price = new Float64Array(m);
  const inside = new Uint8Array(m);
  const treeEdge = new Int32Array(n);
  const depth = new Int32Array(n);
  const { parent, key, order } = trees;

  function edgeBetween(a: number, b: number): number {
    for (let k = start[a]; k < start[a + 1]; k++) {
      const e = incident[k];
      if (from[e] === b || to[e] === b) return e;
    }
    return -1;
  }

  /** Walks the path between the ends of an outside edge of this key: the dearest edge leaves; every edge may be replaced by it. */
  function walk(e: number, value: number): void {
    let a = from[e];
    let b = to[e];
    let most = Number.NEGATIVE_INFINITY;
    while (a !== b) {
      if (depth[a] < depth[b]) [a, b] = [b, a];
      most = Math.max(most, key[a]);
      price[treeEdge[a]] = Math.min(price[treeEdge[a]], value - key[a]);
      a = parent[a];
    }
    price[e] = value - most;
  }

  const exchanges = {
    treeEdge,
    closingEdge: -1,
    price,
    inside,
    compute(status: Uint8Array): void {
      const [leaf, other] = trees.closing();
      price.fill(Number.POSITIVE_INFINITY);
      inside.fill(0);
      for (const v of order) {
        depth[v] = parent[v] < 0 ? 0 : depth[parent[v]] + 1;
        treeEdge[v] = parent[v] < 0 ? -1 : edgeBetween(v, parent[v]);
        if (treeEdge[v] >= 0) inside[treeEdge[v]] = 1;
      }
      exchanges.closingEdge = edgeBetween(leaf, other);
      inside[exchanges.closingEdge] = 1;
      const second = keyOf(exchanges.closingEdge, status);
      let third = Number.POSITIVE_INFINITY;
      for (let e = 0; e < m; e++) {
        if (inside[e] || status[e] === FORBIDDEN) continue;
        const value = keyOf(e, status);
        if (from[e] === leaf || to[e] === leaf) {
          third = Math.min(third, value);
          price[e] = value - second;
        } else walk(e, value);
      }
      for (let k = start[leaf]; k < start[leaf + 1]; k++) {
        const e = incident[k];
        if (inside[e]) price[e] = status[e] === FREE ? third - keyOf(e, status) : Number.POSITIVE_INFINITY;
      }
      for (let e = 0; e < m; e++) if (status[e] === FORCED) price[e] = Number.POSITIVE_INFINITY;
    },
  };
  return exchanges;
}
