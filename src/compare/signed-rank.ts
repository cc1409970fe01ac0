/**
 * Wilcoxon's signed-rank test (Wilcoxon 1945) of paired differences, two-sided: is the distribution symmetric about 0? Differences of 0 are
 * left out, equal sizes share their mean rank. The exact distribution given the ranks (all 2^n signs equally likely, Streitberg & Roehmel
 * 1986) up to EXACT pairs, beyond that the normal approximation with the variance of the ranks themselves, which ties lower.
 */
import { errorFunction } from "simple-statistics";

const EXACT = 100;

export interface SignedRank {
  /** Differences that are not 0. */
  readonly pairs: number;
  /** Sum of the ranks of positive differences; n (n + 1) / 4 where nothing is to be told. */
  readonly statistic: number;
  /** Probability of a statistic as far from its middle, or farther, when signs mean nothing; 1 without pairs. */
  readonly p: number;
}

/** Differences may be infinite: those share the highest rank. */
export function signedRank(differences: readonly number[]): SignedRank {
  const given = differences.filter((difference) => difference !== 0 && !Number.isNaN(difference));
  if (given.length === 0) return { pairs: 0, statistic: 0, p: 1 };
  const ranks = doubledRanks(given.map(Math.abs));
  const positive = given.reduce((sum, difference, k) => (difference > 0 ? sum + ranks[k] : sum), 0);
  const p = given.length <= EXACT ? exactP(ranks, positive) : normalP(ranks, positive);
  return { pairs: given.length, statistic: positive / 2, p };
}

/** Twice the mean rank of each size, ranks from 1: whole numbers. */
function doubledRanks(sizes: readonly number[]): number[] {
  const order = sizes.map((_size, k) => k).sort((a, b) => (sizes[a] < sizes[b] ? -1 : sizes[a] > sizes[b] ? 1 : 0));
  const ranks = new Array<number>(sizes.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && sizes[order[to]] === sizes[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = from + 1 + to;
    from = to;
  }
  return ranks;
}

/**
 * By the distribution of the sum over all signs, built rank by rank, as far as the nearer tail reaches: O(n * tail). Without ties all doubled
 * ranks are even, and halves do.
 */
function exactP(doubled: readonly number[], twice: number): number {
  const unit = doubled.every((rank) => rank % 2 === 0) ? 2 : 1;
  const ranks = doubled.map((rank) => rank / unit);
  const positive = twice / unit;
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const tail = Math.min(positive, total - positive);
  const chance = new Float64Array(tail + 1);
  chance[0] = 0.5 ** ranks.length; // of every single choice of signs
  let reach = 0;
  for (const rank of ranks) {
    reach = Math.min(tail, reach + rank);
    for (let sum = reach; sum >= rank; sum--) chance[sum] += chance[sum - rank];
  }
  return Math.min(1, 2 * chance.reduce((sum, share) => sum + share, 0));
}

/** One doubled rank counts half a unit as continuity correction. */
function normalP(ranks: readonly number[], positive: number): number {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const deviation = Math.sqrt(ranks.reduce((sum, rank) => sum + rank * rank, 0)) / 2;
  const z = Math.max(0, Math.abs(positive - total / 2) - 1) / deviation;
  return Math.min(1, 1 - errorFunction(z / Math.SQRT2));
}

/**
 * Holm's step-down correction (Holm 1979): p values such that rejecting those up to alpha keeps the chance of any false rejection at alpha,
 * however the tests depend on each other. In the order given.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_value, k) => k).sort((a, b) => values[a] - values[b]);
  const corrected = new Array<number>(values.length);
  let running = 0;
  order.forEach((place, k) => {
    running = Math.max(running, Math.min(1, (values.length - k) * values[place]));
    corrected[place] = running;
  });
  return corrected;
}
