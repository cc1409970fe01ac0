/**
 * Lower bounds for vehicle routes with capacities: relaxed routes (forest.ts) under prices for the two ways of every customer (Held &
 * Karp 1971) and for sets of customers that one vehicle cannot serve (capacity-sets.ts), raised by subgradient steps. For any
 * prices, the relaxed routes under them, less what true routes pay and get back, cost no more than the best routes. Everything is a
 * whole number of a unit, a power of two: costs are rounded down to it, sums are exact. O(n^2) a step and 8 n^2 bytes.
 */
import { whileYielding } from "../../kernels/pauses.ts";
import type { Bound, BoundContext } from "../../problem.ts";
import { createCapacitySets } from "./capacity-sets.ts";
import { type RelaxedRoutes, relaxedRoutes } from "./forest.ts";

/** Place 0 is the depot, 1 to `customers` are the customers; `demands` begins with customer 1. */
export interface RouteBoundRequest {
  readonly customers: number;
  /** Cost from one place to another, 0 or more; place 0 is the depot. */
  readonly cost: (from: number, to: number) => number;
  /** By customer, whole numbers. */
  readonly demands: Float64Array;
  readonly capacity: number;
  /** Most routes. */
  readonly vehicles: number;
}

/** Digits of a cost, in bits. */
const DIGITS = 24;

/** So many sets for each customer, of prices of 2^26 at most, and sums over all ways, stay below 2^53 up to here. */
const MOST_CUSTOMERS = 3000;

/** Prices stay within so many times the largest cost. */
const LARGEST_PRICE = 4;

/**
 * Step length as a share of Polyak's, at first, and the share at which the ascent ends. On an instance of 100 customers, gaps after 5 s
 * of 21.4, 17.1, 14.7 and 15.0 % for 1/2, 1, 2 and 4.
 */
const FIRST_SHARE = 2;
const LAST_SHARE = 0.002;

/** Steps without a better bound before the share is halved. */
const PATIENCE = 60;

/** What stands for the best routes before any are known, over the best bound. */
const GUESS = 1.1;

/** Costs read between yields. */
const SLICE = 100_000;

/** Better and better bounds, in the units of the costs. None for more customers than sums stay exact for, or than memory holds. */
export function* routeBounds(
  request: RouteBoundRequest,
  { memoryLimit, incumbent }: BoundContext,
): Generator<Bound | null, void, void> {
  const { customers: n } = request;
  if (n > MOST_CUSTOMERS || 8 * n ** 2 + 64 * n > memoryLimit) return;
  const scaled = yield* scaledCosts(request);
  const { unit, whole } = scaled;
  let best: Bound | null = null;
  for (const value of ascend(request, scaled, incumbent)) {
    // A length that is no whole number is itself a rounded sum.
    const proved = whole ? Math.ceil(value * unit) : value * unit - ROUNDING * Math.abs(value * unit);
    if (Number.isFinite(value) && (best === null || proved > best.value)) best = { value: proved, proof: PROOF };
    yield best;
  }
}

const ROUNDING = 2 ** -40;

const PROOF = "relaxed routes: forests under prices for degrees and capacities";

interface Scaled {
  /** Costs are whole multiples of it. */
  readonly unit: number;
  /** Whether all costs are whole numbers. */
  readonly whole: boolean;
  readonly largest: number;
  readonly between: Float64Array;
  readonly depot: Float64Array;
}

/** The cheaper direction of every way, rounded down to the unit. */
function* scaledCosts({ customers: n, cost }: RouteBoundRequest): Generator<null, Scaled, void> {
  const between = new Float64Array(n * n);
  const depot = Float64Array.from({ length: n }, (_, c) => Math.min(cost(0, c + 1), cost(c + 1, 0)));
  const rows = Math.max(1, Math.floor(SLICE / n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++)
      between[i * n + j] = between[j * n + i] = Math.min(cost(i + 1, j + 1), cost(j + 1, i + 1));
    if (i % rows === rows - 1) yield null;
  }
  let largest = 0;
  let whole = true;
  for (const costs of [between, depot]) {
    for (const value of costs) {
      largest = Math.max(largest, value);
      whole &&= Number.isInteger(value);
    }
  }
  let unit = 1;
  while (unit * 2 ** DIGITS > 2 * largest && largest > 0) unit /= 2;
  while (unit * 2 ** DIGITS < largest) unit *= 2;
  for (const costs of [between, depot]) for (let k = 0; k < costs.length; k++) costs[k] = Math.floor(costs[k] / unit);
  return { unit, whole, largest: Math.floor(largest / unit), between, depot };
}

/** The value of the bound after every step, in units. */
function* ascend(
  { customers: n, demands, capacity, vehicles }: RouteBoundRequest,
  { unit, largest, between, depot }: Scaled,
  incumbent: () => number | null,
): Generator<number, void, void> {
  let total = 0;
  for (const demand of demands) total += demand;
  const least = Math.min(vehicles, Math.max(1, Math.ceil(total / capacity)));
  const prices = new Float64Array(n);
  const change = new Float64Array(n);
  const degrees = new Int32Array(n);
  const sets = createCapacitySets(demands, capacity, between, LARGEST_PRICE * largest);
  let best = Number.NEGATIVE_INFINITY;
  let fruitless = 0;
  for (let share = FIRST_SHARE; share > LAST_SHARE; ) {
    const relaxed = yield* whileYielding(relaxedRoutes(between, depot, least, vehicles), best);
    const value = relaxed.cost + 2 * prices.reduce((sum, price) => sum + price, 0) - sets.allowance;
    fruitless = value > best ? 0 : fruitless + 1;
    best = Math.max(best, value);
    yield best;
    if (fruitless === PATIENCE) {
      share /= 2;
      fruitless = 0;
    }
    countDegrees(relaxed, degrees);
    const squares = degrees.reduce((sum, degree) => sum + (2 - degree) ** 2, 0);
    const length = squares + sets.look(relaxed.from, relaxed.to, relaxed.edges);
    if (length === 0) return; // every price is right
    const known = incumbent();
    const goal = known === null ? Math.max(GUESS * best, best + n) : known / unit;
    if (goal <= best) return;
    const step = (share * (goal - value)) / length;
    sets.charge(step);
    for (let c = 0; c < n; c++) {
      const price = clamp(prices[c] + Math.round(step * (2 - degrees[c])), LARGEST_PRICE * largest);
      change[c] = price - prices[c];
      prices[c] = price;
    }
    shift(between, depot, change);
  }
}

function countDegrees({ from, to, edges, direct }: RelaxedRoutes, degrees: Int32Array): void {
  for (let c = 0; c < degrees.length; c++) degrees[c] = 2 * direct[c];
  for (let e = 0; e < edges; e++) {
    degrees[from[e]]++;
    degrees[to[e]]++;
  }
}

/** A customer that is paid more for each of its ways makes them cheaper. */
function shift(between: Float64Array, depot: Float64Array, more: Float64Array): void {
  const n = depot.length;
  for (let i = 0; i < n; i++) {
    depot[i] -= more[i];
    for (let j = 0; j < n; j++) between[i * n + j] -= more[i] + more[j]; // the diagonal is never read
  }
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
