/**
 * Search over items under inequalities, one flip at a time. Where all rows hold, the next flip is the one that lowers the objective most
 * for what it takes of the rows, at the rows' prices. Where some row does not, it is the one that repairs most, weights counted, for what
 * it costs, among the items of one broken row, as long as the objective stays below the best known; where there is none, the objective is
 * lowered on. Rows that stay broken gain weight once something is known. An item rests for a few flips after its own; ties go to the item
 * that has waited longest.
 *
 *     violation V(x) = sum_r w_r u_r max(0, load_r - bound_r)       score_j = V(flip j) - V       delta_j = f(flip j) - f
 *
 * w_r grows by 1 for rows that stay violated, u_r is 1 / mean |a| of the row. Beside its score counts, by a small share, what an item
 * weighs in the rows that hold at their given prices.
 */
import type { Random } from "../../random.ts";
import type { RowSystem } from "./system.ts";

export interface RowRequest {
  /** Four words are drawn. */
  readonly random: Random;
  readonly memoryLimit?: number;
  /** What a unit of each row is worth, in any unit; left out: rows are alike. */
  readonly rowPrices?: ArrayLike<number>;
}

export interface RowSession {
  readonly system: RowSystem;
  /** The values now: live, not to be written to. */
  readonly value: Int8Array;
  /** Rows that do not hold. */
  readonly violations: number;
  /** The objective of the values now, without the model's offset. */
  readonly objective: number;
  /** Lowest objective of values that keep all rows, or what was aimed below; Infinity before there is either. */
  readonly bestObjective: number;
  /** Whether some values were better than what was aimed below. */
  readonly improved: boolean;
  /** Items and entries of rows looked at since the session began. */
  readonly looked: number;
  /** Flips since the last better values, or since the restart. */
  readonly quiet: number;
  /** No flip lowers the objective, which is a sum of what single items cost, and all rows hold: nothing is better. */
  readonly ideal: boolean;
  /** Takes these values (the first `items` of them), with all weights at 1. O(entries). */
  restart(values: ArrayLike<number>): void;
  /** Only values below this objective count as better from now on. */
  aim(objective: number): void;
  /**
   * Goes on for so many flips and until about so much more was looked at; less when `quiet` reaches the patience or nothing can be
   * better. Returns the flips made.
   */
  search(flips: number, looks: number, patience: number): number;
  /** The best values; only where `improved`. */
  readBest(into: Int8Array): void;
}
