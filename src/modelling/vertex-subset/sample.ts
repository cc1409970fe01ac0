/** Random graphs with weights on their vertices: no edges, all edges, weights of 0, alike, far apart; and geometric ones for users. */
import type { InstanceKind, Problem } from "../../problem.ts";
import { randomPairs } from "../graph.ts";
import { graphKinds } from "../random-graphs.ts";
import type { WeightedGraph } from "./schema.ts";

type Random = Parameters<Problem["sample"]>[0];

/** max(1, size) vertices. */
export function sampleWeightedGraph(random: Random, size: number): WeightedGraph {
  const vertices = Math.max(1, Math.floor(size));
  const density = [0, 0.2, 0.5, 0.8, 1][random.below(5)];
  const edges = randomPairs(vertices, density, random.uniform).map(([i, j]): [number, number] =>
    random.below(2) === 0 ? [i, j] : [j, i],
  );
  const weights = sampleVertexWeights(random, vertices);
  const names = random.below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `guest ${v + 1}`) } : {};
  return { vertices, edges, ...weights, ...names };
}

/** One a vertex, or in a third of the cases none. */
export function sampleVertexWeights(random: Random, vertices: number): { weights?: number[] } {
  const weight = [
    () => random.below(3),
    () => 1 + random.below(9),
    () => random.below(40) / 4,
    () => 1 + 99 * random.below(2),
  ][random.below(4)];
  return random.below(3) === 0 ? {} : { weights: Array.from({ length: vertices }, weight) };
}

/** Graphs for users, without weights. @param instanceOf puts the name of the problem before */
export const vertexSubsetKinds = <I>(instanceOf: (graph: WeightedGraph) => I): readonly InstanceKind<I>[] =>
  graphKinds(["geometric", "random", "dense", "grid"], (graph, name) => instanceOf({ name, ...graph }));
