/**
 * First routes by savings (Clarke & Wright 1964): every customer on a route of its own, then routes joined end to end where that saves
 * most, among near customers, until the next would exceed the capacity. O(n width log(n width) + n route length).
 */
import type { Cost } from "../form.ts";

export interface SavingsRequest {
  readonly customers: number;
  readonly cost: Cost;
  readonly symmetric: boolean;
  /** By customer 1 .. n. */
  readonly demands: Float64Array;
  readonly capacity: number;
  /** Near customers of each: row-major (customers + 1) x width. */
  readonly neighbours: { readonly width: number; readonly node: Int32Array };
}

/** Pairs between yields. */
const SLICE = 20_000;

/** Routes of customers from 1. @yields after about a millisecond (sorting is one piece) */
export function* savingsRoutes(request: SavingsRequest): Generator<void, number[][], void> {
  const { customers: n, demands, capacity, symmetric, neighbours } = request;
  const { width, node } = neighbours;
  const saved = yield* savings(request);
  const order = Float64Array.from(saved, (_, k) => k).sort((a, b) => saved[b] - saved[a] || a - b);
  yield;
  const routeOf = Int32Array.from({ length: n + 1 }, (_, customer) => customer);
  const routes: number[][] = Array.from({ length: n + 1 }, (_, customer) => (customer === 0 ? [] : [customer]));
  const load = Float64Array.from(demands);
  for (const [step, k] of order.entries()) {
    if (step % SLICE === SLICE - 1) yield;
    if (!(saved[k] > 0)) break;
    const from = 1 + Math.floor(k / width);
    const to = node[width + k];
    const [a, b] = [routeOf[from], routeOf[to]];
    if (a === b || load[a] + load[b] > capacity) continue;
    const joined = joinAt(routes[a], from, routes[b], to, symmetric);
    if (joined === null) continue;
    routes[a] = joined;
    for (const customer of routes[b]) routeOf[customer] = a;
    routes[b] = [];
    load[a] += load[b];
  }
  return routes.filter((route) => route.length > 0);
}

/** What the way from each customer to each of its neighbours saves over two ways through the depot; n x width. */
function* savings({ customers: n, cost, neighbours }: SavingsRequest): Generator<void, Float64Array, void> {
  const { width, node } = neighbours;
  const saved = new Float64Array(n * width);
  for (let k = 0; k < saved.length; k++) {
    const from = 1 + Math.floor(k / width);
    const to = node[width + k];
    saved[k] = cost(from, 0) + cost(0, to) - cost(from, to);
    if (k % SLICE === SLICE - 1) yield;
  }
  return saved;
}

/** Route a, then route b, with `from` and `to` side by side; null when they stand inside. Symmetric routes may be turned. */
function joinAt(a: number[], from: number, b: number[], to: number, symmetric: boolean): number[] | null {
  const endsA = a[a.length - 1] === from;
  const beginsB = b[0] === to;
  if (endsA && beginsB) return [...a, ...b];
  if (!symmetric) return null;
  const beginsA = a[0] === from;
  const endsB = b[b.length - 1] === to;
  if (endsA && endsB) return [...a, ...b.reverse()];
  if (beginsA && beginsB) return [...a.reverse(), ...b];
  return beginsA && endsB ? [...b, ...a] : null;
}
