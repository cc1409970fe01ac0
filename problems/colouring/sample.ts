/** Random graphs to colour: few and many colours, enough and too few, no edge at all, names; and geometric ones for users. */
import { geometricGraph } from "../../src/modelling/geometric-graph.ts";
import { randomPairs } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { ColouringInstance } from "./schema.ts";

export function sampleColouring(random: Random, size: number): ColouringInstance {
  const n = Math.max(1, Math.floor(size));
  const names = random.below(4) === 0 ? { names: Array.from({ length: n }, (_, v) => `land ${v + 1}`) } : {};
  const kind = random.below(4);
  // Pairs of vertices and triangles apart keep the number of colours, and of bits, small.
  if (kind === 0) return { problem: "colouring", ...names, vertices: n, edges: chains(random, n, 2) };
  if (kind === 1) return { problem: "colouring", ...names, vertices: n, edges: chains(random, n, 3), colours: 2 };
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

/** Paths of `length` vertices, some links left out. */
function chains(random: Random, n: number, length: number): [number, number][] {
  const edges: [number, number][] = [];
  for (let v = 1; v < n; v++) if (v % length !== 0 && random.below(5) > 0) edges.push([v - 1, v]);
  return edges;
}

export function generateColouring(random: Random, size: number): ColouringInstance {
  const { edges, coordinates } = geometricGraph(random.below, size);
  const pairs = edges.map(([i, j]): [number, number] => [i, j]);
  return { problem: "colouring", name: `geometric-${size}`, vertices: size, edges: pairs, coordinates };
}
