/** A map of the cities and the tour. Geographic coordinates become x = longitude, y = latitude in decimal degrees; 3-d drops z. */
import type { Drawing } from "../../src/problem.ts";
import { geoDegrees } from "./referee.ts";
import { cityCount, cityName, type TspInstance, type TspSolution } from "./schema.ts";

/** Null for a matrix without positions. */
export function drawTour(instance: TspInstance, solution: TspSolution | null): Drawing | null {
  const positions = drawnPositions(instance);
  if (positions === null) return null;
  const tour = solution?.tour ?? [];
  return {
    title: instance.name ?? `${cityCount(instance)} cities`,
    ...(isGeographic(instance) ? { xScale: longitudeScale(positions) } : {}),
    points: positions.map((position, city) => ({ ...position, label: cityName(instance, city) })),
    lines: tour.map((from, k) => ({ from, to: tour[(k + 1) % tour.length], role: "tour" })),
  };
}

function isGeographic({ display, metric }: TspInstance): boolean {
  return display === undefined && (metric === "GEO" || metric === "great-circle");
}

/** Cosine of the middle latitude: how much shorter a degree of longitude is than one of latitude. */
function longitudeScale(positions: readonly { readonly y: number }[]): number {
  let [low, high] = [90, -90];
  for (const { y } of positions) [low, high] = [Math.min(low, y), Math.max(high, y)];
  return Math.max(0.1, Math.cos(((low + high) / 360) * Math.PI));
}

/** One position a city, y upwards, or null. */
export function drawnPositions({
  display,
  coordinates,
  metric,
}: TspInstance): readonly { x: number; y: number }[] | null {
  if (display !== undefined) return display.map(([x, y]) => ({ x, y }));
  if (coordinates === undefined) return null;
  if (metric === "GEO") return coordinates.map(([lat, lon]) => ({ x: geoDegrees(lon), y: geoDegrees(lat) }));
  if (metric === "great-circle") return coordinates.map(([latitude, longitude]) => ({ x: longitude, y: latitude }));
  return coordinates.map(([x, y]) => ({ x, y }));
}
