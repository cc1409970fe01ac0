/** The unit in which all costs of a label system are whole numbers that fit 32 bits with room for their differences. */
import { greatestCommonDivisor } from "../system.ts";
import type { Links, SplitCouplings } from "./links.ts";

/** No cost of a cell may be larger, in units. */
const REACH = 2 ** 28;
/** Finest binary fraction looked for. */
const FINEST = 16;
const MOST_TOTAL = 2 ** 51;

/** @param biases by cell, NaN where there is no choice @returns `exact` when every number is a whole multiple of `unit` */
export function wholeScale(
  biases: Float64Array,
  { edges, pairs }: SplitCouplings,
  integer: boolean,
): { readonly unit: number; readonly exact: boolean } {
  const reach = reachOf(biases, edges, pairs);
  const unit = integer ? commonUnit([biases, edges.weight, pairs.weight]) : null;
  if (unit !== null && reach.most <= REACH * unit && reach.total <= MOST_TOTAL * unit) return { unit, exact: true };
  return { unit: reach.most === 0 ? 1 : Math.max(reach.most / REACH, reach.total / MOST_TOTAL), exact: false };
}

/** Largest cost of a cell, and the sum of all, signs left out. */
function reachOf(biases: Float64Array, edges: Links, pairs: Links): { most: number; total: number } {
  const sums = ({ start, weight }: Links, row: number) => {
    let sum = 0;
    for (let k = start[row]; k < start[row + 1]; k++) sum += Math.abs(weight[k]);
    return sum;
  };
  let edge = 0;
  let total = 0;
  for (let u = 0; u + 1 < edges.start.length; u++) {
    const sum = sums(edges, u);
    edge = Math.max(edge, sum);
    total += sum;
  }
  let most = 0;
  for (let cell = 0; cell < biases.length; cell++) {
    if (Number.isNaN(biases[cell])) continue;
    const own = Math.abs(biases[cell]) + sums(pairs, cell);
    most = Math.max(most, own);
    total += own;
  }
  return { most: most + edge, total };
}

/** The largest multiple of 1/16 that divides all of them; null when there is none. */
function commonUnit(lists: readonly Float64Array[]): number | null {
  let divisor = 0;
  for (const list of lists) {
    for (let k = 0; k < list.length; k++) {
      const whole = Math.abs(list[k]) * FINEST;
      if (whole === divisor || Number.isNaN(whole)) continue;
      if (!Number.isSafeInteger(whole)) return null;
      if (whole !== 0 && (divisor === 0 || whole % divisor !== 0)) divisor = greatestCommonDivisor(whole, divisor);
    }
  }
  return divisor === 0 ? 1 : divisor / FINEST;
}
