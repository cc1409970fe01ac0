/**
 * Routes with at most `missing` missing edges as Hamiltonian cycles of a larger graph: a vertex joined to all others stands for a
 * missing edge, and one more for the way from the end of a path to its beginning. Directed edges lead from an exit of i to an entry
 * of j, and every cycle passes from the entry of a vertex to its exit (Karp 1972, with two vertices for three). O(n + m).
 */
import type { CycleQuestion } from "../../kernels/hamiltonian/exhaustion.ts";
import type { Route, RouteGraph } from "./graph.ts";

/** The graph has at least three vertices, or is a path over two; missing < vertices. */
export function questionOf(graph: RouteGraph, route: Route, missing: number): CycleQuestion {
  const { vertices } = graph;
  const size = vertices + missing + (route === "path" ? 1 : 0);
  const { add, forced, finish } = openQuestion(graph, size);
  const bridge = route === "path" ? vertices : -1;
  for (let z = vertices; z < size; z++) {
    const from = z === bridge ? graph.from : undefined;
    const to = z === bridge ? graph.to : undefined;
    if (from !== undefined) forced.push(add(z, from));
    if (to !== undefined) forced.push(add(to, z));
    for (let v = 0; v < vertices; v++) {
      if (graph.directed === true) {
        if (from === undefined) add(z, v);
        if (to === undefined) add(v, z);
      } else if (v !== from && v !== to && (from === undefined || to === undefined)) {
        add(z, v);
      }
    }
  }
  return finish();
}

/** The fewest paths that cover a graph, as the fewest missing edges: of them, or of them less 1. */
export interface CoverQuestion {
  readonly question: CycleQuestion;
  /** Whether a Hamiltonian cycle counts as 0 paths. */
  readonly closed: boolean;
  /** Missing edges = paths - surplus. */
  readonly surplus: 0 | 1;
}

/** A vertex beside the fixed ends holds them at ends of paths, or joins both. */
export function coverOf(graph: RouteGraph, route: Route): CoverQuestion {
  const { vertices, from, to } = graph;
  const held = route === "path" && (from !== undefined || to !== undefined);
  const { add, forced, finish } = openQuestion(graph, vertices + (held ? 1 : 0));
  if (held && from !== undefined) forced.push(add(vertices, from));
  if (held && to !== undefined) forced.push(add(to, vertices));
  const closed = route === "cycle" || (from !== undefined && to !== undefined);
  return { question: finish(), closed, surplus: closed ? 0 : 1 };
}

/** The edges of the graph over `size` vertices, and a way to add more. */
function openQuestion({ edges, directed = false }: RouteGraph, size: number) {
  const a: number[] = [];
  const b: number[] = [];
  const forced: number[] = [];
  // Undirected graphs have entries and exits in one.
  const exit = (v: number) => (directed ? size + v : v);
  const add = (i: number, j: number): number => {
    a.push(exit(i));
    b.push(j);
    return a.length - 1;
  };
  for (let v = 0; directed && v < size; v++) {
    a.push(v);
    b.push(exit(v));
    forced.push(v);
  }
  for (const [i, j] of edges) add(i, j);
  const finish = (): CycleQuestion => ({
    n: directed ? 2 * size : size,
    a: Int32Array.from(a),
    b: Int32Array.from(b),
    forced,
  });
  return { add, forced, finish };
}
