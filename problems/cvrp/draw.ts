/** A map of the depot, the customers and the routes, each in a colour of its own. */
import { drawnPositions, mapScale } from "../../src/modelling/places-drawing.ts";
import type { Drawing } from "../../src/problem.ts";
import { type CvrpInstance, type CvrpSolution, customerCount, placeName } from "./schema.ts";

/** Null for a matrix without positions. */
export function drawRoutes(instance: CvrpInstance, solution: CvrpSolution | null): Drawing | null {
  const positions = drawnPositions(instance);
  if (positions === null) return null;
  const routes = solution?.routes ?? [];
  const routeOf = new Map(routes.flatMap((route, r) => route.map((customer) => [customer, r] as const)));
  return {
    title: instance.name ?? `${customerCount(instance)} customers`,
    ...mapScale(instance, positions),
    points: positions.map((position, place) => {
      const group = routeOf.get(place);
      return { ...position, label: placeName(instance, place), ...(group === undefined ? {} : { group }) };
    }),
    lines: routes.flatMap((route, group) => {
      const stops = [0, ...route, 0];
      return route.concat(0).map((to, k) => ({ from: stops[k], to, role: "tour" as const, group }));
    }),
  };
}

/** One line a route: "depot - a - b - depot (load 9/10)". */
export function tellRoutes(instance: CvrpInstance, { routes }: CvrpSolution): string {
  const { demands, capacity } = instance;
  const lines = routes.map((route) => {
    const load = route.reduce((sum, customer) => sum + demands[customer - 1], 0);
    const stops = [0, ...route, 0].map((place) => placeName(instance, place));
    return `${stops.join(" - ")} (load ${load}/${capacity})`;
  });
  return lines.join("\n");
}
