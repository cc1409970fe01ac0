/** Random graphs: samples that differ in everything the encoding could get wrong, and plain ones with a hidden cycle or path. */
import type { Problem } from "../../problem.ts";
import type { Pair } from "../graph.ts";
import type { Route, RouteInstance } from "./schema.ts";

type Random = Parameters<Problem["sample"]>[0];

/** Everything of an instance but its kind. */
export type Graph = Omit<RouteInstance, "problem">;

const DENSITIES = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** max(1, size) vertices; ends for paths in half of the samples. */
export function sampleGraph(random: Random, size: number, route: Route): Graph {
  const n = Math.max(1, Math.floor(size));
  const directed = random.below(2) === 0;
  const density = DENSITIES[random.below(DENSITIES.length)];
  const edges: Pair[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || (!directed && j < i) || random.uniform() >= density) continue;
      edges.push(!directed && random.below(2) === 0 ? [j, i] : [i, j]);
    }
  }
  const names = random.below(4) === 0 ? { names: Array.from({ length: n }, (_, v) => `square ${v + 1}`) } : {};
  const ends = route === "path" ? sampleEnds(random, n) : {};
  return { vertices: n, edges, ...(directed ? { directed } : {}), ...names, ...ends };
}

function sampleEnds(random: Random, n: number): Pick<Graph, "from" | "to"> {
  const kind = random.below(8);
  const from = random.below(n);
  const to = n === 1 ? 0 : (from + 1 + random.below(n - 1)) % n;
  return { ...((kind & 1) === 1 ? { from } : {}), ...((kind & 3) === 2 || kind === 7 ? { to } : {}) };
}

/**
 * A hidden cycle (or path) through a random order, and half as many random edges more: three edges a vertex on the average, where few
 * other cycles are. Undirected. O(n).
 */
export function plantedGraph(random: Random, size: number, route: Route): Graph {
  const order = Int32Array.from({ length: size }, (_, v) => v);
  random.shuffle(order);
  const taken = new Set<number>();
  const edges: Pair[] = [];
  const add = (i: number, j: number): void => {
    const [low, high] = [Math.min(i, j), Math.max(i, j)];
    const key = low * size + high;
    if (low === high || taken.has(key)) return;
    taken.add(key);
    edges.push([low, high]);
  };
  const steps = route === "cycle" ? size : size - 1;
  for (let k = 0; k < steps; k++) add(order[k], order[(k + 1) % size]);
  const wanted = Math.min(edges.length + Math.floor(size / 2), (size * (size - 1)) / 2);
  while (edges.length < wanted) add(random.below(size), random.below(size));
  edges.sort(([a, b], [c, d]) => a - c || b - d); // in the order of insertion the list would show the cycle
  return { vertices: size, edges };
}
