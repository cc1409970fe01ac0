/** Random graphs with weights on their vertices: no edges, all edges, weights of 0, alike, far apart; and geometric ones for users. */
import type { Problem } from "../../problem.ts";
import { geometricGraph } from "../geometric-graph.ts";
import { randomPairs } from "../graph.ts";
import type { WeightedGraph } from "./schema.ts";

type Random = Parameters<Problem["sample"]>[0];

/** max(1, size) vertices. */
export function sampleWeightedGraph(random: Random, size: number): WeightedGraph {
  const vertices = Math.max(1, Math.floor(size));
  const density = [0, 0.2, 0.5, 0.8, 1][random.below(5)];
  const edges = randomPairs(vertices, density, random.uniform).map(([i, j]): [number, number] =>
    random.below(2) === 0 ? [i, j] : [j, i],
  );
  const weight = [
    () => random.below(3),
    () => 1 + random.below(9),
    () => random.below(40) / 4,
    () => 1 + 99 * random.below(2),
  ][random.below(4)];
  const weights = random.below(3) === 0 ? {} : { weights: Array.from({ length: vertices }, weight) };
  const names = random.below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `guest ${v + 1}`) } : {};
  return { vertices, edges, ...weights, ...names };
}

/** Points at random, joined when near: about four edges a vertex. */
export function generateGraph(random: Random, size: number): WeightedGraph {
  const { edges, coordinates } = geometricGraph(random.below, size);
  const pairs = edges.map(([i, j]): [number, number] => [i, j]);
  return { name: `geometric-${size}`, vertices: size, edges: pairs, coordinates };
}
