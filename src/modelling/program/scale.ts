/**
 * Whole numbers out of the numbers of a constraint: the common unit of decimals such as 0.25 and 1.3, so that the smallest violation
 * is 1. Where there is none, or where it is so fine that squares leave the exact range of doubles, a step to round to.
 */

/** A sum of this many units, squared and weighted, stays exact in a double. */
const MOST_UNITS = 2 ** 22;
const FINEST_DECIMALS = 9;
const ROUNDING = 2 ** -48; // of sums of decimals

/** How numbers become whole ones. */
export interface Units {
  /** Whole number = number * multiplier, up to rounding. */
  readonly multiplier: number;
  /** False when the numbers are no multiples of the unit and must be rounded. */
  readonly exact: boolean;
}

/** @param step the unit to round to where numbers have none; null: chosen */
export function commonUnits(numbers: readonly number[], step: number | null): Units {
  let total = 0;
  for (const value of numbers) total += Math.abs(value);
  const multiplier = exactMultiplier(numbers, total);
  if (multiplier !== null && (multiplier === 1 || total * multiplier <= MOST_UNITS)) return { multiplier, exact: true };
  if (step !== null) return { multiplier: 1 / step, exact: false };
  return { multiplier: 2 ** Math.floor(Math.log2(MOST_UNITS / Math.max(total, Number.MIN_VALUE))), exact: false };
}

/** 1, a power of 2 or a power of 10 that makes all numbers whole, or null. */
function exactMultiplier(numbers: readonly number[], total: number): number | null {
  if (numbers.every(Number.isInteger)) return 1;
  for (const base of [2, 10]) {
    for (let k = 1; k <= (base === 2 ? 20 : FINEST_DECIMALS); k++) {
      const multiplier = base ** k;
      const slack = base === 2 ? 0 : ROUNDING * total;
      if (numbers.every((v) => Math.abs(Math.round(v * multiplier) / multiplier - v) <= slack)) return multiplier;
    }
  }
  return null;
}

/** Of whole numbers of any sign; 0 for none but zeros. */
export function greatestCommonDivisor(numbers: Iterable<number>): number {
  let result = 0;
  for (const value of numbers) {
    let a = Math.abs(value);
    while (a !== 0) [result, a] = [a, result % a];
  }
  return result;
}
