/**
 * Capacity inequalities with prices (Fisher, Optimal solution of vehicle routing problems using minimum K-trees, Operations Research 42,
 * 1994): the ways inside a set S of customers are pieces of routes, each piece within the capacity, so there are at most |S| - r(S) of
 * them, r(S) = demand of S over the capacity, rounded up. A price on the inequality is a surcharge on every way inside S. O(|S|^2) a
 * change of price.
 */
import { rootOf } from "../../kernels/union-find.ts";

/** A session: `look` at relaxed routes, then `charge`. */
export interface CapacitySets {
  /** Sum over sets of price times the ways that the set may have: what the surcharges give back at most. */
  readonly allowance: number;
  /** Sum of squares of how far these edges are from what each set may have, sets that are free and far below left out. */
  look(from: Int32Array, to: Int32Array, edges: number): number;
  /** Changes the prices by `step` times what `look` found, and the surcharges on `between` with them. */
  charge(step: number): void;
}

interface PricedSet {
  readonly customers: Int32Array;
  readonly most: number;
  price: number;
  /** Ways inside, less what is allowed, in the last forest. */
  excess: number;
  /** Looks since its price was above 0. */
  idle: number;
}

/** Looks after which a set whose price stays 0 is forgotten. */
const PATIENCE = 10;

/**
 * @param between row-major n x n: the surcharges are added to it, whole numbers
 * @param largest no price exceeds it
 */
export function createCapacitySets(
  demands: Float64Array,
  capacity: number,
  between: Float64Array,
  largest: number,
): CapacitySets {
  const n = demands.length;
  const sets: PricedSet[] = [];
  const known = new Set<string>();
  const mark = new Uint8Array(n);

  function add(customers: readonly number[]): void {
    let demand = 0;
    for (const customer of customers) demand += demands[customer];
    const pieces = Math.ceil(demand / capacity);
    if (pieces < 2 || sets.length >= 4 * n) return;
    const name = customers.join();
    if (known.has(name)) return;
    known.add(name);
    sets.push({ customers: Int32Array.from(customers), most: customers.length - pieces, price: 0, excess: 0, idle: 0 });
  }

  function inside({ customers, most }: PricedSet, from: Int32Array, to: Int32Array, edges: number): number {
    for (let k = 0; k < customers.length; k++) mark[customers[k]] = 1;
    let ways = 0;
    for (let e = 0; e < edges; e++) ways += mark[from[e]] & mark[to[e]];
    for (let k = 0; k < customers.length; k++) mark[customers[k]] = 0;
    return ways - most;
  }

  function reprice(set: PricedSet, price: number): void {
    const change = price - set.price;
    if (change === 0) return;
    set.price = price;
    const { customers } = set;
    for (let a = 0; a < customers.length; a++) {
      const row = customers[a] * n;
      for (let b = 0; b < customers.length; b++) between[row + customers[b]] += change; // the diagonal is never read
    }
  }

  return {
    get allowance() {
      return sets.reduce((sum, { price, most }) => sum + price * most, 0);
    },
    look(from, to, edges) {
      for (const customers of componentsOf(n, from, to, edges)) add(customers);
      let squares = 0;
      for (const set of sets) {
        set.excess = inside(set, from, to, edges);
        if (set.price > 0 || set.excess > 0) squares += set.excess ** 2;
      }
      return squares;
    },
    charge(step) {
      for (let k = sets.length - 1; k >= 0; k--) {
        const set = sets[k];
        reprice(set, Math.min(largest, Math.max(0, set.price + Math.round(step * set.excess))));
        set.idle = set.price > 0 ? 0 : set.idle + 1;
        if (set.idle <= PATIENCE) continue;
        known.delete(set.customers.join());
        sets[k] = sets[sets.length - 1];
        sets.pop();
      }
    },
  };
}

/** Customers that the edges link, as ascending lists of two and more. */
function componentsOf(n: number, from: Int32Array, to: Int32Array, edges: number): number[][] {
  const root = Int32Array.from({ length: n }, (_, customer) => customer);
  for (let e = 0; e < edges; e++) root[rootOf(root, from[e])] = rootOf(root, to[e]);
  const lists = new Map<number, number[]>();
  for (let customer = 0; customer < n; customer++) {
    const top = rootOf(root, customer);
    const list = lists.get(top);
    if (list === undefined) lists.set(top, [customer]);
    else list.push(customer);
  }
  return [...lists.values()].filter((list) => list.length > 1);
}
