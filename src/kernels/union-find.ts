/** Disjoint sets as a forest: root[i] is the node above i, itself at a root (Tarjan 1975). */

/** The root of the set of a node, with path halving: O(log n) amortised. */
export function rootOf(root: Int32Array, node: number): number {
  let i = node;
  while (root[i] !== i) {
    root[i] = root[root[i]];
    i = root[i];
  }
  return i;
}
