/**
 * The search over routes in WebAssembly. Memory: 8 (n + 1)^2 bytes for a table of costs, twice that for one-way costs, 4 n width for
 * neighbours, and about 100 bytes a customer or route.
 */
import { routeSearchModule } from "../generated/route-search.ts";
import { createArena, type Instance, instantiate } from "../wasm/arena.ts";
import { MANY } from "./recreate.ts";
import { coolingFactor, listRoutes } from "./reference.ts";
import { blinks, DEEPER, exponentials, LONGEST, ORDERS, REMOVED, SPLIT, VARIATES } from "./settings.ts";
import type { RouteRequest, RouteSession } from "./types.ts";

interface Exports {
  placeCosts(customers: number, rows: number, columns: number, demands: number, capacity: number): void;
  placeLinks(next: number, previous: number, out: number, route: number, journal: number): void;
  placeRoutes(most: number, load: number, size: number, used: number, seat: number, spares: number): void;
  placeRuin(width: number, near: number, stamp: number, list: number): void;
  tuneRuin(removed: number, longest: number, split: number, deeper: number): void;
  placeRecreate(keys: number, gaps: number, count: number, many: number): void;
  tuneOrders(random: number, large: number, far: number, close: number): void;
  placeLists(list: number, before: number, absences: number, variates: number, count: number): void;
  placeBest(best: number, count: number, margin: number): void;
  seed(a: number, b: number, c: number, d: number): void;
  assign(routes: number, length: number): void;
  cool(from: number, factor: number): void;
  run(steps: number): void;
  bestCost(): number;
  considered(): number;
}

function layOut({ customers: n, vehicles, neighbours, symmetric }: RouteRequest) {
  const arena = createArena();
  const nodes = n + 1 + vehicles;
  const regions = {
    rows: arena.reserve(Float64Array, (n + 1) ** 2),
    columns: symmetric ? null : arena.reserve(Float64Array, (n + 1) ** 2),
    demands: arena.reserve(Float64Array, n + 1),
    near: arena.reserve(Int32Array, (n + 1) * neighbours.width),
    next: arena.reserve(Int32Array, nodes),
    previous: arena.reserve(Int32Array, nodes),
    out: arena.reserve(Float64Array, nodes),
    route: arena.reserve(Int32Array, n + 1),
    journal: arena.reserve(Int32Array, 4 * n + 8),
    load: arena.reserve(Float64Array, vehicles),
    size: arena.reserve(Int32Array, vehicles),
    used: arena.reserve(Int32Array, vehicles),
    seat: arena.reserve(Int32Array, vehicles),
    spares: arena.reserve(Int32Array, vehicles),
    stamp: arena.reserve(Int32Array, vehicles),
    list: arena.reserve(Int32Array, n + 1),
    before: arena.reserve(Int32Array, n + 1),
    keys: arena.reserve(Float64Array, n + 1),
    absences: arena.reserve(Float64Array, n + 1),
    gaps: arena.reserve(Int32Array, VARIATES),
    variates: arena.reserve(Float64Array, VARIATES),
    best: arena.reserve(Int32Array, nodes),
    routes: arena.reserve(Int32Array, nodes),
  };
  return { arena, regions, nodes };
}

type Layout = ReturnType<typeof layOut>;

/** @throws {MemoryError} above the request's memory limit */
export function createRouteSession(request: RouteRequest): RouteSession {
  const layout = layOut(request);
  const what = `a search over routes to ${request.customers} customers`;
  const instance = instantiate<Exports>(routeSearchModule, layout.arena, what, request.memoryLimit);
  prepare(request, layout, instance);
  return sessionOf(request, layout, instance);
}

function prepare(request: RouteRequest, { regions, nodes }: Layout, { exports, view }: Instance<Exports>): void {
  const { customers: n, costs, demands, capacity, vehicles, neighbours, margin, seed } = request;
  const at = (region: { readonly offset: number }) => region.offset;
  view(regions.rows).set(costs);
  if (regions.columns !== null) {
    const columns = view(regions.columns);
    for (let a = 0; a <= n; a++) for (let b = 0; b <= n; b++) columns[b * (n + 1) + a] = costs[a * (n + 1) + b];
  }
  view(regions.demands).set(demands);
  view(regions.near).set(neighbours.node);
  view(regions.gaps).set(blinks());
  view(regions.variates).set(exponentials());
  exports.placeCosts(n, at(regions.rows), at(regions.columns ?? regions.rows), at(regions.demands), capacity);
  exports.placeLinks(at(regions.next), at(regions.previous), at(regions.out), at(regions.route), at(regions.journal));
  const { load, size, used, seat, spares } = regions;
  exports.placeRoutes(vehicles, at(load), at(size), at(used), at(seat), at(spares));
  exports.placeRuin(neighbours.width, at(regions.near), at(regions.stamp), at(regions.list));
  exports.tuneRuin(REMOVED, LONGEST, SPLIT, DEEPER);
  exports.placeRecreate(at(regions.keys), at(regions.gaps), VARIATES, MANY);
  exports.tuneOrders(...ORDERS);
  exports.placeLists(at(regions.list), at(regions.before), at(regions.absences), at(regions.variates), VARIATES);
  exports.placeBest(at(regions.best), nodes, margin);
  exports.seed(...seed);
}

function sessionOf(
  { customers: n }: RouteRequest,
  { regions }: Layout,
  { exports, view }: Instance<Exports>,
): RouteSession {
  const routes = view(regions.routes);
  return {
    assign(given) {
      routes.set(given);
      exports.assign(regions.routes.offset, given.length);
    },
    cool: (from, to, steps) => exports.cool(from, coolingFactor(from, to, steps)),
    run: exports.run,
    get best() {
      return exports.bestCost();
    },
    bestRoutes: () => listRoutes(view(regions.best), n),
    get work() {
      return exports.considered();
    },
  };
}
