/** Kinds of random graphs for problems over graphs: near ones in a square, few edges, half of all pairs, grids. */
import { GroundstateError } from "../errors.ts";
import type { InstanceKind } from "../problem.ts";
import { geometricGraph } from "./geometric-graph.ts";
import { type Pair, randomPairs } from "./graph.ts";

type Random = Parameters<InstanceKind<unknown>["generate"]>[0];

/** Each edge once; coordinates where the graph was drawn by them. */
export interface RandomGraph {
  readonly vertices: number;
  readonly edges: Pair[];
  readonly coordinates?: number[][];
}

const EDGES_A_VERTEX = 4;

/** G(n, m) with 4n different edges, or half of all pairs where that is less (Erdos & Renyi 1959). O(n + m). */
function sparseGraph(random: Random, size: number): RandomGraph {
  const wanted = Math.min(EDGES_A_VERTEX * size, Math.ceil((size * (size - 1)) / 4));
  const taken = new Set<number>();
  const edges: Pair[] = [];
  while (edges.length < wanted) {
    const [i, j] = [random.below(size), random.below(size)];
    const key = Math.min(i, j) * size + Math.max(i, j);
    if (i === j || taken.has(key)) continue;
    taken.add(key);
    edges.push([Math.min(i, j), Math.max(i, j)]);
  }
  return { vertices: size, edges };
}

const nearGraph = (random: Random, size: number): RandomGraph => ({
  vertices: size,
  ...geometricGraph(random.below, size),
});

const MOST_DENSE = 5000; // 6 * 10^6 edges

function denseGraph(random: Random, size: number): RandomGraph {
  if (size > MOST_DENSE) {
    const hint = "Half of all pairs are edges: take another kind.";
    throw new GroundstateError("invalid-options", `size is ${size}, expected at most ${MOST_DENSE}`, { hint });
  }
  return { vertices: size, edges: randomPairs(size, 1 / 2, random.uniform) };
}

const LONG = 0.05; // edges a vertex across the grid

/** Rows as long as the columns, the last not full, and some edges across: a plain grid would tell problems apart by parity alone. */
function gridGraph(random: Random, size: number): RandomGraph {
  const columns = Math.ceil(Math.sqrt(size));
  const joined = new Set<number>();
  const join = (i: number, j: number) => {
    if (i !== j && j < size) joined.add(Math.min(i, j) * size + Math.max(i, j));
  };
  for (let v = 0; v < size; v++) {
    if ((v + 1) % columns !== 0) join(v, v + 1);
    join(v, v + columns);
    if (random.uniform() < LONG) join(v, random.below(size));
  }
  const edges = Array.from(joined, (key): Pair => [Math.floor(key / size), key % size]);
  const coordinates = Array.from({ length: size }, (_, v) => [v % columns, -Math.floor(v / columns)]);
  return { vertices: size, edges, coordinates };
}

const KINDS = {
  geometric: { title: "vertices at random in a square, near ones joined: about 4 edges each", graph: nearGraph },
  random: { title: "4 edges a vertex, between any two", graph: sparseGraph },
  dense: { title: "half of all pairs, at random", graph: denseGraph },
  grid: { title: "a square grid with a few edges across", graph: gridGraph },
} as const;

/** These kinds of graphs as kinds of instances, in this order. */
export function graphKinds<I>(
  ids: readonly (keyof typeof KINDS)[],
  instanceOf: (graph: RandomGraph, name: string) => I,
): readonly InstanceKind<I>[] {
  return ids.map((id) => ({
    id,
    title: KINDS[id].title,
    generate: (random, size) => instanceOf(KINDS[id].graph(random, size), `${id}-${size}`),
  }));
}
