/**
 * The disconnectivity graph (Becker & Karplus 1997; Wales 2003) of the basins that are kept: saddles that join fewer than two of
 * them are left out, so the barrier between any two kept basins is the one of the full landscape. O(basins + saddles).
 */
import type { Forest, ForestNodes } from "./forest.ts";
import type { Basin, MergeTree, Saddle } from "./types.ts";

/** Numbers of the basins to keep, rising. `depths`: their escape barriers, Infinity for ground states. */
export function keptBasins(depths: Float64Array, keep: number, prefer: "lowest" | "deepest"): Int32Array {
  const count = depths.length;
  if (prefer === "lowest" || count <= keep) return Int32Array.from({ length: Math.min(keep, count) }, (_, b) => b);
  const least = depths.toSorted()[count - keep];
  let ties = keep;
  for (const depth of depths) if (depth > least) ties--;
  const kept: number[] = [];
  depths.forEach((depth, b) => {
    if (depth > least || (depth === least && ties-- > 0)) kept.push(b);
  });
  return Int32Array.from(kept);
}

/** Nothing kept below yet. Nodes are numbered as children of saddles are: k >= 0 a basin, k < 0 the saddle -k - 1. */
const NOTHING = 0x7fffffff;

/** @param energyOf energy of a node of the forest */
export function mergeTree(
  forest: Forest,
  kept: Int32Array,
  energyOf: (nodes: ForestNodes, index: number) => number,
): MergeTree {
  const { basins, saddles } = forest;
  const single = new Int32Array(saddles.up.length).fill(NOTHING);
  const several = new Map<number, number[]>();
  const hang = (node: number, saddle: number) => {
    if (saddle < 0) return;
    if (single[saddle] === NOTHING) single[saddle] = node;
    else if (several.has(saddle)) several.get(saddle)?.push(node);
    else several.set(saddle, [single[saddle], node]);
  };
  const found: Saddle[] = [];
  /** By kept saddle: its first leaf, which orders the children of the saddle above. */
  const firstLeaf: number[] = [];
  const leafOf = (node: number) => (node < 0 ? firstLeaf[-node - 1] : node);
  kept.forEach((b, k) => {
    hang(k, basins.up[b]);
  });
  for (let s = 0; s < single.length; s++) {
    if (single[s] === NOTHING) continue;
    const children = several.get(s)?.sort((a, b) => leafOf(a) - leafOf(b));
    if (children === undefined) hang(single[s], saddles.up[s]);
    else {
      found.push({ energy: energyOf(saddles, s), state: saddles.state[s], children });
      firstLeaf.push(leafOf(children[0]));
      hang(-found.length, saddles.up[s]);
    }
  }
  const basin = (b: number): Basin => ({
    energy: energyOf(basins, b),
    state: basins.state[b],
    size: basins.size[b],
  });
  return { n: forest.n, basins: Array.from(kept, basin), saddles: found };
}

/**
 * The saddle where two basins of a tree become connected, as an index into `tree.saddles`. Its energy above a basin's is the barrier.
 * O(saddles). @throws {RangeError} unless a and b are two basins of the tree
 */
export function saddleBetween(tree: MergeTree, a: number, b: number): number {
  const at = (k: number) => Number.isInteger(k) && k >= 0 && k < tree.basins.length;
  if (!at(a) || !at(b) || a === b)
    throw new RangeError(`basins ${a} and ${b}, expected two of the ${tree.basins.length} basins`);
  const above = new Map<number, number>();
  tree.saddles.forEach(({ children }, s) => {
    for (const child of children) above.set(child, -s - 1);
  });
  const seen = new Set<number>();
  for (let node = above.get(a); node !== undefined; node = above.get(node)) seen.add(node);
  let node = above.get(b);
  while (node !== undefined && !seen.has(node)) node = above.get(node);
  if (node === undefined) throw new RangeError(`the tree does not connect basins ${a} and ${b}`);
  return -node - 1;
}
