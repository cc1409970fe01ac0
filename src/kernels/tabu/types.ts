/**
 * One-flip tabu search (Glover 1989; for binary quadratic programs Glover, Kochenberger & Alidaee 1998): always the best flip whose
 * variable is not tabu, uphill too; a flipped variable stays tabu for a while, unless flipping it back gives a new best state
 * (aspiration). Gains g_i = s_i h_i, the half of the change of energy in units, are kept current: O(row) an iteration.
 *
 * The law of a search, shared by all twins. Variables lie in blocks of 64. Each iteration draws one word r. Among the free
 * variables of least gain x the first one counts, blocks taken in a circle from block ((r >>> 16) * blocks) >>> 16 and places in a block
 * in a circle from r mod 64. A tabu variable whose gain is below x and leads below the best energy goes before it (least gain, then lowest
 * index). The flipped variable is tabu for the next `tenure` + ((((r >>> 6) & 1023) * spread) >>> 10) iterations.
 * Words come from xoshiro128** (Blackman & Vigna 2018). Where no variable may flip, the iteration passes without one.
 */
import type { Random } from "../../random.ts";

/** How many iterations a flipped variable stays tabu: `tenure` (0 or more) and a random addition of 0 to `spread` - 1 (1 or more). */
export interface Tenure {
  readonly tenure: number;
  readonly spread: number;
}

export interface TabuRequest extends Tenure {
  /** Gives the session's generator its 128 bits: four words are drawn. */
  readonly random: Random;
  /** Largest sum of tenure and spread that `begin` will be given, below 2^24; not needed when they never change. */
  readonly longest?: number;
  readonly memoryLimit?: number;
}

/** State, gains and tabu marks of one search. It begins at all spins -1 with nothing tabu. Energies are those of the model. */
export interface TabuSession {
  readonly n: number;
  /** Exact on integer systems. Others are searched on weights rounded to 2^-30 of their reach, and so is this energy. */
  readonly energy: number;
  /** Of the best state since `begin`. */
  readonly bestEnergy: number;
  /** The current spins, -1 or +1. */
  read(into: Int8Array): void;
  readBest(into: Int8Array): void;
  /**
   * Flips, in order of index, at most `most` of the variables that differ from `target`; returns how many. To be followed by `begin`:
   * tabu marks stay as they are, and states on the way are not compared with the best.
   */
  moveTo(target: Int8Array, most: number): number;
  /** Begins a search here: nothing is tabu, the best state is the current one. With another tenure from now on, if given. */
  begin(tenure?: Tenure): void;
  /** Only variables i with allowed[i] = 1 may flip from now on, and each once: `search` then walks. Ended by `begin`. */
  restrict(allowed: Uint8Array): void;
  /**
   * At most so many iterations; returns how many were made. Fewer when the best state has not improved for `patience` iterations,
   * or when a walk has no variable left. The search is the same in whatever slices it is asked for.
   */
  search(iterations: number, patience: number): number;
}
