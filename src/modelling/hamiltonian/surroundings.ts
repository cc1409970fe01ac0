/** What users meet around routes: graph files, orders in tour files, drawings, words. O(n + m). */
import { GroundstateError } from "../../errors.ts";
import type { GraphRecord } from "../../formats/records.ts";
import type { Drawing, FormatAdapter } from "../../problem.ts";
import { asRecord } from "../document.ts";
import { graphRecord, type Pair } from "../graph.ts";
import { drawGraph } from "../graph-drawing.ts";
import { plainGraphFrom } from "../graph-files.ts";
import { type RouteInstance, type RouteSolution, routeOf, vertexName } from "./schema.ts";

/** @param make adds what instances of the problem open with */
export function routeFormats<I extends RouteInstance>(
  make: (graph: Pick<I, "vertices" | "edges" | "name">) => I,
  primaryFor: readonly string[],
): readonly FormatAdapter<I, RouteSolution>[] {
  return [
    {
      kind: "graph",
      primary: false,
      primaryFor,
      refuses: (record) =>
        record.kind === "graph" ? weighted(record) : `a file of kind ${record.kind}, expected graph`,
      toInstance: (record, { name }) => make(plainGraphFrom(record, name)),
      fromInstance: toRecord,
    },
    {
      kind: "tour",
      primary: false,
      toSolution: (record) => ({ order: [...asRecord(record, "tour").order] }),
      fromSolution: (instance, { order }) => ({ kind: "tour", name: instance.name ?? null, order }),
    },
  ];
}

function weighted({ weight, vertexWeight }: GraphRecord): string | null {
  if (weight.every((value) => value === 1) && (vertexWeight?.every((value) => value === 1) ?? true)) return null;
  return "Hamiltonian cycles and paths know no weights. Use problem tsp, or leave the weights out of the file.";
}

function toRecord(instance: RouteInstance): GraphRecord {
  const { name, vertices, edges, directed = false, from, to } = instance;
  if (directed || from !== undefined || to !== undefined) {
    const what = directed ? "directed edges" : "fixed ends";
    throw new GroundstateError("format", `graph files have no place for ${what}`, { hint: "Write JSON." });
  }
  return graphRecord(name, vertices, edges, undefined);
}

export function tellOrder(instance: RouteInstance, { order }: RouteSolution): string {
  return order.map((vertex) => vertexName(instance, vertex)).join(" - ");
}

/** The graph with the order along its edges; pairs that are no edge are drawn as cuts. Null for large graphs without coordinates. */
export function drawRoute(instance: RouteInstance, solution: RouteSolution | null): Drawing | null {
  const { vertices: n, edges, coordinates, name, directed = false } = instance;
  const drawing = drawGraph(n, edges, coordinates, null);
  if (drawing === null) return null;
  const points = drawing.points.map((point, vertex) => ({ ...point, label: instance.names?.[vertex] ?? `${vertex}` }));
  const title = name ?? `Hamiltonian ${routeOf(instance)}`;
  if (solution === null) return { title, points, lines: drawing.lines };
  const { order } = solution;
  const key = (i: number, j: number) => (directed || i < j ? i * n + j : j * n + i);
  const known = new Set(edges.map(([i, j]) => key(i, j)));
  const pairs = routeOf(instance) === "cycle" && n > 1 ? n : n - 1;
  const steps = Array.from({ length: pairs }, (_, k): Pair => [order[k], order[(k + 1) % n]]);
  const used = new Set(steps.map(([i, j]) => key(i, j)));
  const rest = drawing.lines.filter(({ from, to }) => !used.has(key(from, to)));
  const walked = steps.map(([from, to]) => ({ from, to, role: known.has(key(from, to)) ? "tour" : "cut" }) as const);
  return { title, points, lines: [...rest, ...walked] };
}
