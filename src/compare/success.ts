/**
 * Time to solution: how long independent runs of one cell would have to be repeated until one of them has hit the target with 99 %
 * probability. With hits after t_1 .. t_h of n runs, TTS = min over cuts c of c ln(1 - 0.99) / ln(1 - p(c)), p(c) = share of runs that hit
 * by c (Ronnow et al. 2014, "Defining and detecting quantum speedup"). The cuts are those hit times by which half of the hits are in:
 * among many early cuts the luckiest would look better than it is. The same for seconds and for work.
 */
import { quantileSorted } from "simple-statistics";
import { createRandom } from "../random.ts";
import { ascending } from "./lists.ts";

const CONFIDENCE = 0.99;

/** A statistic of a sample that is given as sorted values and how often each is in it. */
export type Statistic = (sorted: readonly number[], times: ArrayLike<number>) => number;

/** Of reach times, Infinity for runs that missed; Infinity when none hit. One run after another, each cut where that is best. */
export const timeToSolution: Statistic = (sorted, times) => {
  let runs = 0;
  let hits = 0;
  for (let k = 0; k < sorted.length; k++) {
    runs += times[k];
    if (Number.isFinite(sorted[k])) hits += times[k];
  }
  let least = Number.POSITIVE_INFINITY;
  let soFar = 0;
  for (let k = 0; k < sorted.length && soFar < hits; k++) {
    soFar += times[k];
    if (2 * soFar < hits) continue;
    const share = soFar / runs;
    // Less than one run cannot be made.
    const repeats = share >= CONFIDENCE ? 1 : Math.max(1, Math.log(1 - CONFIDENCE) / Math.log(1 - share));
    least = Math.min(least, sorted[k] * repeats);
  }
  return least;
};

/** A statistic of values as they are. */
export const statisticOf = (statistic: Statistic, values: readonly number[]): number =>
  statistic(ascending(values), new Int32Array(values.length).fill(1));

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Draws of a bootstrap: the ends of 95 % intervals vary by a few per cent of their width. */
const DRAWS = 1000;

/**
 * 95 % percentile interval of a statistic over resampled values (Efron 1979). The stream depends on the seed alone. Infinite ends say
 * that resampling finds no limit. At least one value.
 */
export function bootstrap(values: readonly number[], statistic: Statistic, seed: number): Interval {
  const random = createRandom(seed);
  const sorted = ascending(values);
  const times = new Int32Array(sorted.length);
  const found = Array.from({ length: DRAWS }, () => {
    times.fill(0);
    for (let k = 0; k < times.length; k++) times[random.below(times.length)]++;
    return statistic(sorted, times);
  });
  const drawn = ascending(found);
  return { low: quantileSorted(drawn, 0.025), high: quantileSorted(drawn, 0.975) };
}
