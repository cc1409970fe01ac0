/** Random graphs to match: no edge, stars, all edges, free and dear ones; and geometric ones for users. */
import { geometricGraph } from "../../src/modelling/geometric-graph.ts";
import { type Edge, randomPairs } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { MatchingInstance } from "./schema.ts";

export function sampleMatching(random: Random, size: number): MatchingInstance {
  const vertices = Math.max(1, Math.floor(size));
  const star = Array.from({ length: vertices - 1 }, (_, v): [number, number] => [0, v + 1]);
  const share = [0, 0.3, 0.5, vertices > 5 ? 0.4 : 1][random.below(4)];
  const pairs = random.below(6) === 0 ? star : randomPairs(vertices, share, random.uniform);
  const weight = [() => 1, () => random.below(3), () => 1 + random.below(9), () => random.below(40) / 4][
    random.below(4)
  ];
  const edges = pairs.map(([i, j]): Edge => (random.below(2) === 0 ? [i, j, weight()] : [j, i, weight()]));
  const names = random.below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `node ${v + 1}`) } : {};
  return { problem: "maximal-matching", vertices, edges: random.below(4) === 0 ? pairs : edges, ...names };
}

/** Points at random, joined when near: about four edges a vertex, all of weight 1. */
export function generateMatching(random: Random, size: number): MatchingInstance {
  return {
    problem: "maximal-matching",
    name: `geometric-${size}`,
    vertices: size,
    ...geometricGraph(random.below, size),
  };
}
