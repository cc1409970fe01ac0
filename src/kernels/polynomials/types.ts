/**
 * Search over a polynomial of any degree by flips of single items: products of literals over bits, or of signs. What every flip would
 * change is kept: O(literals of the terms of the flipped item) a flip that makes or breaks them, less for clauses, where most terms only
 * count their false literals (make and break: Selman, Kautz & Cohen 1994; counters: Fukunaga 2004).
 *
 * The law, shared by all twins; words come from xoshiro128** (Blackman & Vigna 2018).
 *
 * Tabu (Glover 1989): each iteration draws one word r. Among the items that are not tabu, or lead below the best energy, the one of least
 * change counts, the first of equal ones in a circle from item floor(r n / 2^32). It stays tabu for the next
 * tenure + ((((r >>> 6) & 1023) * spread) >>> 10) iterations. Where no item may flip, the iteration passes without one.
 *
 * Walk (probSAT: Balint & Schoening 2012), where all coefficients are above 0 and terms are products of bits, so that a term of value 1 is a
 * clause that does not hold: word r draws the term floor(r m / 2^32) of the m such terms in the order of their list, which holds them as
 * they came, a leaving one replaced by the last; a second word draws one of its items with chances in proportion to
 * chances[min(63, floor(up scale + 1/2))], up the sum of the coefficients that its flip would bring in.
 *
 * Metropolis: item after item, in a circle, is proposed: down it flips; else one word r is drawn, and it flips when the change is below
 * temperature * (-ln of r, by a table of its upper 12 bits), or the change is 0 and r not a multiple of 16.
 */
import type { Random } from "../../random.ts";
import type { TermSystem } from "./system.ts";

export interface TermsRequest {
  /** Gives the session's generator its 128 bits: four words are drawn. */
  readonly random: Random;
  readonly memoryLimit?: number;
}

/** How many iterations a flipped item stays tabu: `tenure` (0 or more) and a random addition of 0 to `spread` - 1 (1 to 1024). */
export interface TermTenure {
  readonly tenure: number;
  readonly spread: number;
}

/** Which items a walk prefers. */
export interface WalkChances {
  /** Length 64, above 0. */
  readonly chances: Float64Array;
  readonly scale: number;
}

/** One search. It begins with every item 0. Energies are whole units of the system, without its constant. */
export interface TermsSession {
  readonly system: TermSystem;
  readonly energy: number;
  /** Of the best state since `begin`. */
  readonly bestEnergy: number;
  /** Terms over bits of value 1. */
  readonly active: number;
  /** Items flipped since the beginning. */
  readonly flips: number;
  /** The items, 0 or 1. */
  read(into: Int8Array): void;
  readBest(into: Int8Array): void;
  /** Takes these items and begins there. O(literals). */
  assign(items: ArrayLike<number>): void;
  /** Begins a search here: nothing is tabu, the best state is the current one. */
  begin(): void;
  /**
   * At most so many tabu iterations; returns how many were made. Fewer when the best state has not improved for `patience` iterations.
   * The search is the same in whatever slices it is asked for.
   */
  search(iterations: number, patience: number, tenure: TermTenure): number;
  /** At most so many flips of a walk; returns how many were made. Fewer when no term is active, or as with `search`. */
  walk(flips: number, patience: number, chances: WalkChances): number;
  /** So many Metropolis proposals at a temperature in units; returns how many flipped. */
  anneal(proposals: number, temperature: number): number;
}
