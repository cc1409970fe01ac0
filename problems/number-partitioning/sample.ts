/** Random lists: few and many digits, zeros, equal numbers, a common divisor, one number above all others; and uniform ones. */
import type { Random } from "../../src/random.ts";
import type { NumberPartitioningInstance } from "./schema.ts";

export function sampleNumberPartitioning(random: Random, size: number): NumberPartitioningInstance {
  const n = Math.max(1, Math.floor(size));
  const most = [2, 10, 1000, 1e9][random.below(4)];
  const unit = [1, 1, 3, 10][random.below(4)];
  const numbers = Array.from({ length: n }, () => unit * random.below(most));
  if (random.below(6) === 0) numbers[random.below(n)] = unit * most * n;
  const names = random.below(4) === 0 ? { names: numbers.map((_, i) => `parcel ${i + 1}`) } : {};
  return { problem: "number-partitioning", ...names, numbers };
}

const MOST = 1_000_000;

/** Uniform from 1 to 10^6: up to about 20 numbers are hard to split evenly, and many more have very many even splits. */
export function generateNumberPartitioning(random: Random, size: number): NumberPartitioningInstance {
  const numbers = Array.from({ length: size }, () => 1 + random.below(MOST));
  return { problem: "number-partitioning", name: `uniform-${size}`, numbers };
}
