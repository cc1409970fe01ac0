/** Minimum 1-trees over lists and over the complete graph: twin of one-trees/reference.ts, comparison by comparison. */
import { leaf, other, placeLists, placeTree } from "./shared/one-tree";
import { beginDense, closeDense, growDense, placeColumns, placeCosts } from "./shared/one-tree-dense";
import { beginSparse, closeSparse, growSparse, placeHeap } from "./shared/one-tree-sparse";

export { beginDense, beginSparse, closeDense, closeSparse, growDense, growSparse };
export { placeColumns, placeCosts, placeHeap, placeLists, placeTree };

export function closingLeaf(): i32 {
  return leaf;
}

export function closingOther(): i32 {
  return other;
}
