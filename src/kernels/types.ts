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

export interface Kernels {
  readonly id: "reference" | "wasm";
  fields(model: EnergyModel, values: ArrayLike<number>): Fields;
  /**
   * One Metropolis sweep in index order at inverse temperature beta: flip i when gain <= 0 or with probability exp(-beta gain).
   * Draws one random number for each uphill proposal. Returns the number of flips. `accepted` is called after each, if given.
   */
  metropolisSweep(fields: Fields, beta: number, random: Random, accepted: ((i: number) => void) | null): number;
}
