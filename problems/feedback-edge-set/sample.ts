/** Random directed graphs: without edges, two-way ones, weights of 0, alike, far apart; and sparse ones for users. */
import type { Edge } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { FeedbackEdgeInstance } from "./schema.ts";

/** Three vertices take nine bits: few of the samples have more. */
export function sampleFeedbackEdges(random: Random, size: number): FeedbackEdgeInstance {
  const most = size > 7 ? size : 3 + Math.floor(random.below(12) / 11);
  const vertices = Math.max(1, Math.min(most, Math.floor(size)));
  const density = vertices > 5 ? 0.1 : [0.2, 0.5, 1][random.below(3)];
  const weight = [() => 1, () => random.below(3), () => 1 + random.below(9), () => random.below(40) / 4][
    random.below(4)
  ];
  const edges: Edge[] = [];
  for (let i = 0; i < vertices; i++) {
    for (let j = 0; j < vertices; j++) {
      if (i === j || random.uniform() >= density) continue;
      const own = weight();
      edges.push(own === 1 ? [i, j] : [i, j, own]);
    }
  }
  const names = random.below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `task ${v + 1}`) } : {};
  return { problem: "feedback-edge-set", vertices, edges, ...names };
}

const [EDGES_A_VERTEX, MOST_WEIGHT] = [2, 9];

/** Two edges a vertex at random, weights 1 to 9. O(n). */
export function generateFeedbackEdges(random: Random, size: number): FeedbackEdgeInstance {
  const wanted = Math.min(EDGES_A_VERTEX * size, Math.ceil((size * (size - 1)) / 2));
  const taken = new Set<number>();
  const edges: Edge[] = [];
  while (edges.length < wanted) {
    const [i, j] = [random.below(size), random.below(size)];
    if (i === j || taken.has(i * size + j)) continue;
    taken.add(i * size + j);
    edges.push([i, j, 1 + random.below(MOST_WEIGHT)]);
  }
  return { problem: "feedback-edge-set", name: `directed-${size}`, vertices: size, edges };
}
