/** States to tours and back. Decoding is total, names what is wrong and repairs nothing. O(variables), or O(n) for permutations. */
import { GroundstateError } from "../../src/errors.ts";
import type { State } from "../../src/model/index.ts";
import { readArrangement } from "../../src/modelling/arrangement.ts";
import { judged } from "../../src/modelling/decoding.ts";
import type { Decoded } from "../../src/problem.ts";
import { verifyTour } from "./referee.ts";
import { cityCount, cityName, type TspInstance, type TspSolution } from "./schema.ts";

/** @param fixed 1 when city 0 stands before the first place and has no bits, else 0 */
export function decodeState(instance: TspInstance, fixed: 0 | 1, state: State): Decoded<TspSolution> {
  const { itemAt, violations } = readArrangement(state, cityCount(instance) - fixed, {
    item: "city",
    items: "cities",
    nameOfItem: (item) => cityName(instance, item + fixed),
    nameOfPlace: (place) => `place ${place + fixed}`,
  });
  const cities = itemAt.map((item) => (item === null ? null : item + fixed));
  const stops = fixed === 1 ? [0, ...cities] : cities;
  return judged({ tour: stops as number[] }, violations, itemAt.length === 0 ? null : { tour: stops });
}

/** With city 0 fixed the tour is turned so that it starts there. @throws {GroundstateError} "invalid-solution" for no tour */
export function embedTour(instance: TspInstance, fixed: 0 | 1, solution: TspSolution): State {
  const [violation] = verifyTour(instance, solution);
  if (violation !== undefined) throw new GroundstateError("invalid-solution", violation.message);
  const { tour } = solution;
  if (fixed === 0) return { kind: "permutation", order: Int32Array.from(tour) };
  const start = tour.indexOf(0);
  const order = Int32Array.from({ length: tour.length - 1 }, (_, k) => tour[(start + 1 + k) % tour.length] - 1);
  return { kind: "permutation", order };
}
