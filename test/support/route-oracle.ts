/**
 * Length of the shortest routes of a small instance, by dynamic programming over sets of customers: the shortest round trip of every set
 * (Held & Karp 1962), then the cheapest way to split all customers into so many sets within the capacity. O(vehicles 3^n).
 */
import { cvrp } from "../../problems/cvrp/index.ts";
import type { CvrpInstance } from "../../problems/cvrp/schema.ts";

export function shortestRoutes(instance: CvrpInstance): number {
  const { demands, capacity, vehicles } = instance;
  const n = demands.length;
  const trips = roundTrips(n, (route) => cvrp.cost(instance, { routes: [route] }));
  const fits = trips.map(
    (_, set) => demands.reduce((sum, demand, c) => sum + ((set >> c) & 1) * demand, 0) <= capacity,
  );
  let best = trips.map((_, set) => (set === 0 ? 0 : Number.POSITIVE_INFINITY));
  for (let routes = 0; routes < Math.min(n, vehicles ?? n); routes++) {
    best = best.map((without, set) => {
      let least = without;
      for (let part = set; part > 0; part = (part - 1) & set)
        if (fits[part]) least = Math.min(least, best[set ^ part] + trips[part]);
      return least;
    });
  }
  return best[2 ** n - 1];
}

/** By set of customers. */
function roundTrips(n: number, length: (route: number[]) => number): number[] {
  const trips = new Array<number>(2 ** n).fill(Number.POSITIVE_INFINITY);
  trips[0] = 0;
  // reached[set][last]: the shortest way from the depot through the set to `last`
  const reached: Map<number, number[]>[] = Array.from({ length: 2 ** n }, () => new Map());
  for (let c = 0; c < n; c++) reached[1 << c].set(c, [c + 1]);
  for (let set = 1; set < 2 ** n; set++) {
    for (const [last, route] of reached[set]) {
      const own = length(route);
      trips[set] = Math.min(trips[set], own);
      for (let c = 0; c < n; c++) {
        if ((set >> c) & 1) continue;
        const longer = [...route, c + 1];
        const there = reached[set | (1 << c)];
        const known = there.get(c);
        // Both end in c and go home alike, so round trips compare as ways do.
        if (known === undefined || length(longer) < length(known)) there.set(c, longer);
      }
      reached[set].delete(last);
    }
  }
  return trips;
}
