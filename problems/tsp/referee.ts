/** The referee: tour lengths and validity straight from the instance, shared with nothing of the energy model. O(n) per tour. */
import { distanceRule } from "../../src/modelling/distance-rules.ts";
import type { Violation } from "../../src/problem.ts";
import { cityCount, cityName, type TspInstance, type TspSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Length of the round trip in the instance's units. The tour has passed `verify`. */
export function tourLength(instance: TspInstance, { tour }: TspSolution): number {
  const distance = distanceRule(instance);
  let length = 0;
  for (let k = 0; k < tour.length; k++) length += distance(tour[k], tour[k + 1 < tour.length ? k + 1 : 0]);
  return length;
}

/** Every broken rule, at most 20; [] for a round trip through every city. Never throws. */
export function verifyTour(instance: TspInstance, { tour }: TspSolution): readonly Violation[] {
  const n = cityCount(instance);
  const violations: Violation[] = [];
  const report = (code: string, message: string, amount?: number): void => {
    if (violations.length < MOST_VIOLATIONS)
      violations.push({ code, message, ...(amount === undefined ? {} : { amount }) });
  };
  if (tour.length !== n) {
    report("wrong-length", `the tour has ${tour.length} stops, expected ${n}`, Math.abs(tour.length - n));
  }
  const firstStop = new Int32Array(n).fill(-1);
  for (let stop = 0; stop < tour.length; stop++) {
    const city = tour[stop];
    if (!Number.isInteger(city) || city < 0 || city >= n) {
      report("unknown-city", `tour[${stop}] is ${city}, expected a city from 0 to ${n - 1}`);
    } else if (firstStop[city] >= 0) {
      report(
        "repeated-city",
        `tour[${stop}] visits ${cityName(instance, city)} again, first at tour[${firstStop[city]}]`,
      );
    } else {
      firstStop[city] = stop;
    }
  }
  for (let city = 0; city < n; city++) {
    if (firstStop[city] < 0) report("missing-city", `${cityName(instance, city)} is not in the tour`);
  }
  return violations;
}
