/** Graphs as proofs about Hamiltonian routes read them: successors, predecessors and neighbours in compressed rows. O(n + m). */

/** An instance of a Hamiltonian cycle or path; `edges` lead both ways unless `directed`. */
export interface RouteGraph {
  readonly vertices: number;
  readonly edges: readonly (readonly [number, number])[];
  readonly directed?: boolean;
  readonly names?: readonly string[];
  /** Ends of a path, where they are fixed. */
  readonly from?: number;
  readonly to?: number;
}

/** Through all vertices once: back to the first, or with two ends. */
export type Route = "cycle" | "path";

/** Row v of a graph is target[start[v]] .. target[start[v + 1] - 1]. */
export interface Rows {
  readonly n: number;
  readonly start: Int32Array;
  readonly target: Int32Array;
}

/** The edges from the point of view of a vertex. */
export interface Ways {
  /** One step forward and one step back; the same object when both are the same. */
  readonly successors: Rows;
  readonly predecessors: Rows;
  /** Both together, each vertex once. */
  readonly neighbours: Rows;
}

/** O(n + m). */
export function waysOf({ vertices: n, edges, directed = false }: RouteGraph): Ways {
  const from = Int32Array.from(edges, ([i]) => i);
  const to = Int32Array.from(edges, ([, j]) => j);
  const both = rowsOf(n, join(from, to), join(to, from));
  if (!directed) return { successors: both, predecessors: both, neighbours: both };
  return { successors: rowsOf(n, from, to), predecessors: rowsOf(n, to, from), neighbours: withoutTwins(both) };
}

function join(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function rowsOf(n: number, from: Int32Array, to: Int32Array): Rows {
  const start = new Int32Array(n + 1);
  for (let e = 0; e < from.length; e++) start[from[e] + 1]++;
  for (let v = 0; v < n; v++) start[v + 1] += start[v];
  const next = start.slice();
  const target = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) target[next[from[e]]++] = to[e];
  return { n, start, target };
}

function withoutTwins({ n, start, target }: Rows): Rows {
  const seen = new Int32Array(n).fill(-1);
  const first = new Int32Array(n + 1);
  const kept = new Int32Array(target.length);
  let count = 0;
  for (let v = 0; v < n; v++) {
    for (let k = start[v]; k < start[v + 1]; k++) {
      if (seen[target[k]] === v) continue;
      seen[target[k]] = v;
      kept[count++] = target[k];
    }
    first[v + 1] = count;
  }
  return { n, start: first, target: kept.slice(0, count) };
}

/** "vertex 3", or its name. */
export function nameOf({ names }: RouteGraph, vertex: number): string {
  return names?.[vertex] ?? `vertex ${vertex}`;
}

const MOST_NAMED = 4;

/** "vertex 3, vertex 5 and 7 more". */
export function namesOf(graph: RouteGraph, vertices: readonly number[]): string {
  const shown = vertices.length <= MOST_NAMED + 1 ? vertices.length : MOST_NAMED;
  const words = vertices.slice(0, shown).map((vertex) => nameOf(graph, vertex));
  if (shown < vertices.length) words.push(`${vertices.length - shown} more`);
  const last = words.pop();
  return words.length === 0 ? `${last}` : `${words.join(", ")} and ${last}`;
}
