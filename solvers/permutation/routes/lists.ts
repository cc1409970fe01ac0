/** Vehicle routes as lists of customers, as the kernel's list of nodes with a 0 behind each route, and as permutations of the model. */
import { compactState, type EnergyModel, obeysStructure, type State } from "../../../src/model/index.ts";
import type { RouteForm } from "./form.ts";
import { packDemands } from "./packing.ts";

export interface Routes {
  readonly routes: readonly (readonly number[])[];
  /** Customers that no route takes. */
  readonly left: readonly number[];
}

/** The routes of a given state, if it keeps the loads. */
export function givenRoutes(model: EnergyModel, { customers: n }: RouteForm, start: State | null): Routes | null {
  if (start === null || !obeysStructure(model, start)) return null;
  const compact = start.kind === "plain" ? compactState(model, start.values) : start;
  if (compact?.kind !== "permutation") return null;
  const { order } = compact;
  const cut = order.findIndex((item) => item >= n);
  const ring = Int32Array.from(order, (_, place) => order[(cut + 1 + place) % order.length]);
  return { routes: routesOf(ring.map((item) => (item < n ? item + 1 : 0))), left: [] };
}

export function packedRoutes({ customers: n, vehicles, loads }: RouteForm): Routes {
  const { vehicles: packed, left } = packDemands(loads.demands.subarray(0, n), vehicles, loads.capacity);
  return { routes: packed.map((route) => route.map((item) => item + 1)), left: left.map((item) => item + 1) };
}

/** Items in the order of the ring: every route, then its separator; customers that are left out stand before the last separators. */
export function orderOf(
  { customers: n, vehicles }: RouteForm,
  routes: Routes["routes"],
  left: Routes["left"],
): Int32Array {
  const order = new Int32Array(n + vehicles);
  let place = 0;
  routes.forEach((route, r) => {
    for (const customer of route) order[place++] = customer - 1;
    order[place++] = n + r;
  });
  for (const customer of left) order[place++] = customer - 1;
  for (let r = routes.length; r < vehicles; r++) order[place++] = n + r;
  return order;
}

/** A 0 behind each route. */
export function listOf(routes: Routes["routes"]): Int32Array {
  return Int32Array.from(routes.flatMap((route) => [...route, 0]));
}

export function routesOf(list: Int32Array): number[][] {
  const routes: number[][] = [[]];
  for (const node of list) {
    if (node > 0) routes[routes.length - 1].push(node);
    else if (routes[routes.length - 1].length > 0) routes.push([]);
  }
  return routes.filter((route) => route.length > 0);
}
