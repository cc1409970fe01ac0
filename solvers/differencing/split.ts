/**
 * Numbers to split, and the best split so far. No difference is less than `least`: all are congruent modulo twice the greatest common
 * divisor g of the numbers, since moving one changes them by twice it; and the largest number outweighs the rest by so much.
 */
import { exchange } from "./exchange.ts";

/** A split of numbers into those of sign +1 and those of sign -1. */
export interface Split {
  /** Magnitudes, largest first; `signs` refer to this order. */
  readonly numbers: Float64Array;
  readonly total: number;
  /** A lower bound of the difference, and why it holds. */
  readonly least: number;
  readonly proof: string;
  /** Difference of the two sums at the best split that was kept, from 0. */
  readonly best: number;
  /** The spins of that split, in the order and with the signs of the numbers as they were given. Length n. */
  readonly spins: Int8Array;
  /** Keeps signs, length n, whose difference is `difference`. */
  keep(signs: Int8Array, difference: number): void;
}

/** Begins with each number, from the largest on, in the list of the smaller sum, then exchanges. O(n log n) and O(n) an exchange. @param given whole numbers */
export function openSplit(given: Float64Array): Split {
  const n = given.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => Math.abs(given[b]) - Math.abs(given[a]) || a - b);
  const numbers = Float64Array.from(order, (i) => Math.abs(given[i]));
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const unit = numbers.reduce(greatestCommonDivisor, 0);
  const parity = unit > 0 && (total / unit) % 2 === 1 ? unit : 0;
  const largest = n === 0 ? 0 : 2 * numbers[0] - total;
  const spins = new Int8Array(n);
  let best = Number.POSITIVE_INFINITY;
  const keep = (signs: Int8Array, difference: number): void => {
    best = difference;
    for (let k = 0; k < n; k++) spins[order[k]] = given[order[k]] < 0 ? -signs[k] : signs[k];
  };
  const signs = greedy(numbers);
  keep(signs, exchange(numbers, signs));
  return {
    numbers,
    total,
    least: Math.max(parity, largest),
    proof: largest > parity ? "the largest number outweighs all others" : "an even split, or as even as the sum allows",
    get best() {
      return best;
    },
    spins,
    keep,
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

function greedy(numbers: Float64Array): Int8Array {
  let sum = 0;
  return Int8Array.from(numbers, (value) => {
    const sign = sum > 0 ? -1 : 1;
    sum += sign * value;
    return sign;
  });
}
