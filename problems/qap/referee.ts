/** The referee: cost and validity straight from the instance, by the definition. Shares nothing with the energy. O(n^2). */
import type { Violation } from "../../src/problem.ts";
import { facilityName, locationName, type QapInstance, type QapSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Sum over all facilities i, j of flow times distance of their locations, plus the costs. The solution has passed `verify`. */
export function assignmentCost({ flows, distances, costs }: QapInstance, { location }: QapSolution): number {
  let sum = 0;
  for (let i = 0; i < flows.length; i++) {
    const from = distances[location[i]];
    for (let j = 0; j < flows.length; j++) sum += flows[i][j] * from[location[j]];
    if (costs !== undefined) sum += costs[i][location[i]];
  }
  return sum;
}

/** Every broken rule, at most 20. Never throws. */
export function verifyAssignment(instance: QapInstance, { location }: QapSolution): readonly Violation[] {
  const n = instance.flows.length;
  const violations: Violation[] = [];
  if (location.length !== n) {
    const message = `location has ${location.length} entries, expected ${n}, one for each facility`;
    violations.push({ code: "wrong-length", message, amount: Math.abs(location.length - n) });
  }
  const holder = new Map<number, number>();
  for (const [facility, place] of location.entries()) {
    if (violations.length >= MOST_VIOLATIONS) break;
    const earlier = holder.get(place);
    if (!Number.isInteger(place) || place < 0 || place >= n) {
      const message = `location[${facility}] is ${place}, expected a location from 0 to ${n - 1}`;
      violations.push({ code: "unknown-location", message });
    } else if (earlier !== undefined) {
      const both = `${facilityName(instance, earlier)} and ${facilityName(instance, facility)}`;
      violations.push({ code: "shared-location", message: `${locationName(instance, place)} is given to ${both}` });
    } else {
      holder.set(place, facility);
    }
  }
  return violations;
}
