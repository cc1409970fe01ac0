/** Random graphs, directed or not: without cycles, with one, with two-way edges, weights of 0 and far apart; and directed ones for users. */
import { sampleVertexWeights } from "../../src/modelling/vertex-subset/sample.ts";
import type { Random } from "../../src/random.ts";
import type { FeedbackInstance } from "./schema.ts";

export function sampleFeedback(random: Random, size: number): FeedbackInstance {
  const directed = random.below(3) > 0;
  // A part of 3 vertices takes up to 9 bits, one of 4 up to 16.
  const core = Math.min(Math.floor(size), size > 7 ? 9 : 3 + Math.floor(random.below(12) / 11));
  const vertices = Math.max(1, Math.floor(size > 7 ? size : size / 2 + 1), core);
  const density = [0.3, 0.7, 1][random.below(3)];
  const edges: [number, number][] = [];
  for (let j = 0; j < vertices; j++) {
    for (let i = 0; i < j; i++) {
      if (j >= core && i > 0) continue; // what hangs on the core is on no cycle
      const [from, to] = random.below(2) === 0 ? [i, j] : [j, i];
      if (random.uniform() < density) edges.push([from, to]);
      if (directed && j < core && random.uniform() < density / 2) edges.push([to, from]);
    }
  }
  const weights = sampleVertexWeights(random, vertices);
  const names = random.below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `task ${v + 1}`) } : {};
  return { problem: "feedback-vertex-set", vertices, edges, ...(directed ? { directed } : {}), ...weights, ...names };
}

const ARCS_A_VERTEX = 2;

/** Directed, two edges a vertex at random. O(n). */
export function generateFeedback(random: Random, size: number): FeedbackInstance {
  const wanted = Math.min(ARCS_A_VERTEX * size, Math.ceil((size * (size - 1)) / 2));
  const taken = new Set<number>();
  const edges: [number, number][] = [];
  while (edges.length < wanted) {
    const [i, j] = [random.below(size), random.below(size)];
    if (i === j || taken.has(i * size + j)) continue;
    taken.add(i * size + j);
    edges.push([i, j]);
  }
  return { problem: "feedback-vertex-set", name: `directed-${size}`, vertices: size, edges, directed: true };
}
