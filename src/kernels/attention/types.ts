/**
 * Softmax retrieval (Ramsauer et al. 2020, "Hopfield networks is all you need") for many queries on one memory: with patterns x_mu,
 * scores a_mu = beta x_mu . q, out = sum_mu p_mu x_mu, p = softmax(a), and lse = (1 / beta) ln sum_mu exp(a_mu). One step of a modern
 * Hopfield network, which is attention with the patterns as keys and values.
 *
 * Patterns whose weight is below 2^-53 / count of the largest are left out of `out` and `lse`: all of them together change an entry of `out` by less
 * than 2^-52 max |x|, and lse by less than 2^-53 / beta. What remains is rounding, so both agree with the formulas to about 1e-12 of max |x| and of the scores.
 */

export interface AttentionRequest {
  readonly count: number;
  readonly size: number;
  /** X, row-major count x size; count and size at least 1. Int8Array: every value -1 or +1. Copied. */
  readonly patterns: Float64Array | Int8Array;
  /** Bytes that the session may take. */
  readonly memoryLimit?: number;
}

export interface AttentionRun {
  readonly count: number;
  /** Row-major count x size, finite. Do not write to it before the run ends. */
  readonly queries: Float64Array | Int8Array;
  /** Inverse temperature, above 0. */
  readonly beta: number;
  /** Row-major count x size: written. May be the queries themselves. */
  readonly out: Float64Array;
  /** Length count: written. */
  readonly lse: Float64Array;
}

/** One memory. Runs one batch of queries after the other. */
export interface AttentionSession {
  readonly count: number;
  readonly size: number;
  /** Begins a batch, in place of the one before. */
  begin(run: AttentionRun): void;
  /** Does about `budget` nanoseconds of work; true when all queries are answered. Slices of any size give the same results. */
  advance(budget: number): boolean;
  /** Queries answered. */
  readonly done: number;
}
