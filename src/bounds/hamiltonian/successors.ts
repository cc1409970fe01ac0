/**
 * Different successors: a route gives every vertex (but the last of a path) another successor, so it lacks at least as many edges as a
 * largest matching of vertices to successors leaves without. Sees unequal sides of a bipartite graph, and more independent
 * vertices than neighbours of theirs. Hopcroft & Karp 1973, O(m sqrt n).
 */
import type { Bound } from "../../problem.ts";
import type { Route, RouteGraph, Rows } from "./graph.ts";

/** Edges passed between yields: about a millisecond. */
const SLICE = 100_000;

/** @yields null when a slice is over. Returns the bound, or null. */
export function* successorBound(graph: RouteGraph, route: Route, rows: Rows): Generator<null, Bound | null, void> {
  const { n } = rows;
  const path = route === "path";
  const matched = yield* largestMatching(rows, path ? (graph.to ?? -1) : -1, path ? (graph.from ?? -1) : -1);
  const needed = path ? n - 1 : n;
  if (matched >= needed) return null;
  return { value: needed - matched, proof: `at most ${matched} of ${needed} vertices can have different successors` };
}

/** Largest set of pairs of a vertex and its successor, none twice. */
function* largestMatching(rows: Rows, last: number, first: number): Generator<null, number, void> {
  const matching = createMatching(rows, last, first);
  let matched = 0;
  let due = SLICE;
  while (matching.layer()) {
    for (let v = 0; v < rows.n; v++) {
      if (matching.augment(v)) matched++;
      if (matching.passed < due) continue;
      due = matching.passed + SLICE;
      yield null;
    }
  }
  return matched;
}

interface Matching {
  /** Edges passed so far. */
  readonly passed: number;
  /** Distance of every vertex from the vertices without a successor along alternating paths. False when none ends free. */
  layer(): boolean;
  /** Gives a vertex without a successor one, by an augmenting path down the layers. False where there is none. */
  augment(root: number): boolean;
}

/** `last` has no successor and nothing leads to `first` (-1: none such). */
function createMatching({ n, start, target }: Rows, last: number, first: number): Matching {
  const successor = new Int32Array(n).fill(-1);
  const predecessor = new Int32Array(n).fill(-1);
  const level = new Int32Array(n);
  const next = new Int32Array(n);
  const queue = new Int32Array(n);
  const trail = new Int32Array(n);
  let passed = 0;

  function layer(): boolean {
    let tail = 0;
    let open = false;
    for (let v = 0; v < n; v++) {
      level[v] = successor[v] < 0 && v !== last ? 0 : -1;
      next[v] = start[v];
      if (level[v] === 0) queue[tail++] = v;
    }
    for (let head = 0; head < tail; head++) {
      const v = queue[head];
      for (let k = start[v]; k < start[v + 1]; k++) {
        const w = target[k];
        if (w === first) continue;
        const u = predecessor[w];
        if (u < 0) open = true;
        else if (level[u] < 0) {
          level[u] = level[v] + 1;
          queue[tail++] = u;
        }
      }
      passed += start[v + 1] - start[v] + 1;
    }
    return open;
  }

  function augment(root: number): boolean {
    if (successor[root] >= 0 || root === last) return false;
    let depth = 0;
    trail[0] = root;
    while (depth >= 0) {
      const v = trail[depth];
      if (next[v] === start[v + 1]) {
        level[v] = -1;
        depth--;
        if (depth >= 0) next[trail[depth]]++;
        continue;
      }
      passed++;
      const w = target[next[v]];
      const u = w === first ? v : predecessor[w];
      if (u >= 0) {
        if (level[u] === level[v] + 1) trail[++depth] = u;
        else next[v]++;
        continue;
      }
      for (; depth >= 0; depth--) {
        const x = trail[depth];
        successor[x] = target[next[x]];
        predecessor[target[next[x]]] = x;
      }
      return true;
    }
    return false;
  }

  return {
    get passed() {
      return passed;
    },
    layer,
    augment,
  };
}
