/**
 * Cut sets (Chvatal 1973, Tough graphs and Hamiltonian circuits): without k vertices a route falls into at most k pieces when it is
 * a cycle, k + 1 when it is a path, one less for each end among the k; a graph that falls into more parts lacks an edge
 * for each one more. Tries no vertex, each one, each pair, and greedy sets. Depth-first searches (Tarjan 1972), O(n + m) each.
 */
import type { Bound } from "../../problem.ts";
import { namesOf, type Route, type RouteGraph, type Rows } from "./graph.ts";

/** Vertices and edges passed between yields: about a millisecond. */
const SLICE = 60_000;

/** Vertices and edges passed in all, for pairs and for greedy sets each: below a second. */
const MOST_EFFORT = 3e7;

interface Cutting {
  readonly graph: RouteGraph;
  readonly route: Route;
  readonly rows: Rows;
  readonly scan: Scan;
  readonly removed: Uint8Array;
}

/** @yields bounds that grow, and null when a slice is over */
export function* cutBounds(graph: RouteGraph, route: Route, rows: Rows): Generator<Bound | null, void, void> {
  const cutting = { graph, route, rows, scan: createScan(rows), removed: new Uint8Array(rows.n) };
  yield* greedyCuts(cutting);
  yield* pairCuts(cutting);
}

/** From the empty set on, the vertex that adds most parts, as long as none loses. */
function* greedyCuts(cutting: Cutting): Generator<Bound | null, void, void> {
  const { graph, route, rows, scan, removed } = cutting;
  const { n, target } = rows;
  const chosen: number[] = [];
  let effort = 0;
  let due = SLICE;
  for (;;) {
    const parts = scan.run(removed);
    const bound = boundOf(cutting, chosen, parts);
    if (bound !== null) yield bound;
    effort += n + target.length;
    if (effort > MOST_EFFORT) return;
    if (effort > due) {
      due = effort + SLICE;
      yield null;
    }
    let best = -1;
    let most = -1;
    for (let v = 0; v < n; v++) {
      if (removed[v] === 1) continue;
      const gain = scan.pieces[v] - 2 + bonus(graph, route, v);
      if (
        gain > most ||
        (gain === most && rows.start[v + 1] - rows.start[v] > rows.start[best + 1] - rows.start[best])
      ) {
        most = gain;
        best = v;
      }
    }
    if (best < 0) break;
    removed[best] = 1;
    chosen.push(best);
  }
  removed.fill(0);
}

function* pairCuts(cutting: Cutting): Generator<Bound | null, void, void> {
  const { graph, route, rows, scan, removed } = cutting;
  const { n, target } = rows;
  let due = SLICE;
  let best = 0;
  removed.fill(0);
  for (let u = 0, effort = 0; u < n && effort <= MOST_EFFORT; u++, effort += n + target.length) {
    removed[u] = 1;
    const parts = scan.run(removed);
    const single = boundOf(cutting, [u], parts);
    if (single !== null && single.value > best) {
      best = single.value;
      yield single;
    }
    for (let v = 0; v < n; v++) {
      if (removed[v] === 1) continue;
      const bound = parts + scan.pieces[v] - 1 - allowed(route, 2) + bonus(graph, route, u) + bonus(graph, route, v);
      if (bound <= best) continue;
      best = bound;
      yield boundOf(cutting, [u, v], parts + scan.pieces[v] - 1);
    }
    removed[u] = 0;
    if (effort <= due) continue;
    due = effort + SLICE;
    yield null;
  }
}

/** A route of this kind falls into at most so many pieces without k vertices, its ends not among them. */
function allowed(route: Route, k: number): number {
  return route === "path" ? k + 1 : k;
}

function bonus({ from, to }: RouteGraph, route: Route, vertex: number): 0 | 1 {
  return route === "path" && (vertex === from || vertex === to) ? 1 : 0;
}

function boundOf({ graph, route }: Cutting, chosen: readonly number[], parts: number): Bound | null {
  const ends = chosen.filter((vertex) => bonus(graph, route, vertex) === 1).length;
  const value = parts - allowed(route, chosen.length) + ends;
  if (value <= 0 || (chosen.length === 0 && parts < 2)) return null;
  if (chosen.length === 0) return { value, proof: `the graph falls into ${parts} parts` };
  const what = chosen.length === 1 ? "" : `the ${chosen.length} vertices `;
  return { value, proof: `without ${what}${namesOf(graph, chosen)} the graph falls into ${parts} parts` };
}

interface Scan {
  /** Parts of the graph without the removed vertices; sets `pieces`. */
  run(removed: Uint8Array): number;
  /** Into how many parts the part of each vertex falls when it goes too. */
  readonly pieces: Int32Array;
}

/** Depth-first search with low points. O(n) memory. */
function createScan({ n, start, target }: Rows): Scan {
  const order = new Int32Array(n);
  const low = new Int32Array(n);
  const parent = new Int32Array(n);
  const next = new Int32Array(n);
  const pieces = new Int32Array(n);

  function visit(root: number, count: number, removed: Uint8Array): number {
    let seen = count;
    let v = root;
    parent[v] = -1;
    order[v] = low[v] = ++seen;
    for (;;) {
      if (next[v] < start[v + 1]) {
        const w = target[next[v]++];
        if (removed[w] === 1 || w === parent[v]) continue;
        if (order[w] > 0) {
          if (order[w] < low[v]) low[v] = order[w];
          continue;
        }
        parent[w] = v;
        order[w] = low[w] = ++seen;
        v = w;
        continue;
      }
      const above = parent[v];
      if (above < 0) return seen;
      if (low[v] < low[above]) low[above] = low[v];
      if (low[v] >= order[above]) pieces[above]++;
      v = above;
    }
  }

  function run(removed: Uint8Array): number {
    order.fill(0);
    pieces.fill(1);
    for (let v = 0; v < n; v++) next[v] = start[v];
    let parts = 0;
    let seen = 0;
    for (let root = 0; root < n; root++) {
      if (removed[root] === 1 || order[root] > 0) continue;
      parts++;
      pieces[root] = 0; // nothing above it
      seen = visit(root, seen, removed);
    }
    return parts;
  }
  return { run, pieces };
}
