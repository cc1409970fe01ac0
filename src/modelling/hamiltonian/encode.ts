/**
 * Orders as an arrangement of vertices at places: pairs that are no edge are one Kronecker product, (non-edges) (x) cycle or path, so
 * the energy of an order is the number of its missing edges. A fixed end of a path stands outside the places, and single bits
 * carry the pairs with it. A bit without conflicts has at most one vertex before it and one behind: M <= 2. O(n^2) bytes.
 */
import { GroundstateError, MemoryError } from "../../errors.ts";
import { DEFAULT_MEMORY_LIMIT, type Factor, type State } from "../../model/index.ts";
import type { Decoded, Encoding } from "../../problem.ts";
import {
  type ArrangementOptions,
  arrangementConstraint,
  arrangementEnergy,
  type DearestBit,
  readArrangement,
} from "../arrangement.ts";
import { endCosts } from "../matrix.ts";
import { verifyRoute } from "./referee.ts";
import { type RouteInstance, type RouteSolution, routeOf, vertexName } from "./schema.ts";

type Flags = Uint8Array;

/** Pairs among the vertices that have places, and the vertices at the ends that have none. */
interface Layout {
  readonly instance: RouteInstance;
  /** Vertices with places, ascending: item k is vertex items[k]. */
  readonly items: readonly number[];
  /** Fixed ends, or null. */
  readonly from: number | null;
  readonly to: number | null;
  /** Row-major items x items: 1 where the way from one to the other is missing, 0 on the diagonal. */
  readonly missing: Int8Array;
  /** 1 where the way from the fixed first vertex, or to the fixed last one, is missing; all 0 where there is none. */
  readonly first: Flags;
  readonly last: Flags;
}

/** @throws {MemoryError} above DEFAULT_MEMORY_LIMIT @throws {GroundstateError} "invalid-options" */
export function encodeRoute(instance: RouteInstance, options: ArrangementOptions): Encoding<RouteSolution> {
  requireMemory(instance.vertices);
  const layout = layoutOf(instance);
  const size = layout.items.length;
  const constraint = arrangementConstraint(size, () => dearestVertex(layout), true, options);
  const offset = constantPart(instance);
  const shape: Factor = { kind: routeOf(instance), n: size };
  const missing: Factor = { kind: "dense", n: size, values: layout.missing, symmetric: instance.directed !== true };
  const begin = layout.from === null ? 0 : 1;
  const fixed = layout.from !== null || layout.to !== null;
  const objective = {
    size,
    products: offset === null ? [{ scale: 1, left: missing, right: shape }] : [],
    costs: fixed ? endCosts(Float64Array.from(layout.first), Float64Array.from(layout.last)) : null,
    offset: offset ?? 0,
    items: layout.items.map((vertex) => vertexName(instance, vertex)),
    places: layout.items.map((_, place) => `place ${place + begin}`),
  };
  return {
    ...arrangementEnergy(objective, constraint),
    decode: (state) => decodeOrder(layout, state),
    embed: (solution) => embedOrder(layout, solution),
  };
}

function requireMemory(n: number): void {
  if (n * n <= DEFAULT_MEMORY_LIMIT) return;
  const hint = "Split the graph, or contract paths of vertices that have two edges each.";
  throw new MemoryError(`a table of the missing edges of ${n} vertices`, n * n, DEFAULT_MEMORY_LIMIT, hint);
}

/** Missing edges of a cycle through one or two vertices, the same for every order; null where the order matters. */
function constantPart(instance: RouteInstance): number | null {
  const { vertices: n, edges, directed = false } = instance;
  if (routeOf(instance) === "path" || n > 2) return null;
  if (n === 1) return 1;
  return directed ? 2 - edges.length : 2 - Math.min(1, edges.length);
}

function layoutOf(instance: RouteInstance): Layout {
  const { vertices: n, edges, directed = false } = instance;
  // One vertex always keeps its place, so that there is something to decide.
  const from = n > 1 ? (instance.from ?? null) : null;
  const to = n > (from === null ? 1 : 2) ? (instance.to ?? null) : null;
  const items = Array.from({ length: n }, (_, vertex) => vertex).filter((vertex) => vertex !== from && vertex !== to);
  const size = items.length;
  const itemOf = new Int32Array(n).fill(-1);
  items.forEach((vertex, item) => {
    itemOf[vertex] = item;
  });
  const missing = new Int8Array(size * size).fill(1);
  for (let item = 0; item < size; item++) missing[item * size + item] = 0;
  const first = new Uint8Array(size).fill(from === null ? 0 : 1);
  const last = new Uint8Array(size).fill(to === null ? 0 : 1);
  const permit = (i: number, j: number): void => {
    const [a, b] = [itemOf[i], itemOf[j]];
    if (a >= 0 && b >= 0) missing[a * size + b] = 0;
    else if (i === from && b >= 0) first[b] = 0;
    else if (j === to && a >= 0) last[a] = 0;
  };
  for (const [i, j] of edges) {
    permit(i, j);
    if (!directed) permit(j, i);
  }
  return { instance, items, from, to, missing, first, last };
}

/** M: missing ways to one vertex before and to another behind, or to a fixed end instead. O(n^2). */
function dearestVertex(layout: Layout): DearestBit {
  const { instance, items, missing, first, last } = layout;
  const size = items.length;
  const pathLike = routeOf(instance) === "path";
  let dearest: DearestBit = { cost: 0, witness: "no pair of places costs anything, M = 0" };
  if (!pathLike && size <= 2) return dearest;
  for (let item = 0; item < size; item++) {
    const { before, behind, both } = missingAround(missing, size, item);
    const between = size > 2 ? both : 0;
    const inFront = first[item] + (size > 1 ? behind : last[item]);
    const atEnd = last[item] + (size > 1 ? before : first[item]);
    const cost = pathLike ? Math.max(between, inFront, atEnd) : between;
    if (cost <= dearest.cost) continue;
    const witness = `${vertexName(instance, items[item])} can miss M = ${cost} of the edges beside it, the most of all vertices`;
    dearest = { cost, witness };
    if (cost === 2) break;
  }
  return dearest;
}

/** Whether a way to `item` is missing, one from it, and how many of both can be from and to different vertices. */
function missingAround(missing: Int8Array, size: number, item: number) {
  let [from, to] = [-1, -1];
  let [ways, others] = [0, 0];
  for (let other = 0; other < size; other++) {
    if (missing[other * size + item] === 1) {
      ways++;
      from = other;
    }
    if (missing[item * size + other] === 1) {
      others++;
      to = other;
    }
  }
  const [before, behind] = [Math.min(1, ways), Math.min(1, others)];
  const sameOnly = ways === 1 && others === 1 && from === to;
  return { before, behind, both: sameOnly ? 1 : before + behind };
}

function decodeOrder({ instance, items, from, to }: Layout, state: State): Decoded<RouteSolution> {
  const begin = from === null ? 0 : 1;
  const { itemAt, violations } = readArrangement(state, items.length, {
    item: "vertex",
    items: "vertices",
    nameOfItem: (item) => vertexName(instance, items[item]),
    nameOfPlace: (place) => `place ${place + begin}`,
  });
  const middle = itemAt.map((item) => (item === null ? null : items[item]));
  const order = [...(from === null ? [] : [from]), ...middle, ...(to === null ? [] : [to])];
  const [violation, ...others] = violations;
  if (violation === undefined) return { solution: { order: order as number[] }, violations: [] };
  return { solution: null, violations: [violation, ...others], partial: itemAt.length === 0 ? null : { order } };
}

/** @throws {GroundstateError} "invalid-solution" for no order of all vertices */
function embedOrder({ instance, items, from, to }: Layout, solution: RouteSolution): State {
  const [violation] = verifyRoute(instance, solution);
  if (violation !== undefined) throw new GroundstateError("invalid-solution", violation.message);
  const itemOf = new Map(items.map((vertex, item) => [vertex, item]));
  const placed = solution.order.filter((vertex) => vertex !== from && vertex !== to);
  return { kind: "permutation", order: Int32Array.from(placed, (vertex) => itemOf.get(vertex)!) };
}
