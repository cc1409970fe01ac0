/**
 * Large merge trees cut down to their most persistent basins. A basin's persistence is the height of the lowest saddle at which it meets
 * a deeper basin, above its own energy (Edelsbrunner et al. 2002): small ones are ripples in the slopes of others. O(b log b).
 */
import type { MergeTree } from "../landscape/types.ts";

export interface Leaf {
  /** Index into the tree's basins. */
  readonly basin: number;
  readonly energy: number;
}

export interface Join {
  readonly energy: number;
  /** k >= 0 is leaf k, k < 0 is join -k - 1; at least two. */
  readonly children: readonly number[];
}

export interface Pruned {
  readonly leaves: readonly Leaf[];
  /** Children before parents. */
  readonly joins: readonly Join[];
  /** Nodes that nothing joins, numbered as children are. */
  readonly roots: readonly number[];
}

/** The tree of the `most` basins of greatest persistence, saddles that join fewer than two of them left out. */
export function prune({ basins, saddles }: MergeTree, most: number): Pruned {
  const order = persistence({ basins, saddles }).map((value, basin) => ({ value, basin }));
  order.sort((a, b) => b.value - a.value || a.basin - b.basin);
  const kept = new Set(order.slice(0, most).map(({ basin }) => basin));
  const leaves: Leaf[] = [];
  const joins: Join[] = [];
  const roots = new Set<number>();
  /** What stands for a node in the smaller tree; undefined: nothing is left of it. */
  const leafOf = new Map<number, number>();
  basins.forEach(({ energy }, basin) => {
    if (!kept.has(basin)) return;
    leafOf.set(basin, leaves.length);
    roots.add(leaves.length);
    leaves.push({ basin, energy });
  });
  saddles.forEach(({ energy, children }, k) => {
    const left = children.flatMap((child) => leafOf.get(child) ?? []);
    if (left.length === 1) leafOf.set(-k - 1, left[0]);
    if (left.length < 2) return;
    for (const child of left) roots.delete(child);
    joins.push({ energy, children: left });
    leafOf.set(-k - 1, -joins.length);
    roots.add(-joins.length);
  });
  return { leaves, joins, roots: [...roots] };
}

/** One value a basin; infinite for the deepest one. */
function persistence({ basins, saddles }: Pick<MergeTree, "basins" | "saddles">): number[] {
  const lasts = basins.map(() => Number.POSITIVE_INFINITY);
  const deepest = new Map<number, number>(basins.map((_basin, k) => [k, k]));
  saddles.forEach(({ energy, children }, k) => {
    const rivals = children.flatMap((child) => deepest.get(child) ?? []);
    if (rivals.length === 0) return;
    const lowest = rivals.reduce((a, b) => (basins[b].energy < basins[a].energy ? b : a));
    for (const basin of rivals) if (basin !== lowest) lasts[basin] = energy - basins[basin].energy;
    deepest.set(-k - 1, lowest);
  });
  return lasts;
}
