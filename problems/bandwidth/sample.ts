/** Random graphs: sparse, dense, in pieces, with a bandwidth that is too small, just right or generous; and typical ones for users. */

import { geometricGraph } from "../../src/modelling/geometric-graph.ts";
import { type Edge, randomPairs } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { BandwidthInstance } from "./schema.ts";

/** O(n^2). */
export function sampleBandwidth(random: Random, size: number): BandwidthInstance {
  const n = Math.max(1, Math.floor(size));
  const density = [Math.min(1, 2 / n), 0.3, 0.7, 1][random.below(4)];
  const edges = randomPairs(n, density, random.uniform).map(
    ([i, j]): Edge => (random.below(2) === 0 ? [i, j] : [j, i]),
  );
  const names = random.below(3) === 0 ? { names: Array.from({ length: n }, (_, v) => `row ${v + 1}`) } : {};
  const asked = random.below(2) === 0 ? { bandwidth: random.below(n) } : {};
  return { problem: "bandwidth", vertices: n, edges, ...names, ...asked };
}

export function generateBandwidth(random: Random, size: number): BandwidthInstance {
  const { edges } = geometricGraph(random.below, size);
  return { problem: "bandwidth", name: `geometric-${size}`, vertices: size, edges };
}
