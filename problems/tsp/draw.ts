/** A map of the cities and the tour. */
import { drawnPositions, mapScale } from "../../src/modelling/places-drawing.ts";
import type { Drawing } from "../../src/problem.ts";
import { cityCount, cityName, type TspInstance, type TspSolution } from "./schema.ts";

/** Null for a matrix without positions. */
export function drawTour(instance: TspInstance, solution: TspSolution | null): Drawing | null {
  const positions = drawnPositions(instance);
  if (positions === null) return null;
  const tour = solution?.tour ?? [];
  return {
    title: instance.name ?? `${cityCount(instance)} cities`,
    ...mapScale(instance, positions),
    points: positions.map((position, city) => ({ ...position, label: cityName(instance, city) })),
    lines: tour.map((from, k) => ({ from, to: tour[(k + 1) % tour.length], role: "tour" })),
  };
}
