/**
 * Routes as one giant tour (Christofides & Eilon 1969): a ring of the customers and a copy of the depot for each route, so distances are
 * one Kronecker product, D (x) cycle, as in a round trip; copies are 0 apart, and those side by side are idle vehicles. Loads are sums
 * between copies wherever these stand, no quadratic function of the bits (customer, place): capacity is a structure of the
 * model, `loads`, and so is the permutation, for a solver that keeps the one keeps the other. Bits (customer, vehicle, place) with
 * slack for each load would be quadratic, but are as many times more as there are vehicles, and slack of a capacity in the hundreds
 * costs the single flips of a penalty solver the routes: it would be worth little, and is not offered.
 */
import { GroundstateError } from "../../src/errors.ts";
import type { EnergyModel, State } from "../../src/model/index.ts";
import { arrangementEnergy, type Objective, readArrangement, STRUCTURAL } from "../../src/modelling/arrangement.ts";
import { judged } from "../../src/modelling/decoding.ts";
import type { Decoded, Encoding } from "../../src/problem.ts";
import { distanceFactor } from "./distances.ts";
import { verifyRoutes } from "./referee.ts";
import { type CvrpInstance, type CvrpSolution, customerCount, placeName, routeLimit } from "./schema.ts";

export function encodeRoutes(instance: CvrpInstance): Encoding<CvrpSolution> {
  const n = customerCount(instance);
  const copies = routeLimit(instance);
  const size = n + copies;
  const objective: Objective = {
    size,
    products: [{ scale: 1, left: distanceFactor(instance, copies), right: { kind: "cycle", n: size } }],
    costs: null,
    offset: 0,
    items: Array.from({ length: size }, (_, item) => itemName(instance, item)),
    places: Array.from({ length: size }, (_, place) => `place ${place}`),
  };
  return {
    ...arrangementEnergy(objective, STRUCTURAL, [loadsOf(instance, size)]),
    decode: (state) => decodeState(instance, size, state),
    embed: (solution) => embedRoutes(instance, size, solution),
  };
}

function loadsOf(instance: CvrpInstance, size: number): EnergyModel["structure"][number] {
  const n = customerCount(instance);
  const { capacity } = instance;
  const demands = Float64Array.from({ length: size }, (_, item) => (item < n ? instance.demands[item] : 0));
  return { kind: "loads", size, demands, separators: n, capacity, penalised: false };
}

function itemName(instance: CvrpInstance, item: number): string {
  const n = customerCount(instance);
  return item < n ? placeName(instance, item + 1) : `${placeName(instance, 0)}, route ${item - n + 1}`;
}

/** Routes from the first copy of the depot around the ring; what is between two copies side by side is no route. */
function decodeState(instance: CvrpInstance, size: number, state: State): Decoded<CvrpSolution> {
  const n = customerCount(instance);
  const { itemAt, violations } = readArrangement(state, size, {
    item: "stop",
    items: "stops",
    nameOfItem: (item) => itemName(instance, item),
    nameOfPlace: (place) => `place ${place}`,
  });
  const start = itemAt.indexOf(n);
  const routes: number[][] = [[]];
  for (let k = 1; k <= itemAt.length; k++) {
    const item = itemAt[(Math.max(0, start) + k) % itemAt.length];
    if (item !== null && item >= n) routes.push([]);
    else if (item !== null) routes[routes.length - 1].push(item + 1);
  }
  const solution = { routes: routes.filter((route) => route.length > 0) };
  // Whatever is wrong with places is said by the arrangement; with loads, by the rules of routes.
  return judged(
    solution,
    violations.length > 0 ? violations : verifyRoutes(instance, solution),
    itemAt.length === 0 ? null : solution,
  );
}

/** Each route and a copy of the depot, then the copies of idle vehicles. @throws {GroundstateError} "invalid-solution" */
function embedRoutes(instance: CvrpInstance, size: number, solution: CvrpSolution): State {
  const [violation] = verifyRoutes(instance, solution);
  if (violation !== undefined) throw new GroundstateError("invalid-solution", violation.message);
  const n = customerCount(instance);
  const order = solution.routes.flatMap((route, r) => [n + r, ...route.map((customer) => customer - 1)]);
  for (let item = n + solution.routes.length; item < size; item++) order.push(item);
  return { kind: "permutation", order: Int32Array.from(order) };
}
