/**
 * The referee of orders: every vertex once, fixed ends in place, and how many consecutive pairs are no edge, straight from the list
 * of edges. An undirected edge serves once: so two vertices with an edge have no cycle, and one vertex has none. O(n + m).
 */
import type { Bound, Violation } from "../../problem.ts";
import { verifyOrder } from "../order-referee.ts";
import { type RouteInstance, type RouteSolution, routeOf, vertexName } from "./schema.ts";

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

/** Every broken rule, at most 22. */
export function verifyRoute(instance: RouteInstance, { order }: RouteSolution): readonly Violation[] {
  const { vertices: n, from, to } = instance;
  const violations = [...verifyOrder(order, n, "vertex", (vertex) => vertexName(instance, vertex))];
  if (from !== undefined && order[0] !== from) {
    const message = `the path begins at ${order[0]}, expected ${vertexName(instance, from)}`;
    violations.push({ code: "wrong-end", message });
  }
  if (to !== undefined && order[order.length - 1] !== to) {
    const message = `the path ends at ${order[order.length - 1]}, expected ${vertexName(instance, to)}`;
    violations.push({ code: "wrong-end", message });
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
