/** What the numbers of an instance mean: whole sizes, and how many bins may be used. */
import { wholeNumbers } from "../../src/modelling/decimals.ts";
import { binsUsed, firstFitDecreasing, type Packing } from "../../src/modelling/packing/fits.ts";
import type { BinPackingInstance } from "./schema.ts";

/** Sizes and capacity as whole numbers, number * multiplier; the instance has passed its checks. O(n). */
export function packingOf({ sizes, capacity }: BinPackingInstance): Packing & { readonly multiplier: number } {
  const { values, multiplier } = wholeNumbers([...sizes, capacity])!;
  return { sizes: values.slice(0, -1), capacity: values[values.length - 1], multiplier };
}

/** The bins given; else those of first fit decreasing, which are enough. O(n log n). */
export function mostBins(instance: BinPackingInstance): number {
  return instance.bins ?? binsUsed(firstFitDecreasing(packingOf(instance)));
}
