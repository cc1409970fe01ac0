/** Sums and what they can be at best, straight from the instance. Whole numbers below 2^53 in all: every sum is exact. O(n). */
import { greatestCommonDivisor } from "../../src/modelling/program/scale.ts";
import type { NumberPartitioningInstance } from "./schema.ts";

export function sumsOf({ numbers }: NumberPartitioningInstance, side: readonly number[]): [number, number] {
  const sums: [number, number] = [0, 0];
  for (const [i, value] of numbers.entries()) sums[side[i] === 1 ? 1 : 0] += value;
  return sums;
}

/**
 * No difference is less: all are congruent modulo 2 g, g the greatest common divisor, since moving a number changes them by twice it;
 * and the largest number outweighs the rest by so much.
 */
export function leastDifference({ numbers }: NumberPartitioningInstance): number {
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const unit = greatestCommonDivisor(numbers);
  const largest = numbers.reduce((most, value) => Math.max(most, value), 0);
  const odd = unit > 0 && (total / unit) % 2 === 1;
  return Math.max(odd ? unit : 0, largest - (total - largest));
}
