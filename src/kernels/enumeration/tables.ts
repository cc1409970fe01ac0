/**
 * The numbers of an enumeration in whole units of 32 bits. The unit is the greatest common divisor of all weights and biases where
 * that fits: then energies in units are exact. Else it is a power of two and every table entry is rounded by itself; the largest
 * errors of the tables that make up an energy, added up, certify how far any energy is off, so that nothing is missed.
 */
import { greatestCommonDivisor } from "../system.ts";
import type { EnumerationTask } from "./types.ts";

/** Sums of magnitudes in units; the kernels add up to four of them in 32 bits. */
export const LARGEST_TOTAL = 2 ** 29;

export interface Unit {
  /** Level of one unit. */
  readonly size: number;
  /** Bound of all |energies|, units. */
  readonly total: number;
}

/** O(n^2) times the steps of Euclid's algorithm. */
export function unitOf({ n, weights, biases }: EnumerationTask): Unit {
  let sum = 0;
  let divisor = 0;
  const add = (value: number): void => {
    const magnitude = Math.abs(value);
    sum += magnitude;
    if (divisor !== 1 && magnitude > 0) divisor = greatestCommonDivisor(magnitude, divisor);
  };
  biases.forEach(add);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) add(weights[i * n + j]);
  if (divisor === 0) return { size: 1, total: 0 };
  if (sum / divisor <= LARGEST_TOTAL) return { size: divisor, total: sum / divisor };
  const size = 2 ** Math.ceil(Math.log2(sum / LARGEST_TOTAL) + 1);
  return { size, total: LARGEST_TOTAL };
}

type Numbers = Pick<EnumerationTask, "n" | "weights" | "biases">;

/** Energies of the 2^size states of the variables `from` to `from + size` - 1, levels. */
export function ownLevels({ n, weights, biases }: Numbers, from: number, size: number): Float64Array {
  const levels = new Float64Array(2 ** size);
  for (let l = 1; l < levels.length; l++) {
    const i = lowestBit(l);
    const row = (from + i) * n + from;
    let level = levels[l & (l - 1)] - biases[from + i];
    for (let j = i + 1; j < size; j++) if ((l >> j) & 1) level -= weights[row + j];
    levels[l] = level;
  }
  return levels;
}

/** What setting variable j adds to the energies of these states, its bias left out. */
export function crossLevels({ n, weights }: Numbers, from: number, size: number, j: number): Float64Array {
  const levels = new Float64Array(2 ** size);
  for (let l = 1; l < levels.length; l++) {
    levels[l] = levels[l & (l - 1)] - weights[(from + lowestBit(l)) * n + j];
  }
  return levels;
}

/** Turns levels into units; adds the largest error of each table, each time it is asked, to `error`. */
export interface Rounding {
  readonly error: number;
  /** @param uses how often an entry of the table counts in one energy */
  round(levels: Float64Array, uses?: number): Int32Array;
}

export function createRounding(unit: Unit): Rounding {
  let error = 0;
  return {
    get error() {
      return error;
    },
    round(levels, uses = 1) {
      let largest = 0;
      const units = Int32Array.from(levels, (level) => {
        const exact = level / unit.size;
        const whole = Math.round(exact);
        largest = Math.max(largest, Math.abs(exact - whole));
        return whole;
      });
      error += uses * largest;
      return units;
    },
  };
}

/** Position k of the Gray code that flips one bit a step. */
export function grayCode(k: number): number {
  return k ^ (k >>> 1);
}

function lowestBit(l: number): number {
  return 31 - Math.clz32(l & -l);
}
