/**
 * Friedman's test (Friedman 1937): k treatments ranked within each of b blocks; do all have the same chances? With R_j the sum of ranks of
 * treatment j, A the sum of all squared ranks and C = b k (k + 1)^2 / 4, the statistic T = (k - 1) sum_j (R_j - b (k + 1) / 2)^2 / (A - C)
 * becomes F = (b - 1) T / (b (k - 1) - T) with k - 1 and (b - 1)(k - 1) degrees of freedom (Iman & Davenport 1980), which also holds for
 * few blocks. Two treatments then are compared by t = |R_i - R_j| / sqrt(2 (b A - sum_j R_j^2) / ((b - 1)(k - 1))) (Conover 1999, 5.8).
 * Two treatments alone: the exact sign test, as which a signed-rank test of signs comes out. O(b k) beside the ranks.
 */
import { fisherTail, studentTails } from "./distributions.ts";
import { signedRank } from "./signed-rank.ts";

export interface Friedman {
  /** Of each treatment, over all blocks. */
  readonly rankSums: readonly number[];
  /** That all treatments have the same chances. */
  readonly p: number;
  /** That two of them have, by the test after the test. */
  between(i: number, j: number): number;
}

/** @param ranks blocks x treatments, from 1, ties sharing their mean rank; at least 2 blocks and 2 treatments */
export function friedman(ranks: readonly (readonly number[])[]): Friedman {
  const blocks = ranks.length;
  const treatments = ranks[0].length;
  const rankSums = ranks[0].map((_rank, j) => ranks.reduce((sum, row) => sum + row[j], 0));
  if (treatments === 2) {
    const { p } = signedRank(ranks.map(([one, other]) => Math.sign(one - other)));
    return { rankSums, p, between: () => p };
  }
  const squares = ranks.reduce((sum, row) => row.reduce((inner, rank) => inner + rank * rank, sum), 0);
  const spread = squares - (blocks * treatments * (treatments + 1) ** 2) / 4;
  if (spread <= 0) return { rankSums, p: 1, between: () => 1 }; // all ties
  const middle = (blocks * (treatments + 1)) / 2;
  const statistic = ((treatments - 1) * rankSums.reduce((sum, rank) => sum + (rank - middle) ** 2, 0)) / spread;
  const left = Math.max(0, blocks * (treatments - 1) - statistic);
  const freedom = (blocks - 1) * (treatments - 1);
  const ratio = left === 0 ? Number.POSITIVE_INFINITY : ((blocks - 1) * statistic) / left;
  const variance = (2 * Math.max(0, blocks * squares - rankSums.reduce((sum, rank) => sum + rank * rank, 0))) / freedom;
  return {
    rankSums,
    p: fisherTail(ratio, treatments - 1, freedom),
    between(i, j) {
      const distance = Math.abs(rankSums[i] - rankSums[j]);
      return distance === 0 ? 1 : studentTails(distance / Math.sqrt(variance), freedom);
    },
  };
}

/** Ranks from 1 within a block, ties sharing their mean rank. O(k^2). @param compare below 0 where the first is better */
export function meanRanks<T>(block: readonly T[], compare: (one: T, other: T) => number): number[] {
  return block.map((one) => {
    const signs = block.map((other) => Math.sign(compare(other, one)));
    const better = signs.filter((sign) => sign < 0).length;
    const tied = signs.filter((sign) => sign === 0).length;
    return better + (tied + 1) / 2;
  });
}
