/** Pairs of graphs: alike but for their numbering, nearly alike, unlike, without edges, complete; and isomorphic ones for users. */
import { randomPairs } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { IsomorphismInstance } from "./schema.ts";

/** Three vertices take nine bits: few of the samples have more. */
export function sampleIsomorphism(random: Random, size: number): IsomorphismInstance {
  const vertices =
    size > 7 ? Math.floor(size) : Math.max(1, Math.min(3 + Math.floor(random.below(12) / 11), Math.floor(size)));
  const density = [0, 0.4, 0.7, 1][random.below(4)];
  const first = randomPairs(vertices, density, random.uniform);
  if (random.below(2) === 0) {
    const other = [0.2, density][random.below(2)];
    return { problem: "graph-isomorphism", vertices, first, second: randomPairs(vertices, other, random.uniform) };
  }
  const second = renumbered(vertices, first, random);
  if (random.below(2) === 0) second.pop();
  return { problem: "graph-isomorphism", vertices, first, second };
}

function renumbered(vertices: number, edges: readonly [number, number][], random: Random): [number, number][] {
  const image = Int32Array.from({ length: vertices }, (_, v) => v);
  random.shuffle(image);
  const pairs = edges.map(([i, j]): [number, number] => [Math.min(image[i], image[j]), Math.max(image[i], image[j])]);
  return pairs.sort(([a, b], [c, d]) => a - c || b - d); // in their old order the edges would show the numbering
}

const EDGES_A_VERTEX = 2;

/** A random graph with two edges a vertex, and itself with other numbers. O(n). */
export function generateIsomorphism(random: Random, size: number): IsomorphismInstance {
  const wanted = Math.min(EDGES_A_VERTEX * size, Math.ceil((size * (size - 1)) / 4));
  const taken = new Set<number>();
  const first: [number, number][] = [];
  while (first.length < wanted) {
    const [i, j] = [random.below(size), random.below(size)];
    const key = Math.min(i, j) * size + Math.max(i, j);
    if (i === j || taken.has(key)) continue;
    taken.add(key);
    first.push([Math.min(i, j), Math.max(i, j)]);
  }
  const second = renumbered(size, first, random);
  return { problem: "graph-isomorphism", name: `renumbered-${size}`, vertices: size, first, second };
}
