/**
 * Vertices with too few edges. Around a cycle every vertex has two steps, and a missing edge gives one to each of two vertices:
 * missing >= sum of max(0, 2 - degree) / 2. An end of a path needs one step less. Directed: no two vertices share a way in. O(n).
 */
import type { Bound } from "../../problem.ts";
import { namesOf, type Route, type RouteGraph, type Rows, type Ways } from "./graph.ts";

export function degreeBound(graph: RouteGraph, route: Route, ways: Ways): Bound | null {
  return graph.directed === true ? stepsLacking(graph, route, ways) : edgesLacking(graph, route, ways.neighbours);
}

function edgesLacking(graph: RouteGraph, route: Route, { n, start }: Rows): Bound | null {
  const { from, to } = graph;
  const poor: number[] = [];
  let lacking = 0;
  for (let v = 0; v < n; v++) {
    const needed = route === "path" && (v === from || v === to) ? 1 : 2;
    const lack = needed - (start[v + 1] - start[v]);
    if (lack <= 0) continue;
    lacking += lack;
    poor.push(v);
  }
  const freeEnds = route === "cycle" ? 0 : Number(from === undefined) + Number(to === undefined);
  const value = Math.ceil((lacking - freeEnds) / 2);
  if (value <= 0) return null;
  const [only] = poor;
  const degree = start[only + 1] - start[only];
  if (poor.length > 1) return { value, proof: `${namesOf(graph, poor)} have too few edges` };
  return { value, proof: `${namesOf(graph, poor)} has ${degree === 0 ? "no edge" : "one edge"}` };
}

function stepsLacking(graph: RouteGraph, route: Route, { successors, predecessors }: Ways): Bound | null {
  const free = (end: number | undefined) => (route === "path" && end === undefined ? 1 : 0);
  const exits = withNone(successors, route === "path" ? graph.to : undefined);
  const entries = withNone(predecessors, route === "path" ? graph.from : undefined);
  const out = exits.length - free(graph.to);
  const into = entries.length - free(graph.from);
  if (Math.max(out, into) <= 0) return null;
  const [value, which, way] = out >= into ? [out, exits, "leads from"] : [into, entries, "leads to"];
  return { value, proof: `no edge ${way} ${namesOf(graph, which)}` };
}

function withNone({ n, start }: Rows, except: number | undefined): number[] {
  const found: number[] = [];
  for (let v = 0; v < n; v++) if (start[v] === start[v + 1] && v !== except) found.push(v);
  return found;
}
