/** Random bin packings: whole and decimal sizes, empty items, items that fill a bin, bins given, too few of them; and Falkenauer's kind. */
import type { Random } from "../../src/random.ts";
import type { BinPackingInstance } from "./schema.ts";

export function sampleBinPacking(random: Random, size: number): BinPackingInstance {
  const n = Math.max(1, Math.floor(size));
  const capacity = 1 + random.below(n > 3 ? 2 : 4);
  const unit = [1, 1, 1, 0.25, 0.1][random.below(5)];
  // Of many small items few bins are needed, and models stay small.
  const most = n > 3 ? Math.max(1, Math.ceil(capacity / 2)) : capacity;
  const counts = Array.from({ length: n }, () => random.below(most + 1));
  const sizes = counts.map((count) => decimal(count, unit));
  const names = random.below(4) === 0 ? { names: sizes.map((_, item) => `parcel ${item + 1}`) } : {};
  const least = Math.max(1, Math.ceil(counts.reduce((sum, count) => sum + count, 0) / capacity));
  const bins = random.below(3) === 0 ? { bins: least + random.below(2) } : {};
  return { problem: "bin-packing", ...names, sizes, capacity: decimal(capacity, unit), ...bins };
}

/** 3 * 0.1 as it is written. */
const decimal = (count: number, unit: number): number => Math.round(count * unit * 100) / 100;

const CAPACITY = 150;
const [SMALLEST, LARGEST] = [20, 100];

/** Falkenauer 1996, class u: sizes from 20 to 100, bins of 150. */
export function generateBinPacking(random: Random, size: number): BinPackingInstance {
  const sizes = Array.from({ length: size }, () => SMALLEST + random.below(LARGEST - SMALLEST + 1));
  return { problem: "bin-packing", name: `uniform-${size}`, sizes, capacity: CAPACITY };
}
