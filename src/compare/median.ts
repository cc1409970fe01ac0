/**
 * The median and its 95 % interval by order statistics: whatever the distribution, the true median lies between the values of rank l and
 * n + 1 - l with the chance that a binomial (n, 1/2) lies in [l, n - l] (Thompson 1936). Exact up to EXACT values, then by the normal
 * approximation of that binomial.
 */
import { medianSorted } from "simple-statistics";
import { ascending } from "./lists.ts";

const EXACT = 1000;
const TAIL = 0.025;
const NORMAL = 1.959964;

export interface MedianEstimate {
  readonly value: number;
  /** Infinite where fewer than 6 values say nothing about it. */
  readonly low: number;
  readonly high: number;
}

/** Of at least one value. */
export function medianEstimate(values: readonly number[]): MedianEstimate {
  const sorted = ascending(values);
  const rank = lowerRank(sorted.length);
  const [low, high] = rank === 0 ? [-Infinity, Infinity] : [sorted[rank - 1], sorted[sorted.length - rank]];
  return { value: medianSorted(sorted), low, high };
}

/** Greatest l with P(binomial(n, 1/2) < l) <= TAIL; 0 when there is none above. */
function lowerRank(count: number): number {
  if (count > EXACT) return Math.floor((count + 1 - NORMAL * Math.sqrt(count)) / 2);
  let chance = 0.5 ** count;
  let below = 0;
  let rank = 0;
  while (below + chance <= TAIL) {
    below += chance;
    chance *= (count - rank) / (rank + 1);
    rank++;
  }
  return rank;
}
