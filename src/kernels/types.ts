/**
 * The seam between solvers and the code that does the arithmetic. `reference` (plain TypeScript) is the oracle and the
 * fallback; faster twins implement the same interface and must agree with it bit for bit on integer models.
 */
import type { EnergyModel } from "../model/types.ts";
import type { Random } from "../random.ts";

/**
 * A plain state with its local fields, kept current under flips. Owns `values`.
 * Cost of a flip: O(stored couplings of the variable) for sparse and dense terms, O(groups) for rank-one and one-hot terms,
 * whose sums are kept and turned into fields when read.
 */
export interface Fields {
  readonly n: number;
  readonly values: Int8Array;
  /** Running energy: exact on integer models, else within rounding of recomputation (see `refresh`). */
  readonly energy: number;
  /** Local field h_i = (Wz)_i + b_i. */
  field(i: number): number;
  /** Change of energy if i flipped: -step_i h_i. */
  gain(i: number): number;
  /** Flips i and returns the change of energy. */
  flip(i: number): number;
  /** Recomputes fields and energy from the values: O(stored couplings). Removes rounding drift on real-valued models. */
  refresh(): void;
  /** Replaces all values and refreshes. */
  assign(values: ArrayLike<number>): void;
}

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
  /** At most so many ground states are listed; all are counted. */
  readonly listGroundStates: number;
  /** At most so many local minima are listed; null: do not look for them. */
  readonly listLocalMinima: number | null;
  /** Give the spectrum up beyond so many levels; null: do not keep it. */
  readonly spectrumLevels: number | null;
}

export interface LevelCount {
  readonly level: number;
  readonly count: number;
}

export interface LocalMinimum {
  readonly code: number;
  readonly level: number;
  /** No neighbour is as low. */
  readonly strict: boolean;
}

/** An enumeration under way. Counts and lists are of the states visited so far. */
export interface Enumeration {
  /** States to visit: 2^n, or 2^(n - 1) with `fixLast`. */
  readonly total: number;
  readonly visited: number;
  readonly lowestLevel: number;
  readonly lowestCode: number;
  /** Visits at least `states` more states (whole blocks), or what is left. */
  advance(states: number): void;
  groundStates(): { readonly count: number; readonly codes: readonly number[] };
  /** Null when not asked for. */
  localMinima(): {
    readonly count: number;
    readonly strictCount: number;
    readonly listed: readonly LocalMinimum[];
  } | null;
  /** Ascending. Null when not asked for, or given up for too many levels. */
  spectrum(): readonly LevelCount[] | null;
}

export interface Kernels {
  readonly id: "reference" | "wasm";
  fields(model: EnergyModel, values: ArrayLike<number>): Fields;
  /**
   * Metropolis proposals in index order, variables `from` (default 0) to `to` - 1 (default n), at inverse temperature beta.
   * Flip i when gain < 0; with probability 15/16 when gain = 0; with probability exp(-beta gain) when gain > 0. One random word for each
   * proposal with 0 <= beta * gain < 32 ln 2; beyond, it is refused without a draw, so beta = Infinity is a sweep of strict descent.
   * Returns the number of flips. `accepted` is called after each, if given.
   */
  metropolisSweep(
    fields: Fields,
    beta: number,
    random: Random,
    accepted: ((i: number) => void) | null,
    from?: number,
    to?: number,
  ): number;
  enumerate(task: EnumerationTask): Enumeration;
}
