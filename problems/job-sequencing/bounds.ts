/**
 * When the last of m machines is done at the earliest: no earlier than the longest job, than the mean load, and than k + 1 jobs that share a
 * machine among the k m + 1 longest (Dell'Amico & Martello 1995). Then earlier ends are refuted one after the other: machines that are done
 * by T are bins of capacity T, of which dual feasible functions may ask for more than m.
 */
import { type BinBound, dualFeasibleBounds } from "../../src/modelling/packing/bounds.ts";
import type { Bound } from "../../src/problem.ts";
import type { JobSequencingInstance } from "./schema.ts";

/** O(n log n). */
export function earliestEnd({ lengths, machines: m }: JobSequencingInstance): Bound {
  const sorted = [...lengths].sort((a, b) => b - a);
  const total = sorted.reduce((sum, length) => sum + length, 0);
  let bound: Bound = { value: sorted[0], proof: "the longest job" };
  const mean = Math.ceil(total / m);
  if (mean > bound.value) bound = { value: mean, proof: "all jobs shared evenly" };
  const before = [0];
  for (const length of sorted) before.push(before[before.length - 1] + length);
  for (let k = 1; k * m + 1 <= sorted.length; k++) {
    // The k + 1 shortest of the k m + 1 longest.
    const value = before[k * m + 1] - before[k * m - k];
    if (value > bound.value) bound = { value, proof: `${k + 1} of the ${k * m + 1} longest jobs share a machine` };
  }
  return bound;
}

/** Later and later ends; with a deadline, whether it can be kept. */
export function* endBounds(instance: JobSequencingInstance): Generator<Bound, void, void> {
  const { lengths: sizes, machines, deadline } = instance;
  let end = earliestEnd(instance);
  const shown = () => (deadline === undefined ? end : deadlineBound(deadline, end));
  yield shown();
  while (deadline === undefined || end.value <= deadline) {
    const capacity = end.value;
    if (capacity === 0) return;
    let refuted: BinBound | null = null;
    for (const bound of dualFeasibleBounds({ sizes, capacity })) {
      refuted = bound.bins > machines ? bound : null;
      if (refuted !== null) break;
      yield shown();
    }
    if (refuted === null) return;
    end = {
      value: capacity + 1,
      proof: `${refuted.bins} machines are needed to be done by ${capacity}: ${refuted.proof}`,
    };
    yield shown();
  }
}

/** 1 where the deadline cannot be kept, else nothing is known. */
export const deadlineBound = (deadline: number, end: Bound): Bound =>
  end.value > deadline ? { value: 1, proof: end.proof } : { value: 0, proof: "nothing is minimised" };
