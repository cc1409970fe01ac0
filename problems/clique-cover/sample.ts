/** Graphs to cover: two strangers a vertex at most and more, a number of cliques given or not; and geometric ones for users. */
import { geometricGraph } from "../../src/modelling/geometric-graph.ts";
import { randomChains, randomPairs } from "../../src/modelling/graph.ts";
import { otherPairs } from "../../src/modelling/vertex-subset/encode.ts";
import type { Random } from "../../src/random.ts";
import type { CliqueCoverInstance } from "./schema.ts";

export function sampleCliqueCover(random: Random, size: number): CliqueCoverInstance {
  const vertices = Math.max(1, Math.floor(size));
  const names = random.below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `guest ${v + 1}`) } : {};
  const kind = random.below(4);
  // Strangers in pairs or in paths of three keep the number of cliques, and of bits, small.
  const share = [0.1, 0.2, vertices < 5 ? 1 : 0.3][random.below(3)];
  const cliques = kind === 1 ? 2 + random.below(2) : 1 + random.below(3);
  const hidden = Array.from({ length: vertices }, () => random.below(cliques));
  // Only strangers from different cliques of a hidden cover, so that the number given is enough; some of four vertices apart.
  const enough = kind === 2 && (random.below(8) > 0 || vertices !== 4);
  const pairs =
    kind < 2 ? randomChains(vertices, 2 + kind, random.below) : randomPairs(vertices, share, random.uniform);
  const strangers = enough ? pairs.filter(([i, j]) => hidden[i] !== hidden[j]) : pairs;
  const { from, to } = otherPairs({ vertices, edges: strangers });
  const edges = Array.from(from, (i, e): [number, number] => (random.below(2) === 0 ? [i, to[e]] : [to[e], i]));
  // With a number given a search that is cut short may have found no cover: small ones only.
  const given = vertices < 9 && (kind === 1 || kind === 2) ? { cliques } : {};
  return { problem: "clique-cover", vertices, edges, ...given, ...names };
}

export function generateCliqueCover(random: Random, size: number): CliqueCoverInstance {
  return { problem: "clique-cover", name: `geometric-${size}`, vertices: size, ...geometricGraph(random.below, size) };
}
