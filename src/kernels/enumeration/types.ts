/** What enumeration is asked, and what it gives. All implementations give the same, whatever their order of visiting. */

/**
 * What to enumerate: the 2^n states x of E(x) = -sum_i b_i x_i - sum_{i<j} w_ij x_i x_j over bits, all numbers whole and sums of
 * magnitudes below 2^52, so that energies ("levels") are exact. A state is written as its code sum_i x_i 2^i.
 */
export interface EnumerationTask {
  readonly n: number;
  /** Row-major n x n, symmetric, zero diagonal. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  /** True: bit n - 1 stays 0 (the other half is the mirror image), but flips of it count for local minima. */
  readonly fixLast: boolean;
  /** Levels that differ by at most this much are equal: 0 for whole models, the rounding bound of scaled real ones. */
  readonly band: number;
  /** At most so many ground states are listed: the lowest, of equal ones those of the smallest codes. All are counted. */
  readonly listGroundStates: number;
  /** At most so many local minima are listed: the lowest, of equal ones those of the smallest codes. null: do not look for them. */
  readonly listLocalMinima: number | null;
  /** Give the spectrum up beyond so many levels; null: do not keep it. */
  readonly spectrumLevels: number | null;
}

export interface LevelCount {
  readonly level: number;
  readonly count: number;
}

export interface ListedState {
  readonly code: number;
  readonly level: number;
  /** A local minimum that no neighbour is as low as. False for ground states. */
  readonly strict: boolean;
}

/** An enumeration under way. Counts and lists are of the states visited so far. */
export interface Enumeration {
  /** States to visit: 2^n, or 2^(n - 1) with `fixLast`. */
  readonly total: number;
  readonly visited: number;
  /** Of states visited so far; if local minima are looked for, perhaps not of all of them before the end. */
  readonly lowestLevel: number;
  /** The smallest code of that level. */
  readonly lowestCode: number;
  /** States that are visited in about a millisecond. */
  readonly pace: number;
  /** Visits at least `states` more states (whole blocks of 1024), or what is left. */
  advance(states: number): void;
  /** Codes ascending. */
  groundStates(): { readonly count: number; readonly codes: readonly number[] };
  /** Null when not asked for. */
  localMinima(): {
    readonly count: number;
    readonly strictCount: number;
    /** By level, then by code. */
    readonly listed: readonly ListedState[];
  } | null;
  /** Ascending. Null when not asked for, or given up for too many levels. */
  spectrum(): readonly LevelCount[] | null;
}
