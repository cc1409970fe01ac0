/** Lower bounds of makespans: a sequence is a tour of one-way costs through the jobs and a stop of no cost before the first. */
import { directedTourBounds } from "../../src/bounds/assignment.ts";
import type { Bound, BoundContext } from "../../src/problem.ts";
import type { SequencingInstance } from "./schema.ts";

/** Relative rounding allowed of sums of real times, for each job: both of ours and of the makespan, which adds up 2 n numbers. */
const ROUNDING = 2 ** -50;

/** Doubles add up whole numbers exactly so far. */
const EXACT = 2 ** 53;

export function* makespanBounds(
  { setups, initial = [], processing = [] }: SequencingInstance,
  context: BoundContext,
): Generator<Bound | null, void, void> {
  const n = setups.length;
  if (n < 2) return;
  const integral = [...setups, initial, processing].every((row) => row.every((time) => Number.isInteger(time)));
  const total = processing.reduce((sum, time) => sum + time, 0);
  const cost = (i: number, j: number) => (j === n ? 0 : i === n ? (initial[j] ?? 0) : setups[i][j]);
  const incumbent = () => {
    const objective = context.incumbent();
    return objective === null ? null : objective - total;
  };
  const makespanFrom = (setup: number): number => {
    const value = setup + total;
    return integral && value <= EXACT ? value : value - ROUNDING * n * (Math.abs(setup) + total);
  };
  for (const bound of directedTourBounds({ nodes: n + 1, cost, integral }, { ...context, incumbent })) {
    yield bound === null ? null : { ...bound, value: makespanFrom(bound.value) };
  }
}
