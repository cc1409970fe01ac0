/**
 * A spanning tree with few edges at bounded vertices, at little cost: a cheapest tree, from which exchanges (exchange-tree.ts) take what is beyond the
 * bounds, each the cheapest for what it takes, and then what is too dear. No tree is promised where there is one: whether
 * one exists is a hard question already. O(m) times the longest cycle a round.
 */
import { createExchangeTree, type ExchangeTree } from "./exchange-tree.ts";
import { type LinkedNetwork, risingEdges } from "./network.ts";
import { spanningTree } from "./spanning-tree.ts";

/** 1 for each edge of a cheapest spanning tree; null where the network falls apart. */
export function cheapestTree(network: LinkedNetwork): Uint8Array | null {
  const tree = spanningTree(network, risingEdges(network));
  if (tree.length < network.n - 1) return null;
  const chosen = new Uint8Array(network.cost.length);
  for (const e of tree) chosen[e] = 1;
  return chosen;
}

/** Makes the best exchange there is, a unit of excess being worth `price`; false where none helps. O(m) times the longest cycle. */
export function exchangeBest(tree: ExchangeTree, edges: number, price: number): boolean {
  let [enters, leaves, least] = [-1, -1, 0];
  for (let e = 0; e < edges; e++) {
    if (tree.chosen[e] === 1) continue;
    const other = tree.leaving(e, price);
    const change = tree.dearer + price * tree.further;
    if (other >= 0 && change < least) [enters, leaves, least] = [e, other, change];
  }
  if (enters < 0) return false;
  tree.exchange(enters, leaves);
  return true;
}

/** 1 for each edge; null where none was found. @param bounds most edges at each vertex, or null */
export function boundedTree(network: LinkedNetwork, bounds: ArrayLike<number> | null): Uint8Array | null {
  const begin = cheapestTree(network);
  if (begin === null || bounds === null) return begin;
  const tree = createExchangeTree(network, bounds);
  tree.take(begin);
  const price = 1 + network.cost.reduce((most, cost) => Math.max(most, cost), 0);
  while (tree.excess > 0 && exchangeBest(tree, network.cost.length, price)) {
    // each takes a unit of excess at least, or makes the tree cheaper
  }
  return tree.excess > 0 ? null : tree.chosen;
}
