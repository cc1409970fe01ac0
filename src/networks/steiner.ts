/**
 * A Steiner tree at little cost: grown from one required vertex along shortest ways (shortest-paths.ts), then the cheapest tree over the same
 * vertices, without what leads nowhere. At most twice as dear as the best. Regions of required vertices (Mehlhorn 1988) tell how far
 * apart these lie. O(m log n).
 */
import type { LinkedNetwork } from "./network.ts";
import { risingEdges } from "./network.ts";
import { createPathSearch } from "./shortest-paths.ts";
import { createTreeOver, spanningTree } from "./spanning-tree.ts";

/** 1 for each edge of the tree; null where the required vertices do not hang together. */
export function steinerStart(network: LinkedNetwork, required: ArrayLike<number>): Uint8Array | null {
  const root = Array.from(required).indexOf(1);
  const grown = createPathSearch(network).grow(root, required);
  if (grown === null) return null;
  const tree = createTreeOver(network, risingEdges(network), required);
  tree.grow(grown);
  return tree.chosen;
}

/**
 * The longest step of a cheapest tree over the required vertices alone, whose steps are shortest ways: from which to which vertex, and
 * how long. 0 of one vertex. However the required vertices are parted, some way no longer leads from one part to another.
 */
export function longestStep(
  network: LinkedNetwork,
  required: ArrayLike<number>,
): { readonly from: number; readonly to: number; readonly length: number } {
  const { n, from, to, cost } = network;
  const search = createPathSearch(network);
  const sources = Array.from(required).flatMap((one, v) => (one === 1 ? [v] : []));
  search.reach(sources);
  const { distance, nearest } = search;
  const steps = Array.from(from, (_, e) => e).filter((e) => nearest[from[e]] !== nearest[to[e]]);
  const between = {
    n,
    from: Int32Array.from(steps, (e) => nearest[from[e]]),
    to: Int32Array.from(steps, (e) => nearest[to[e]]),
    cost: Float64Array.from(steps, (e) => distance[from[e]] + cost[e] + distance[to[e]]),
  };
  const tree = spanningTree(between, risingEdges(between));
  const last = tree[tree.length - 1];
  if (last === undefined) return { from: sources[0], to: sources[0], length: 0 };
  return { from: between.from[last], to: between.to[last], length: between.cost[last] };
}
