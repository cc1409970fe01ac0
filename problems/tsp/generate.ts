/** Typical plain instances: uniform random cities in a square, as in the DIMACS challenge (Johnson & McGeoch 1997). O(n). */
import { GroundstateError } from "../../src/errors.ts";
import type { Random } from "../../src/random.ts";
import type { TspInstance } from "./schema.ts";

/** Side of the square; larger for more than a million cities, so that most places stay free. */
const LEAST_SIDE = 10_000;

/** Integer coordinates, all different, metric EUC_2D. @throws {GroundstateError} "invalid-options" below three cities */
export function generateInstance(random: Random, size: number): TspInstance {
  if (size < 3) {
    const hint = "A round trip needs three cities.";
    throw new GroundstateError("invalid-options", `size is ${size}, expected at least 3 cities`, { hint });
  }
  const side = Math.max(LEAST_SIDE, Math.ceil(10 * Math.sqrt(size)));
  const taken = new Set<number>();
  const coordinates: number[][] = [];
  while (coordinates.length < size) {
    const [x, y] = [random.below(side), random.below(side)];
    const place = x * side + y;
    if (taken.has(place)) continue;
    taken.add(place);
    coordinates.push([x, y]);
  }
  return { problem: "tsp", name: `uniform-${size}`, metric: "EUC_2D", coordinates };
}
