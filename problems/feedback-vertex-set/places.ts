/**
 * Ways to keep a vertex, of which at most one is chosen; a vertex without any is removed. Directed: at level i, and edges lead to higher
 * levels. Undirected: as a root at level 0, or below one neighbour at level i > 0; of two joined vertices one is below the other. The highest
 * vertex of a cycle would be below two. Levels suffice: a path of p vertices has p levels, and a tree whose longest path
 * has p vertices, rooted in its middle, floor(p / 2) + 1. Outside the core there is one way each.
 */
import { requireGraphMemory } from "../../src/modelling/graph.ts";
import type { PairRule } from "../../src/modelling/vertex-subset/encode.ts";
import { type Core, coreOf } from "./core.ts";
import type { FeedbackInstance } from "./schema.ts";

const BYTES_PER_PLACE = 300; // its object, name, weight, bias and row start

export interface Place {
  readonly vertex: number;
  /** -1: none. */
  readonly parent: number;
  readonly level: number;
}

export interface Places {
  readonly core: Core;
  readonly list: readonly Place[];
  /** The places of vertex v are first[v] to below first[v + 1]. */
  readonly first: Int32Array;
  /** Each pair of joined core vertices once: whether an edge leads there (1), back (2) or either (3). */
  readonly joined: readonly (readonly [i: number, j: number, ways: number])[];
}

/** @throws {MemoryError} before any is made where they or their conflicts are too many */
export function placesOf(instance: FeedbackInstance): Places {
  const core = coreOf(instance);
  const joined = joinedPairs(instance, core);
  const neighbours: number[][] = Array.from({ length: instance.vertices }, () => []);
  if (instance.directed !== true) {
    for (const [i, j] of joined) {
      neighbours[i].push(j);
      neighbours[j].push(i);
    }
  }
  const levels = Int32Array.from({ length: instance.vertices }, (_, vertex) => levelsOf(instance, core, vertex));
  const first = new Int32Array(instance.vertices + 1);
  levels.forEach((count, vertex) => {
    const ways = instance.directed === true ? 1 : neighbours[vertex].length;
    first[vertex + 1] = first[vertex] + 1 + (count - 1) * ways;
  });
  requireGraphMemory(first[instance.vertices], mostConflicts(first, joined), BYTES_PER_PLACE);
  const list: Place[] = [];
  for (let vertex = 0; vertex < instance.vertices; vertex++) {
    list.push({ vertex, parent: -1, level: 0 });
    for (let level = 1; level < levels[vertex]; level++) {
      if (instance.directed === true) list.push({ vertex, parent: -1, level });
      else for (const parent of neighbours[vertex]) list.push({ vertex, parent, level });
    }
  }
  return { core, list, first, joined };
}

/** Pairs of places of one vertex, and of joined ones. */
function mostConflicts(first: Int32Array, joined: Places["joined"]): number {
  const count = (v: number) => first[v + 1] - first[v];
  let most = 0;
  for (let v = 0; v + 1 < first.length; v++) most += (count(v) * (count(v) - 1)) / 2;
  for (const [i, j] of joined) most += count(i) * count(j);
  return most;
}

function levelsOf({ directed }: FeedbackInstance, { part, keep }: Core, vertex: number): number {
  if (part[vertex] < 0) return 1;
  const kept = keep[part[vertex]];
  return directed === true ? kept : Math.floor(kept / 2) + 1;
}

function joinedPairs({ vertices: n, edges, directed }: FeedbackInstance, { part }: Core) {
  const ways = new Map<number, number>();
  for (const [i, j] of edges) {
    if (part[i] < 0 || part[j] < 0) continue;
    const key = Math.min(i, j) * n + Math.max(i, j);
    ways.set(key, (ways.get(key) ?? 0) | (directed !== true ? 3 : i < j ? 1 : 2));
  }
  return Array.from(ways, ([key, way]) => [Math.floor(key / n), key % n, way] as const);
}

/** Whether joined vertices may have these places together. */
export function agree(directed: boolean, a: Place, b: Place, ways: number): boolean {
  if (directed) return ((ways & 1) === 0 || a.level < b.level) && ((ways & 2) === 0 || b.level < a.level);
  return (a.parent === b.vertex && b.level < a.level) || (b.parent === a.vertex && a.level < b.level);
}

/** Places of which at most one may be chosen: two of one vertex, and what disagrees. */
export function conflicts({ vertices, directed }: FeedbackInstance, { list, first, joined }: Places): PairRule {
  const most = mostConflicts(first, joined);
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  let pairs = 0;
  const add = (p: number, q: number) => {
    from[pairs] = p;
    to[pairs++] = q;
  };
  for (let v = 0; v < vertices; v++) {
    for (let p = first[v]; p < first[v + 1]; p++) for (let q = p + 1; q < first[v + 1]; q++) add(p, q);
  }
  for (const [i, j, ways] of joined) {
    for (let p = first[i]; p < first[i + 1]; p++) {
      for (let q = first[j]; q < first[j + 1]; q++) if (!agree(directed === true, list[p], list[q], ways)) add(p, q);
    }
  }
  return { kind: "apart", from: from.slice(0, pairs), to: to.slice(0, pairs) };
}

/** Places of the kept vertices of a valid solution: 1 where chosen. Directed: the lowest levels; else leaves are taken off from outside. */
export function placeKept(
  instance: FeedbackInstance,
  { list, first, joined }: Places,
  remove: readonly number[],
): Int8Array {
  const { vertices, directed } = instance;
  const up: number[][] = Array.from({ length: vertices }, () => []); // directed: successors; else neighbours
  const degree = new Int32Array(vertices); // directed: predecessors left; else neighbours left
  for (const [i, j, ways] of joined) {
    if (remove[i] === 1 || remove[j] === 1) continue;
    for (const [a, b, way] of [
      [i, j, 1],
      [j, i, 2],
    ]) {
      if ((ways & way) === 0) continue;
      up[a].push(b);
      degree[b]++;
    }
  }
  const level = new Int32Array(vertices);
  const parent = new Int32Array(vertices).fill(-1);
  const last = directed === true ? 0 : 1;
  const turn = [...degree.keys()].filter((v) => remove[v] === 0 && degree[v] <= last);
  const seen = new Uint8Array(vertices);
  for (const v of turn) {
    seen[v] = 1;
    for (const other of up[v]) {
      if (seen[other] === 1) continue;
      if (directed === true) level[other] = Math.max(level[other], level[v] + 1);
      else parent[v] = other;
      if (degree[other]-- === last + 1) turn.push(other);
    }
  }
  const bits = new Int8Array(list.length);
  for (const v of turn.reverse()) {
    if (parent[v] >= 0) level[v] = level[parent[v]] + 1;
    for (let p = first[v]; p < first[v + 1]; p++) {
      if (list[p].level === level[v] && list[p].parent === parent[v]) bits[p] = 1;
    }
  }
  return bits;
}
