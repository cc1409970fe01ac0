/**
 * What broken pieces of spanning trees cost to mend. Edges that hang below nothing that holds, or round in a cycle, leave k parts without the root, each
 * with a broken constraint or code of its own: k edges of a cheapest tree join them, so these edges cost M - k d or more, M that tree,
 * d its dearest edge. With vertices of too many edges none the less M or more. Trees that keep the bounds cost at most U:
 *
 *     w > d + U - M
 */
import { vertexName } from "../../src/modelling/graph.ts";
import type { Mending } from "../../src/modelling/program/weights.ts";
import { networkOf } from "../../src/modelling/trees/schema.ts";
import { boundedTree, cheapestTree } from "../../src/networks/bounded-tree.ts";
import { costOf, linked } from "../../src/networks/network.ts";
import { degreeBounds, type SpanningInstance } from "./schema.ts";

/** Null where no tree is known that keeps the bounds. */
export function mending(instance: SpanningInstance): Mending | null {
  const network = linked(networkOf(instance));
  const bounds = degreeBounds(instance);
  const cheapest = cheapestTree(network);
  const known = boundedTree(network, bounds);
  if (cheapest === null || known === null) return null;
  const edges = Array.from(cheapest, (_, e) => e).filter((e) => cheapest[e] === 1);
  const dearest = edges.reduce((a, b) => (network.cost[b] > network.cost[a] ? b : a), edges[0] ?? -1);
  if (dearest < 0) return null;
  const [d, more] = [network.cost[dearest], Math.max(0, costOf(network, known) - costOf(network, cheapest))];
  const [a, b] = [network.from[dearest], network.to[dearest]].map((v) => vertexName(instance, v));
  const words = `d = ${d}, the dearest edge of a cheapest tree`;
  return {
    most: d + more,
    words: bounds === null ? words : `d + U - M, ${words}, U - M = ${more} what the bounds cost at most`,
    witness: `the edge ${a} - ${b}`,
  };
}
