/**
 * Greedy insertion with blinks (Christiaens & Vanden Berghe 2020, section 5.3): customers in a random sort of order, each to its cheapest
 * place, places passed over now and then. Where customers are many, places beside near ones are tried first. O(customers) a customer.
 */
import type { Plan } from "./plan.ts";
import type { Draws } from "./ruin.ts";
import { blinks, ORDERS, VARIATES } from "./settings.ts";
import type { RouteRequest } from "./types.ts";

/** Customers from which places beside near ones are tried first. */
export const MANY = 250;

export function createRecreate(
  { customers: n, neighbours, demands, capacity }: RouteRequest,
  plan: Plan,
  draws: Draws,
) {
  const { next, previous, out, route, load, used, between } = plan;
  const { width, node } = neighbours;
  const gaps = blinks();
  let left = 0; // places until the next that is passed over
  let best = Number.POSITIVE_INFINITY;
  let behind = -1;
  let work = 0;

  function consider(customer: number, at: number): void {
    work++;
    if (left-- === 0) {
      left = gaps[draws.below(VARIATES)];
      return;
    }
    const change = between(at, customer) + between(customer, next[at]) - out[at];
    if (change >= best) return;
    best = change;
    behind = at;
  }

  function considerNear(customer: number): void {
    const room = capacity - demands[customer];
    for (let k = customer * width; k < (customer + 1) * width; k++) {
      const near = node[k];
      if (route[near] < 0 || load[route[near]] > room) continue;
      consider(customer, near);
      consider(customer, previous[near]);
    }
  }

  function considerAll(customer: number): void {
    const room = capacity - demands[customer];
    for (let k = 0; k < plan.usedCount; k++) {
      if (load[used[k]] > room) continue;
      const depot = n + 1 + used[k];
      let at = depot;
      do {
        consider(customer, at);
        at = next[at];
      } while (at !== depot);
    }
  }

  function insert(customer: number): boolean {
    best = Number.POSITIVE_INFINITY;
    behind = -1;
    if (n >= MANY) considerNear(customer);
    if (behind < 0) considerAll(customer);
    work++;
    const spare = plan.spare();
    if (spare >= 0 && between(0, customer) + between(customer, 0) < best) behind = spare;
    if (behind < 0) return false;
    plan.link(customer, behind);
    return true;
  }

  function keyOf(order: number, customer: number): number {
    if (order === 0) return draws.uniform();
    if (order === 1) return -demands[customer];
    return order === 2 ? -between(0, customer) : between(0, customer);
  }

  const keys = new Float64Array(n + 1);

  return {
    /** Puts customers back, of list[0 .. count) all that fit; returns how many do not, and leaves them at the front. */
    run(list: Int32Array, count: number): number {
      const pick = draws.below(ORDERS[ORDERS.length - 1]);
      const order = ORDERS.findIndex((bound) => pick < bound);
      for (let k = 0; k < count; k++) {
        const customer = list[k];
        const key = keyOf(order, customer);
        let at = k;
        for (; at > 0 && keys[at - 1] > key; at--) {
          keys[at] = keys[at - 1];
          list[at] = list[at - 1];
        }
        keys[at] = key;
        list[at] = customer;
      }
      let missing = 0;
      for (let k = 0; k < count; k++) if (!insert(list[k])) list[missing++] = list[k];
      return missing;
    },
    work: () => work,
  };
}
