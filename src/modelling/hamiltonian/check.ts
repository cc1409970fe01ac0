/** What a schema cannot say about a graph with a route: indices, loops, repeated edges, names, ends. O(n + m). */
import type { Complaint } from "../../problem.ts";
import { checkLabels } from "../document.ts";
import { checkCoordinates } from "../graph-drawing.ts";
import type { RouteInstance } from "./schema.ts";

const MOST_COMPLAINTS = 20;

/** At most 20 complaints. */
export function checkRoute(instance: RouteInstance): readonly Complaint[] {
  const { vertices: n, names, coordinates } = instance;
  return [
    ...checkEdges(instance),
    ...checkLabels(n, names, "names"),
    ...checkCoordinates(n, coordinates),
    ...checkEnds(instance),
  ].slice(0, MOST_COMPLAINTS);
}

/** Indices, loops, and edges stated twice: in either direction unless directed. At most 20 complaints. */
export function checkEdges({
  vertices: n,
  edges,
  directed = false,
}: Pick<RouteInstance, "vertices" | "edges" | "directed">): Complaint[] {
  const complaints: Complaint[] = [];
  const earlier = new Map<number, number>();
  for (let e = 0; e < edges.length && complaints.length < MOST_COMPLAINTS; e++) {
    const [i, j] = edges[e];
    const outside = [i, j].findIndex((v) => !(Number.isInteger(v) && v >= 0 && v < n));
    if (outside >= 0) {
      const found = edges[e][outside];
      const hint = found === n ? { hint: "Vertices count from 0." } : {};
      const expected = `an integer from 0 to ${n - 1}`;
      complaints.push({ path: `edges[${e}][${outside}]`, found: `${found}`, expected, ...hint });
      continue;
    }
    if (i === j) {
      complaints.push({ path: `edges[${e}]`, found: `the loop ${i}, ${j}`, expected: "two different vertices" });
      continue;
    }
    const key = directed ? i * n + j : Math.min(i, j) * n + Math.max(i, j);
    const twin = earlier.get(key);
    if (twin === undefined) earlier.set(key, e);
    else complaints.push(repeated(e, twin, i, j, directed));
  }
  return complaints;
}

function repeated(e: number, twin: number, i: number, j: number, directed: boolean): Complaint {
  const found = `the edge ${i}, ${j} again, as in edges[${twin}]`;
  if (directed) return { path: `edges[${e}]`, found, expected: "each edge once" };
  const hint = 'Set "directed": true if the two directions differ.';
  return { path: `edges[${e}]`, found, expected: "each edge once, in one direction", hint };
}

function checkEnds({ vertices: n, from, to }: RouteInstance): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [path, end] of Object.entries({ from, to })) {
    if (end !== undefined && end >= n) {
      complaints.push({ path, found: `${end}`, expected: `a vertex from 0 to ${n - 1}` });
    }
  }
  if (n > 1 && from !== undefined && from === to) {
    const hint = "A path that comes back is a cycle: use problem hamiltonian-cycle.";
    complaints.push({ path: "to", found: `${to}, as in from`, expected: "another vertex", hint });
  }
  return complaints;
}
