/**
 * Bounds from a greedy partition of the vertices, heaviest first, into classes of which at most one can be chosen: cliques for independent sets,
 * independent sets (colours) for cliques. The heaviest vertices of all classes together weigh at least as much as any choice. O(n log n + m).
 */
import { type WeightedGraph, weightOf } from "./schema.ts";

/** Lists of neighbours. 16 bytes an edge and more. */
function neighbourLists({ vertices, edges }: WeightedGraph): number[][] {
  const lists: number[][] = Array.from({ length: vertices }, () => []);
  for (const [i, j] of edges) {
    lists[i].push(j);
    lists[j].push(i);
  }
  return lists;
}

/** The most that vertices without an edge between any two can weigh. */
export const independentBound = (graph: WeightedGraph): number => intoCliques(graph).total;

/** A clique for each vertex, from 0, each the first that it fits. */
export const greedyCliques = (graph: WeightedGraph): number[] => Array.from(intoCliques(graph).classOf);

function intoCliques(graph: WeightedGraph): Classes {
  const size: number[] = [];
  return classes(graph, (neighbours, classOf) => {
    const met = new Map<number, number>();
    for (const vertex of neighbours)
      if (classOf[vertex] >= 0) met.set(classOf[vertex], (met.get(classOf[vertex]) ?? 0) + 1);
    let found = size.length;
    for (const [own, count] of met) if (count === size[own] && own < found) found = own; // joined to all of it
    size[found] = (size[found] ?? 0) + 1;
    return found;
  });
}

/** The most that vertices with an edge between any two can weigh. */
export function cliqueBound(graph: WeightedGraph): number {
  const { total } = classes(graph, (neighbours, classOf) => {
    const met = new Set<number>();
    for (const vertex of neighbours) met.add(classOf[vertex]);
    let found = 0;
    while (met.has(found)) found++;
    return found;
  });
  return total;
}

/** Vertices of which no two are joined: those with the fewest neighbours first. */
export function greedyStrangers(graph: WeightedGraph): number[] {
  const lists = neighbourLists(graph);
  const turn = Array.from(lists, (_, vertex) => vertex).sort((a, b) => lists[a].length - lists[b].length || a - b);
  const barred = new Uint8Array(graph.vertices);
  return turn.filter((vertex) => {
    if (barred[vertex] === 1) return false;
    for (const other of lists[vertex]) barred[other] = 1;
    return true;
  });
}

interface Classes {
  readonly classOf: Int32Array;
  /** Weight of the heaviest vertices of all classes. */
  readonly total: number;
}

/** @param place gives the class of the next vertex, by its neighbours and the classes so far (-1: none yet) */
function classes(graph: WeightedGraph, place: (neighbours: readonly number[], classOf: Int32Array) => number): Classes {
  const lists = neighbourLists(graph);
  const turn = Array.from(lists, (_, vertex) => vertex);
  turn.sort((a, b) => weightOf(graph, b) - weightOf(graph, a) || lists[b].length - lists[a].length || a - b);
  const classOf = new Int32Array(graph.vertices).fill(-1);
  let total = 0;
  let opened = 0;
  for (const vertex of turn) {
    const own = place(lists[vertex], classOf);
    classOf[vertex] = own;
    if (own < opened) continue;
    opened++;
    total += weightOf(graph, vertex); // the heaviest of its class: the first
  }
  return { classOf, total };
}
