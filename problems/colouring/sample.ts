/** Random graphs to colour: few and many colours, enough and too few, no edge at all, names; and geometric ones for users. */
import { randomChains, randomPairs } from "../../src/modelling/graph.ts";
import { graphKinds } from "../../src/modelling/random-graphs.ts";
import type { Random } from "../../src/random.ts";
import type { ColouringInstance } from "./schema.ts";

export function sampleColouring(random: Random, size: number): ColouringInstance {
  const n = Math.max(1, Math.floor(size));
  const names = random.below(4) === 0 ? { names: Array.from({ length: n }, (_, v) => `land ${v + 1}`) } : {};
  const kind = random.below(4);
  // Pairs of vertices and triangles apart keep the number of colours, and of bits, small.
  if (kind === 0) return { problem: "colouring", ...names, vertices: n, edges: randomChains(n, 2, random.below) };
  if (kind === 1)
    return { problem: "colouring", ...names, vertices: n, edges: randomChains(n, 3, random.below), colours: 2 };
  const edges = randomPairs(n, [0, 0.3, 0.6, 1][random.below(4)], random.uniform);
  if (kind === 2) {
    // Mostly only pairs of a hidden colouring, so that the colours are enough.
    const colours = 1 + random.below(3);
    const hidden = Array.from({ length: n }, () => random.below(colours));
    const kept = random.below(8) === 7 ? edges : edges.filter(([i, j]) => hidden[i] !== hidden[j]);
    return { problem: "colouring", ...names, vertices: n, edges: kept, colours };
  }
  return { problem: "colouring", ...names, vertices: n, edges };
}

export const kinds = graphKinds<ColouringInstance>(["geometric", "random", "dense", "grid"], (graph, name) => ({
  problem: "colouring",
  name,
  ...graph,
}));
