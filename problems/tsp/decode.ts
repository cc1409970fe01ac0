/** States to tours and back. Decoding is total, names what is wrong and repairs nothing. O(variables), or O(n) for permutations. */
import { GroundstateError } from "../../src/errors.ts";
import type { State } from "../../src/model/index.ts";
import type { Decoded, Violation } from "../../src/problem.ts";
import { verifyTour } from "./referee.ts";
import { cityCount, cityName, type TspInstance, type TspSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** @param fixed 1 when city 0 stands before the first place and has no bits, else 0 */
export function decodeState(instance: TspInstance, fixed: 0 | 1, state: State): Decoded<TspSolution> {
  const size = cityCount(instance) - fixed;
  const cells = cellsOf(state, size);
  if (cells === null) {
    const message = `the state is not over ${size} x ${size} bits (city, place), nor an order of ${size} cities`;
    return { solution: null, violations: [{ code: "wrong-state", message }], partial: null };
  }
  const { cityAt, violations } = readCells(instance, fixed, size, cells);
  const stops = fixed === 1 ? [0, ...cityAt] : cityAt;
  const [first, ...others] = violations;
  if (first === undefined) return { solution: { tour: stops as number[] }, violations: [] };
  return { solution: null, violations: [first, ...others], partial: { tour: stops } };
}

type VisitCells = (visit: (item: number, place: number) => void) => void;

/** A walk over the set bits, or null for a state of another shape. */
function cellsOf(state: State, size: number): VisitCells | null {
  if (state.kind === "permutation") {
    const { order } = state;
    if (order.length !== size || order.some((item) => item < 0 || item >= size)) return null;
    return (visit) => {
      order.forEach((item, place) => {
        visit(item, place);
      });
    };
  }
  if (state.kind !== "plain" || state.values.length !== size * size) return null;
  const { values } = state;
  return (visit) => {
    for (let i = 0; i < values.length; i++) if (values[i] === 1) visit(Math.floor(i / size), i % size);
  };
}

/** City at each place, null where there is none or more than one, and every city and place that breaks the rule. */
function readCells(
  instance: TspInstance,
  fixed: 0 | 1,
  size: number,
  cells: VisitCells,
): { cityAt: (number | null)[]; violations: Violation[] } {
  const placesOf = new Int32Array(size);
  const citiesAt = new Int32Array(size);
  const last = new Int32Array(size);
  cells((item, place) => {
    placesOf[item]++;
    citiesAt[place]++;
    last[place] = item;
  });
  const violations: Violation[] = [];
  for (let item = 0; item < size && violations.length < MOST_VIOLATIONS; item++) {
    const name = cityName(instance, item + fixed);
    if (placesOf[item] === 0) violations.push({ code: "city-without-place", message: `${name} has no place` });
    if (placesOf[item] > 1) {
      const message = `${name} has ${placesOf[item]} places`;
      violations.push({ code: "city-with-several-places", message, amount: placesOf[item] - 1 });
    }
  }
  for (let place = 0; place < size && violations.length < MOST_VIOLATIONS; place++) {
    const where = `place ${place + fixed}`;
    if (citiesAt[place] === 0) violations.push({ code: "place-without-city", message: `${where} has no city` });
    if (citiesAt[place] > 1) {
      const message = `${where} has ${citiesAt[place]} cities`;
      violations.push({ code: "place-with-several-cities", message, amount: citiesAt[place] - 1 });
    }
  }
  return { cityAt: Array.from(last, (item, place) => (citiesAt[place] === 1 ? item + fixed : null)), violations };
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
