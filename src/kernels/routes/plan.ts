/**
 * Routes as rings of links: route r is the ring of its depot, node n + 1 + r, and its customers. Every change is journalled and can be
 * taken back, the latest first. O(1) a change.
 */
import type { RouteRequest } from "./types.ts";

export interface Plan {
  readonly customers: number;
  /** By node: customers 1 .. n, then the depots of the routes. */
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Cost of the way to the next node. */
  readonly out: Float64Array;
  /** Route of each customer, -1 when it is left out. */
  readonly route: Int32Array;
  readonly load: Float64Array;
  readonly size: Int32Array;
  /** Routes with customers: used[0 .. usedCount), in no order. */
  readonly used: Int32Array;
  usedCount: number;
  cost: number;
  /** Cost from one node to another, depots included. */
  between(from: number, to: number): number;
  /** A depot of an unused route, or -1. */
  spare(): number;
  /** Puts a customer that is left out behind a node. */
  link(customer: number, node: number): void;
  unlink(customer: number): void;
  /** Forgets what could be taken back. */
  keep(): void;
  undo(): void;
}

export function createPlan({ customers: n, costs, demands, vehicles }: RouteRequest): Plan {
  const order = n + 1;
  const next = Int32Array.from({ length: order + vehicles }, (_, node) => node);
  const previous = next.slice();
  const out = new Float64Array(order + vehicles);
  const route = new Int32Array(order).fill(-1);
  const load = new Float64Array(vehicles);
  const size = new Int32Array(vehicles);
  const used = new Int32Array(vehicles);
  const seat = new Int32Array(vehicles); // where a route stands in `used`
  const spares = Int32Array.from({ length: vehicles }, (_, k) => vehicles - 1 - k);
  let spareCount = vehicles;
  const journal: number[] = []; // customer, then the node before it, or -1 for one that was put in

  const between = (from: number, to: number) => costs[(from > n ? 0 : from) * order + (to > n ? 0 : to)];

  function put(customer: number, node: number): void {
    const after = next[node];
    const into = between(node, customer);
    const onward = between(customer, after);
    next[node] = customer;
    previous[customer] = node;
    next[customer] = after;
    previous[after] = customer;
    plan.cost += into + onward - out[node];
    out[node] = into;
    out[customer] = onward;
    const r = node > n ? node - order : route[node];
    route[customer] = r;
    load[r] += demands[customer];
    if (size[r]++ > 0) return;
    spareCount--; // r is the last of the spares: routes are taken and given back in turn
    seat[r] = plan.usedCount;
    used[plan.usedCount++] = r;
  }

  function take(customer: number): void {
    const before = previous[customer];
    const after = next[customer];
    const direct = before === after ? 0 : between(before, after);
    next[before] = after;
    previous[after] = before;
    plan.cost += direct - out[before] - out[customer];
    out[before] = direct;
    const r = route[customer];
    route[customer] = -1;
    load[r] -= demands[customer];
    if (--size[r] > 0) return;
    spares[spareCount++] = r;
    const last = used[--plan.usedCount];
    used[seat[r]] = last;
    seat[last] = seat[r];
  }

  const plan: Plan = {
    customers: n,
    next,
    previous,
    out,
    route,
    load,
    size,
    used,
    usedCount: 0,
    cost: 0,
    between,
    spare: () => (spareCount > 0 ? order + spares[spareCount - 1] : -1),
    link(customer, node) {
      journal.push(customer, -1);
      put(customer, node);
    },
    unlink(customer) {
      journal.push(customer, previous[customer]);
      take(customer);
    },
    keep() {
      journal.length = 0;
    },
    undo() {
      while (journal.length > 0) {
        const node = journal.pop()!;
        const customer = journal.pop()!;
        if (node < 0) take(customer);
        else put(customer, node);
      }
    },
  };
  return plan;
}
