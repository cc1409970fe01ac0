/** Random networks with terminals: paths, stars, grids, free and dear edges; and kinds for users. */

import { networkKinds, sampleNetwork } from "../../src/modelling/trees/sample.ts";
import type { Random } from "../../src/random.ts";
import type { SteinerInstance } from "./schema.ts";

export function sampleSteiner(random: Random, size: number): SteinerInstance {
  const network = sampleNetwork(random.below, size);
  const order = Int32Array.from({ length: network.vertices }, (_, v) => v);
  random.shuffle(order);
  const count = 1 + random.below(network.vertices);
  return { problem: "steiner-tree", ...network, terminals: Array.from(order.slice(0, count)) };
}

/** One vertex in so many is a terminal, two at least. */
const SHARE = 10;

export const kinds = networkKinds<SteinerInstance>((network, random) => {
  const { vertices } = network;
  const order = Int32Array.from({ length: vertices }, (_, v) => v);
  random.shuffle(order);
  const count = Math.min(vertices, Math.max(2, Math.round(vertices / SHARE)));
  return { problem: "steiner-tree", ...network, terminals: Array.from(order.slice(0, count)).sort((a, b) => a - b) };
});
