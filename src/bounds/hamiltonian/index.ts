/**
 * Proofs that a graph has no Hamiltonian cycle or path, as lower bounds of the missing edges: poor vertices, parts of the graph, cut
 * sets, too few different successors, then a complete search with one more edge allowed to be missing each time. From the cheap to
 * the dear; ends early once the bound meets the best order known.
 */
import { MemoryError } from "../../errors.ts";
import { createCycleSearch } from "../../kernels/hamiltonian/exhaustion.ts";
import { whileYielding } from "../../kernels/pauses.ts";
import type { Bound, BoundContext } from "../../problem.ts";
import { cutBounds } from "./cuts.ts";
import { degreeBound } from "./degrees.ts";
import { fewestPaths } from "./frontier.ts";
import { nameOf, type Route, type RouteGraph, waysOf } from "./graph.ts";
import { coverOf, questionOf } from "./questions.ts";
import { reachBound } from "./reach.ts";
import { successorBound } from "./successors.ts";

/** Edges looked at between yields: about a millisecond. */
const SLICE = 100_000;

/** Edges looked at by the complete search before dynamic programming has its turn: below a tenth of a second. */
const TRIAL = 3e6;

/** Edges looked at by the complete search: some minutes. */
const MOST_EFFORT = 3e10;

const BYTES_AN_EDGE = 120; // rows both ways, their copies, and the arrays of the complete search

/** @throws {MemoryError} when the graph alone takes more than the limit */
export function* hamiltonianBounds(
  graph: RouteGraph,
  route: Route,
  context: BoundContext,
): Generator<Bound | null, void, void> {
  const { vertices: n, edges } = graph;
  if (n <= 2 && route === "cycle") return yield tinyCycle(graph);
  if (n === 1) return;
  const bytes = BYTES_AN_EDGE * (n + edges.length);
  if (bytes > context.memoryLimit) {
    throw new MemoryError(`a proof over ${n} vertices`, bytes, context.memoryLimit, "Raise the limit of memory.");
  }
  let best: Bound = { value: 0, proof: "a count is never negative" };
  const better = (bound: Bound | null): Bound | null => {
    if (bound !== null && bound.value > best.value) best = bound;
    return best.value > 0 ? best : null;
  };
  const met = () => best.value >= (context.incumbent() ?? Number.POSITIVE_INFINITY);
  const ways = waysOf(graph);
  yield better(degreeBound(graph, route, ways));
  if (graph.directed === true) yield better(reachBound(graph, route, ways.successors));
  yield better(yield* whileYielding(successorBound(graph, route, ways.successors), better(null)));
  for (const bound of cutBounds(graph, route, ways.neighbours)) {
    yield better(bound);
    if (met()) return;
  }
  yield* completeSearch(graph, route, context, best, better);
}

/** The only value that there is. */
function tinyCycle(graph: RouteGraph): Bound {
  const { vertices: n, edges, directed = false } = graph;
  if (n === 1) return { value: 1, proof: `${nameOf(graph, 0)} alone has no cycle` };
  if (directed) return { value: 2 - edges.length, proof: "a cycle through two vertices needs edges both ways" };
  return { value: 2 - Math.min(1, edges.length), proof: "an undirected cycle needs three vertices" };
}

/** Allows as many missing edges as the bound says, then one more each time, until there is a route or the effort is spent. */
function* completeSearch(
  graph: RouteGraph,
  route: Route,
  { incumbent, memoryLimit }: BoundContext,
  found: Bound,
  better: (bound: Bound | null) => Bound | null,
): Generator<Bound | null, void, void> {
  let effort = 0;
  let programmed = false;
  for (let missing = found.value; missing < (incumbent() ?? graph.vertices); missing++) {
    const more = missing + (route === "path" ? 1 : 0);
    const factor = graph.directed === true ? 2 : 1;
    const edges = graph.edges.length + factor * graph.vertices * (more + 1);
    if (BYTES_AN_EDGE * edges > memoryLimit) return;
    const search = createCycleSearch(questionOf(graph, route, missing));
    yield better(null);
    let outcome = search.advance(SLICE);
    while (outcome === null) {
      effort += SLICE;
      if (effort > MOST_EFFORT || missing >= (incumbent() ?? Number.POSITIVE_INFINITY)) return;
      if (effort > TRIAL && !programmed) {
        programmed = true;
        const least = yield* byProgramming(graph, route, incumbent() ?? Number.POSITIVE_INFINITY, better);
        if (least !== null) return;
      }
      yield better(null);
      outcome = search.advance(SLICE);
    }
    if (outcome === "cycle") return;
    const cases = search.branches;
    const how = cases === 0 ? "forced edges contradict each other" : `complete search, ${cases} branches`;
    yield better({ value: missing + 1, proof: how });
  }
}

/** The fewest missing edges, at most those of the best order known, where the graph is narrow enough; else null. */
function* byProgramming(
  graph: RouteGraph,
  route: Route,
  known: number,
  better: (bound: Bound | null) => Bound | null,
): Generator<Bound | null, number | null, void> {
  const { question, closed, surplus } = coverOf(graph, route);
  const paths = yield* whileYielding(fewestPaths(question, closed, known + surplus), better(null));
  if (paths === null) return null;
  const value = paths - surplus;
  yield better({ value, proof: "dynamic programming over paths that cover the graph" });
  return value;
}
