/**
 * The referee of orders: every vertex once, fixed ends in place, and how many consecutive pairs are no edge, straight from the list
 * of edges. An undirected edge serves once: so two vertices with an edge have no cycle, and one vertex has none. O(n + m).
 */
import type { Bound, Violation } from "../../problem.ts";
import { type RouteInstance, type RouteSolution, routeOf, vertexName } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Consecutive pairs (around, for a cycle) that are no edge. */
export function missingEdges(instance: RouteInstance, { order }: RouteSolution): number {
  const { vertices: n, edges, directed = false } = instance;
  const free = new Set<number>();
  const key = (i: number, j: number) => (directed || i < j ? i * n + j : j * n + i);
  for (const [i, j] of edges) free.add(key(i, j));
  const pairs = routeOf(instance) === "cycle" ? n : n - 1;
  let missing = 0;
  for (let k = 0; k < pairs; k++) if (!free.delete(key(order[k], order[(k + 1) % n]))) missing++;
  return missing;
}

export function verifyOrder(instance: RouteInstance, { order }: RouteSolution): readonly Violation[] {
  const { vertices: n, from, to } = instance;
  const violations: Violation[] = [];
  const report = (code: string, message: string): void => {
    if (violations.length < MOST_VIOLATIONS) violations.push({ code, message });
  };
  if (order.length !== n) report("wrong-length", `the order has ${order.length} vertices, expected ${n}`);
  const at = new Int32Array(n).fill(-1);
  for (let k = 0; k < order.length; k++) {
    const vertex = order[k];
    if (!Number.isInteger(vertex) || vertex < 0 || vertex >= n) {
      report("unknown-vertex", `order[${k}] is ${vertex}, expected a vertex from 0 to ${n - 1}`);
    } else if (at[vertex] >= 0) {
      report("repeated-vertex", `order[${k}] is ${vertexName(instance, vertex)} again, first at order[${at[vertex]}]`);
    } else {
      at[vertex] = k;
    }
  }
  for (let vertex = 0; vertex < n; vertex++) {
    if (at[vertex] < 0) report("missing-vertex", `${vertexName(instance, vertex)} is not in the order`);
  }
  if (from !== undefined && order[0] !== from) {
    report("wrong-end", `the path begins at ${order[0]}, expected ${vertexName(instance, from)}`);
  }
  if (to !== undefined && order[order.length - 1] !== to) {
    report("wrong-end", `the path ends at ${order[order.length - 1]}, expected ${vertexName(instance, to)}`);
  }
  return violations;
}

/** What the figures mean to someone who asked whether there is one. */
export function answerRoute(instance: RouteInstance, objective: number | null, bound: Bound | null): string {
  const what = `a Hamiltonian ${routeOf(instance)}${ends(instance)}`;
  if (objective === 0) return `yes: ${what}`;
  const best = objective === null ? "" : `the best order still lacks ${countOf(objective)}`;
  if (bound !== null && bound.value > 0) {
    return `none exists: ${bound.proof}${best === "" ? "" : `; ${best}`}`;
  }
  return best === "" ? "not known: no order was found" : `none found: ${best}`;
}

function ends(instance: RouteInstance): string {
  const { from, to } = instance;
  const first = from === undefined ? "" : ` from ${vertexName(instance, from)}`;
  return to === undefined ? first : `${first} to ${vertexName(instance, to)}`;
}

function countOf(edges: number): string {
  return `${edges} edge${edges === 1 ? "" : "s"}`;
}
