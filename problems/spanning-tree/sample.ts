/** Random networks with bounds on degrees that bind, that do not, or that are not there; and kinds for users. */
import { networkKinds, sampleNetwork } from "../../src/modelling/trees/sample.ts";
import { networkOf } from "../../src/modelling/trees/schema.ts";
import { partsWithout } from "../../src/networks/articulation.ts";
import { linked } from "../../src/networks/network.ts";
import type { Random } from "../../src/random.ts";
import type { SpanningInstance } from "./schema.ts";

export function sampleSpanning(random: Random, size: number): SpanningInstance {
  const network = sampleNetwork(random.below, size);
  const least = partsWithout(linked(networkOf(network))); // no tree has fewer
  const bound = (v: number) => Math.max(2 + random.below(2), least[v]);
  const degree = [
    () => ({}),
    () => ({ degree: least.reduce((most, parts) => Math.max(most, parts), 2 + random.below(2)) }),
    () => ({ degree: Array.from(least, (_, v) => (random.below(3) === 0 ? null : bound(v))) }),
  ][random.below(3)]();
  return { problem: "spanning-tree", ...network, ...degree };
}

const MOST_EDGES = 3;

/** At most three edges of the tree at a vertex, or as few as there can be. */
export const kinds = networkKinds<SpanningInstance>((network) => {
  const least = partsWithout(linked(networkOf(network)));
  return { problem: "spanning-tree", ...network, degree: least.reduce((most, own) => Math.max(most, own), MOST_EDGES) };
});
