/**
 * An order of vertices and edges that keeps the frontier narrow: vertices already met that have edges to vertices not yet met. Starts
 * far out, then takes the vertex that widens the frontier least, beside the oldest vertex on it (good for strips) or the newest
 * (good for trees), whichever stays narrower. O(n * width * degree).
 */
import type { CycleQuestion } from "../../kernels/hamiltonian/exhaustion.ts";

/** A vertex enters the frontier, an edge between two of its vertices is decided, a vertex leaves it. */
export type FrontierStep =
  | { readonly kind: "enter" | "leave"; readonly slot: number }
  /** `last`: no vertex enters later. */
  | { readonly kind: "edge"; readonly a: number; readonly b: number; readonly forced: boolean; readonly last: boolean };

/** Beyond so many vertices on the frontier there are too many states, or the graph is not a narrow one. */
const MOST_WIDTH = 30;

/** In which order vertices enter and leave the frontier, and edges are decided. */
export interface FrontierPlan {
  readonly steps: readonly FrontierStep[];
  /** Slots in use. */
  readonly width: number;
}

/** Null where the frontier is too wide. @yields after every vertex */
export function* frontierPlan(question: CycleQuestion): Generator<void, FrontierPlan | null, void> {
  const oldest = yield* planBeside("oldest", question);
  const newest = yield* planBeside("newest", question);
  if (oldest === null || newest === null) return oldest ?? newest;
  return newest.width < oldest.width ? newest : oldest;
}

function* planBeside(
  which: "oldest" | "newest",
  { n, a, b, forced }: CycleQuestion,
): Generator<void, FrontierPlan | null, void> {
  if (a.length > MOST_WIDTH * n) return null; // a frontier of that width sees each vertex leave with at most as many edges
  const edgesOf = Array.from({ length: n }, (): number[] => []);
  for (let e = 0; e < a.length; e++) {
    edgesOf[a[e]].push(e);
    edgesOf[b[e]].push(e);
  }
  const isForced = new Uint8Array(a.length);
  for (const e of forced) isForced[e] = 1;
  const other = (e: number, v: number) => a[e] + b[e] - v;
  const slotOf = new Int32Array(n).fill(-1);
  const met = new Uint8Array(n);
  const waiting = Int32Array.from(edgesOf, (edges) => edges.length); // edges to vertices not yet met
  const free: number[] = [];
  let frontier: number[] = []; // oldest first
  let width = 0;
  let entered = 0;
  const steps: FrontierStep[] = [];

  /** How much wider the frontier is once v has entered. */
  const widening = (v: number): number => {
    const closes = edgesOf[v].filter((e) => met[other(e, v)] === 1 && waiting[other(e, v)] === 1).length;
    const open = edgesOf[v].some((e) => met[other(e, v)] === 0) ? 1 : 0;
    return open - closes;
  };
  const nextVertex = (): number => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const u of frontier) {
      for (const e of edgesOf[u]) {
        const v = other(e, u);
        if (met[v] === 1) continue;
        const value = widening(v);
        if (value > least || (value === least && which === "oldest")) continue;
        least = value;
        best = v;
      }
    }
    return best >= 0 ? best : farthest(met.indexOf(0), edgesOf, other);
  };
  while (entered < n) {
    const v = nextVertex();
    met[v] = 1;
    entered++;
    slotOf[v] = free.pop() ?? width++;
    steps.push({ kind: "enter", slot: slotOf[v] });
    for (const e of edgesOf[v]) {
      const u = other(e, v);
      waiting[u]--;
      if (met[u] === 0) continue;
      steps.push({ kind: "edge", a: slotOf[u], b: slotOf[v], forced: isForced[e] === 1, last: entered === n });
    }
    frontier.push(v);
    for (const u of frontier) {
      if (waiting[u] > 0) continue;
      steps.push({ kind: "leave", slot: slotOf[u] });
      free.push(slotOf[u]);
    }
    frontier = frontier.filter((u) => waiting[u] > 0);
    if (width > MOST_WIDTH) return null;
    yield;
  }
  return { steps, width };
}

/** The vertex that a breadth-first search from `start` meets last: an end of the part that holds it. */
function farthest(start: number, edgesOf: readonly number[][], other: (e: number, v: number) => number): number {
  const queue = [start];
  const seen = new Set(queue);
  for (const v of queue) {
    for (const e of edgesOf[v]) {
      const w = other(e, v);
      if (seen.has(w)) continue;
      seen.add(w);
      queue.push(w);
    }
  }
  return queue[queue.length - 1];
}
