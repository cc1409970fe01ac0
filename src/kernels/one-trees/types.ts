/**
 * Minimum 1-trees (Held & Karp 1970): a spanning tree of least cost and a second edge at one of its leaves, under costs
 * c_ij + pi_i + pi_j with a weight pi on every node. Every tour is a 1-tree, so the cost of a minimum 1-tree less 2 sum pi bounds
 * the length of every tour from below, whatever the weights. The tree less the leaf is a minimum spanning tree of the other nodes;
 * the leaf with the dearest second edge gives the best of these bounds.
 *
 * All numbers are whole (or Infinity: no edge), so that sums below 2^53 are exact and the order of additions does not matter.
 * Sparse trees use the edges of lists only and bound the tours within them; dense trees use all edges.
 */
import type { Metric } from "../../model/types.ts";

/** Costs of edges: distances of points in the plane by one of PLANAR_METRICS, or a symmetric table, row-major nodes x nodes. */
export type EdgeCosts =
  | { readonly kind: "points"; readonly metric: Metric; readonly coordinates: Float64Array }
  | { readonly kind: "table"; readonly values: Float64Array };

export interface OneTreeRequest {
  /** At least 3. */
  readonly nodes: number;
  readonly costs: EdgeCosts;
  /** Costs of edges are floor(cost * scale); 1 with a table, whose values are whole numbers or Infinity. */
  readonly scale: number;
  /** Most entries of the lists. */
  readonly entries: number;
  readonly memoryLimit: number;
}

/** Adjacency lists: entries rowStart[v] .. rowStart[v + 1] - 1 name the other ends of v's edges and their whole costs. Both ways, each once. */
export interface EdgeLists {
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly cost: Float64Array;
}

/** A tree is begun, grown in pieces and closed. All arrays are views that the next tree overwrites. */
export interface OneTrees {
  /** pi, length nodes: the caller writes them. Zero to begin with. */
  readonly weights: Float64Array;
  /** Of the tree, rooted at node 0, whose parent is -1. */
  readonly parent: Int32Array;
  /** c + pi + pi of the edge to the parent; 0 at the root. */
  readonly key: Float64Array;
  /** Nodes as they joined: parents before children. */
  readonly order: Int32Array;
  /** In the 1-tree, once closed. */
  readonly degree: Int32Array;
  /** Copies the lists. At most `entries`. */
  place(lists: EdgeLists): void;
  beginSparse(): void;
  /** Joins at most so many nodes. Returns how many are in the tree: less than all of them and no more for ever if the lists do not connect them. */
  growSparse(most: number): number;
  /** Cost of the 1-tree less 2 sum pi; Infinity when there is none in the lists. O(entries). */
  closeSparse(): number;
  beginDense(): void;
  /** The same over the complete graph: O(nodes) for each node that joins. */
  growDense(most: number): number;
  /** The leaf is chosen by the lists, its edge among all. O(entries + nodes). */
  closeDense(): number;
  /** The edge that closes the 1-tree: a leaf and its second neighbour, -1 when there is none. */
  closing(): readonly [leaf: number, other: number];
}
