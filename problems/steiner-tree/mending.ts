/**
 * What broken pieces of Steiner trees cost to mend. Edges that hang below nothing that holds, or round in a cycle, leave k parts without the root, each
 * with a broken constraint or code of its own; those that hold terminals are joined again by at most k ways between terminals.
 * O(m log n).
 */
import { vertexName } from "../../src/modelling/graph.ts";
import type { Mending } from "../../src/modelling/program/weights.ts";
import { networkOf } from "../../src/modelling/trees/schema.ts";
import { linked } from "../../src/networks/network.ts";
import { longestStep } from "../../src/networks/steiner.ts";
import { type SteinerInstance, terminalsOf } from "./schema.ts";

export function mending(instance: SteinerInstance): Mending {
  const { from, to, length } = longestStep(linked(networkOf(instance)), terminalsOf(instance));
  const witness = `the way from ${vertexName(instance, from)} to ${vertexName(instance, to)}`;
  return { most: length, words: `${length}, the longest way of a cheapest tree of ways between terminals`, witness };
}
