/**
 * Strong components (Tarjan 1972) of a directed graph: a route must come into each of them without an edge into it, and leave each
 * without an edge out of it, by a missing edge; a path need not come into the first nor leave the last. O(n + m).
 */
import type { Bound } from "../../problem.ts";
import { nameOf, type Route, type RouteGraph, type Rows } from "./graph.ts";

export function reachBound(graph: RouteGraph, route: Route, rows: Rows): Bound | null {
  const { count, of } = strongComponents(rows);
  if (count < 2) return null;
  const { from, to } = graph;
  const entered = new Uint8Array(count);
  const left = new Uint8Array(count);
  for (let v = 0; v < rows.n; v++) {
    for (let k = rows.start[v]; k < rows.start[v + 1]; k++) {
      const w = rows.target[k];
      if (of[v] === of[w]) continue;
      left[of[v]] = 1;
      entered[of[w]] = 1;
    }
  }
  const free = (end: number | undefined, reached: Uint8Array) => {
    if (route === "cycle") return 0;
    return end === undefined || reached[of[end]] === 0 ? 1 : 0;
  };
  const closed = (reached: Uint8Array) => reached.reduce((sum, value) => sum + 1 - value, 0);
  const into = closed(entered) - free(from, entered);
  const out = closed(left) - free(to, left);
  const value = Math.max(into, out);
  if (value <= 0) return null;
  const [inner, verb, reached] = into >= out ? [into, "into", entered] : [out, "out of", left];
  if (inner > 1 || route === "path")
    return { value, proof: `${closed(reached)} parts have no edge that leads ${verb} them` };
  const inside = of.findIndex((component) => reached[component] === 0);
  return { value, proof: `no edge leads ${verb} the part of the graph around ${nameOf(graph, inside)}` };
}

/** Component of every vertex. */
function strongComponents({ n, start, target }: Rows): { readonly count: number; readonly of: Int32Array } {
  const of = new Int32Array(n).fill(-1);
  const order = new Int32Array(n);
  const low = new Int32Array(n);
  const next = start.slice(0, n);
  const parent = new Int32Array(n).fill(-1);
  const stack: number[] = [];
  let seen = 0;
  let count = 0;
  for (let root = 0; root < n; root++) {
    if (order[root] > 0) continue;
    let v = root;
    order[v] = low[v] = ++seen;
    stack.push(v);
    while (v >= 0) {
      if (next[v] < start[v + 1]) {
        const w = target[next[v]++];
        if (order[w] === 0) {
          parent[w] = v;
          order[w] = low[w] = ++seen;
          stack.push(w);
          v = w;
        } else if (of[w] < 0 && order[w] < low[v]) {
          low[v] = order[w];
        }
        continue;
      }
      if (low[v] === order[v]) {
        for (let w = -1; w !== v; ) {
          w = stack.pop()!;
          of[w] = count;
        }
        count++;
      }
      const above = parent[v];
      if (above >= 0 && low[v] < low[above]) low[above] = low[v];
      v = above;
    }
  }
  return { count, of };
}
