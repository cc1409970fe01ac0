/**
 * Binary recall at zero temperature (Hopfield 1982) for many cues on one network: s_i <- sign(h_i), h_i = sum_j W_ij s_j + b_i, and a field of
 * zero keeps the value.
 *
 * The law of a decision, shared by all twins. Where all weights and biases are whole multiples of a common unit, up to the rounding of a
 * division (Hebb: k / n), the sign is that of the sum of whole numbers, without rounding. Elsewhere it is that of the sum in doubles,
 * b_i first, then W_ij s_j with j ascending. @see couplings.ts
 */

export interface RecallRequest {
  readonly size: number;
  /** W, row-major size x size, symmetric with zero diagonal, finite: others are refused. Kept by the session: do not write to it while it lives. */
  readonly weights: Float64Array;
  /** b, length size; null for none. Kept like the weights. */
  readonly biases: Float64Array | null;
  /** Bytes that the session may take. */
  readonly memoryLimit?: number;
}

export interface RecallRun {
  readonly count: number;
  /** Row-major count x size, -1 or +1. Copied as needed: do not write to it before the run ends. */
  readonly cues: Int8Array;
  /**
   * "cyclic": one spin after the other in order of index; at rest when a whole sweep changes nothing. "synchronous": all at once; at rest in a
   * fixed point or a cycle of two states (Goles 1985).
   */
  readonly order: "cyclic" | "synchronous";
  /** Sweeps, or synchronous steps, that a cue may take; at least 1. */
  readonly steps: number;
  /**
   * Whether `energies` are kept. On weights with a common unit they cost nothing and are exact; elsewhere a sweep then costs size^2 operations in doubles.
   */
  readonly energies?: boolean;
}

/** What became of one cue. */
export interface RecallOutcome {
  /** Where it ended, length size; of a cycle of two, the last state. */
  readonly state: Int8Array;
  /** Sweeps or steps made, the last one without a change included. */
  readonly steps: number;
  /** Spins that changed, summed over the steps. */
  readonly flips: number;
  readonly ending: "fixed-point" | "two-cycle" | "step-limit";
  /**
   * -1/2 s'Ws - b's at the cue and after each sweep; for synchronous steps L2 = -s(t)'W s(t-1) - b'(s(t) + s(t-1)) after each step, and before
   * them with s(0) for both. Empty unless asked for.
   */
  readonly energies: readonly number[];
}

/** One network. Runs one batch of cues after the other. What `begin` cannot take it refuses as "invalid-options". */
export interface RecallSession {
  readonly size: number;
  /** Whether decisions are those of whole numbers. */
  readonly whole: boolean;
  /** Begins a batch, in place of the one before. */
  begin(run: RecallRun): void;
  /** Does about `budget` nanoseconds of work; true when all cues are at rest or at their limit. Slices of any size give the same results. */
  advance(budget: number): boolean;
  /** Outcomes so far, in order of cues. */
  readonly outcomes: readonly RecallOutcome[];
}
