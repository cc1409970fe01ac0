/**
 * Search over the labels of one-hot groups: a move gives one group another choice, so states never leave the structure (Potts spins).
 * The costs of all choices are kept: cost of a cell = its own bias + its couplings with what the other units have chosen, so a move
 * from cell a to cell b of a unit changes the energy by cost(b) - cost(a). Updates touch the neighbours of one unit only.
 *
 * Tabu (TabuCol: Hertz & de Werra 1987; tenures: Galinier & Hao 1999). A unit is discontent when its choice costs more than the least
 * that any of its choices could ever cost (its floor); in colouring these are the vertices in conflict. Each iteration draws one word r.
 * Among the cells of discontent units that are not tabu, or lead below the best energy, the one of least change counts; of equal ones the
 * one of least mix(cell, r), see mix.ts, then the lowest. The cell left stays tabu for the next r' + (share * min(discontent, cap) >>> 10)
 * iterations, r' = (((r >>> 6) & 1023) * spread) >>> 10. Where no cell may be chosen, the iteration passes without a move.
 *
 * Metropolis: unit u (in a circle) is proposed another choice, uniform by one word; uphill by d it is accepted when
 * d < temperature * (-ln of a second word, by a table of its upper 12 bits).
 */
import type { Random } from "../../random.ts";
import type { LabelSystem } from "./system.ts";

export interface LabelsRequest {
  /** Gives the session's generator its 128 bits: four words are drawn. */
  readonly random: Random;
  readonly memoryLimit?: number;
}

/** How long a cell that was left stays tabu. */
export interface LabelTenure {
  /** A random number below this one, from 1 to 1024, ... */
  readonly spread: number;
  /** ... and so many 1024ths of the number of discontent units, from 0 to 2^14, ... */
  readonly share: number;
  /** ... of which at most so many count, below 2^16. */
  readonly cap: number;
}

/** One search. It begins with every unit at its choice 0. Energies are whole units of the system, without its offset. */
export interface LabelsSession {
  readonly system: LabelSystem;
  readonly energy: number;
  /** Of the best state since `begin`. */
  readonly bestEnergy: number;
  /** Units whose choice costs more than their floor. */
  readonly discontent: number;
  /** The choice of every unit, length `system.units`. */
  read(into: Int32Array): void;
  readBest(into: Int32Array): void;
  /** Takes these choices and begins there. O(couplings). */
  assign(choices: Int32Array): void;
  /** Begins a search here: nothing is tabu, the best state is the current one. */
  begin(): void;
  /**
   * At most so many tabu iterations; returns how many were made. Fewer when the best state has not improved for `patience`
   * iterations, or when no unit is discontent. The search is the same in whatever slices it is asked for.
   */
  search(iterations: number, patience: number, tenure: LabelTenure): number;
  /** So many Metropolis proposals at a temperature in units; returns how many changed a label. To be followed by `begin`. */
  anneal(proposals: number, temperature: number): number;
}
