/** Typical plain instances: sparse random graphs G(n, m) with unit weights (Erdos & Renyi 1959). O(n + m). */
import type { Edge } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { MaxCutInstance } from "./schema.ts";

const EDGES_A_VERTEX = 4;

/** 4n different edges, or half of all pairs where that is less. */
export function generateMaxCut(random: Random, size: number): MaxCutInstance {
  const wanted = Math.min(EDGES_A_VERTEX * size, Math.ceil((size * (size - 1)) / 4));
  const taken = new Set<number>();
  const edges: Edge[] = [];
  while (edges.length < wanted) {
    const [i, j] = [random.below(size), random.below(size)];
    const key = Math.min(i, j) * size + Math.max(i, j);
    if (i === j || taken.has(key)) continue;
    taken.add(key);
    edges.push([Math.min(i, j), Math.max(i, j)]);
  }
  return { problem: "max-cut", name: `random-${size}`, vertices: size, edges };
}
