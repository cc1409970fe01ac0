/** What a recall dynamics is: a memory and cues in, one trajectory a cue out. */
import type { TSchema } from "typebox";
import type { Kernels } from "../../kernels/types.ts";
import type { EnergyModel } from "../../model/types.ts";
import type { Random } from "../../random.ts";
import type { Findings } from "../../solver.ts";
import type { Patterns } from "../patterns.ts";

/** Stored patterns, and the couplings that a rule has learned from them. */
export interface Memory {
  readonly patterns: Patterns;
  /** Row-major size x size, symmetric, zero diagonal; null for memories that work on the patterns themselves. */
  readonly weights: Float64Array | null;
  /** The same couplings as an energy over spins; null with them. */
  readonly model: EnergyModel | null;
}

/** Cues: `count` vectors of -1, +1, or 0 where nothing is known. */
export interface Cues {
  readonly count: number;
  readonly size: number;
  /** Row-major count x size. */
  readonly values: Int8Array;
  /** Number of the first cue where these are part of a longer list, default 0: what is drawn for a cue hangs on its number. */
  readonly first?: number;
}

/** What became of one cue. */
export interface Trajectory {
  /** Signs at the end, length size, -1/+1. */
  readonly state: Int8Array;
  /** Graded activities at the end where the dynamics has them, length size; else null. */
  readonly activity: Float64Array | null;
  /** Sweeps, synchronous steps or integrator steps until rest. */
  readonly steps: number;
  readonly ending: "fixed-point" | "two-cycle" | "step-limit";
  /** The dynamics' own Lyapunov function at the start and after each step; for synchronous binary steps L2 (see MATH 2). */
  readonly energies: readonly number[];
}

/** Recomputes energies independently and reports the first rise. */
export interface RecallVerification {
  /** Accepted moves, or steps where all variables move at once. */
  readonly moves: number;
  readonly rises: number;
  /** Moves after which the dynamics' own energy is not the recomputed one. */
  readonly mismatches: number;
  /** The first rise or mismatch: cue, move, state digest, size. Null when there was none. */
  readonly first: string | null;
}

/** What dynamics may use. */
export interface RecallContext {
  readonly random: Random;
  readonly kernels: Kernels;
  readonly memoryLimit: number;
  /** Whether every move is recomputed: slow. */
  readonly verify: boolean;
}

/** Where the cues led. */
export interface Recalled {
  readonly trajectories: readonly Trajectory[];
  readonly verification: RecallVerification | null;
  /** What the dynamics chose where its options left the choice to it, by the options' names: { beta: 12.5 }. JSON-ready. */
  readonly findings?: Findings;
}

/** How the state of a network moves from a cue: a generator in slices, without a clock. */
export interface Dynamics<O extends object = object> {
  readonly id: string;
  readonly title: string;
  /** One paragraph: the update, its Lyapunov function, when to choose it. */
  readonly summary: string;
  readonly sources: readonly string[];
  /** Learned couplings, or the patterns themselves. */
  readonly needs: "weights" | "patterns";
  readonly optionsSchema: TSchema;
  readonly defaults: O;
  /** Yields the number of cues done after slices of work; same seed, same bits. @throws {MemoryError} */
  recall(memory: Memory, cues: Cues, options: O, context: RecallContext): Generator<number, Recalled, void>;
}
