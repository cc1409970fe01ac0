/** Random lists: few and many digits, zeros, equal numbers, a common divisor, one number above all others; and uniform ones. */
import type { InstanceKind } from "../../src/problem.ts";
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
const MOST_BITS = 53; // of the sum

/** From 1 to `most`, which may be more than 2^32. */
const below = (random: Random, most: number): number => 1 + Math.floor(random.uniform() * most);

export const kinds: readonly InstanceKind<NumberPartitioningInstance>[] = [
  {
    id: "uniform",
    title: "from 1 to 10^6: even splits of more than about 20 numbers are many",
    generate(random, size) {
      const numbers = Array.from({ length: size }, () => 1 + random.below(MOST));
      return { problem: "number-partitioning", name: `uniform-${size}`, numbers };
    },
  },
  {
    id: "critical",
    title: "as many bits as numbers, 53 in all at most: even splits are just about to vanish (Mertens 1998)",
    generate(random, size) {
      const most = 2 ** Math.max(1, Math.min(size, MOST_BITS - Math.ceil(Math.log2(size + 1))));
      const numbers = Array.from({ length: size }, () => below(random, most));
      return { problem: "number-partitioning", name: `critical-${size}`, numbers };
    },
  },
];
