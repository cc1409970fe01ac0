/**
 * Prices of rows by the Lagrangian dual (Held, Wolfe & Crowder 1974; Beasley 1990 and Caprara, Fischetti & Toth 1999 for set covering):
 * for prices u >= 0
 *
 *     L(u) = sum_j min(0, r_j) - sum_r u_r b_r,      r_j = c_j + sum_r u_r a_rj,
 *
 * is at most the objective of any x with A x <= b, and an x with x_j = 1 costs at least L + r_j where r_j > 0, one with x_j = 0 at least
 * L - r_j where r_j < 0. Subgradient steps along A x - b raise L towards the bound of the linear relaxation. A step is O(entries).
 */
import type { PlainRows, RowSystem } from "./system.ts";

export interface RowPrices {
  /** Best L so far less what rounding may have added, -Infinity before the first step. Without the model's offset. */
  readonly bound: number;
  /** The best prices, one a row. */
  readonly prices: Float64Array;
  /** Reduced costs at the best prices. */
  readonly reduced: Float64Array;
  /** Steps made. */
  readonly steps: number;
  /** Steps have become too short to matter. */
  readonly converged: boolean;
  /** One step. @param upper objective of known values, or Infinity */
  step(upper: number): void;
}

const FIRST_STEP = 1;
const LAST_STEP = 0.002;
/** Steps without a better bound, after which they are halved. */
const STALLED = 15;
/** Where nothing is known, the optimum is taken to be so far above the bound. */
const GUESS = 0.05;
/** Share of the direction before: zigzags cancel (Camerini, Fratta & Maffioli 1975). */
const MOMENTUM = 0.5;

type System = PlainRows & Pick<RowSystem, "rows" | "columnStart" | "rowOf" | "rowValue">;

/** O(entries). The objective is linear. */
export function createPrices(system: System): RowPrices {
  const { items, rows, columnStart, rowOf, rowValue, bound: right, cost } = system;
  const price = firstPrices(system);
  const best = price.slice();
  const reduced = new Float64Array(items);
  const now = new Float64Array(items);
  const excess = new Float64Array(rows);
  const direction = new Float64Array(rows);
  let bound = Number.NEGATIVE_INFINITY;
  let length = FIRST_STEP;
  let stalled = 0;
  let steps = 0;

  /** L at the prices; `now` and `excess` follow. */
  function relax(): number {
    let value = 0;
    let magnitude = 0;
    for (let r = 0; r < rows; r++) {
      excess[r] = -right[r];
      value -= price[r] * right[r];
      magnitude += price[r] * Math.abs(right[r]);
    }
    for (let j = 0; j < items; j++) {
      let sum = cost[j];
      for (let k = columnStart[j]; k < columnStart[j + 1]; k++) sum += price[rowOf[k]] * rowValue[k];
      now[j] = sum;
      magnitude += Math.abs(sum);
      if (!(sum < 0)) continue;
      value += sum;
      for (let k = columnStart[j]; k < columnStart[j + 1]; k++) excess[rowOf[k]] += rowValue[k];
    }
    return value - ROUNDING * (items + rows + rowOf.length) * (magnitude + costs);
  }
  /** Squared length of the next direction, as far as prices can follow it. @param kept share of the direction before */
  function turn(kept: number): number {
    let norm = 0;
    for (let r = 0; r < rows; r++) {
      direction[r] = (1 - kept) * excess[r] + kept * direction[r];
      if (price[r] > 0 || direction[r] > 0) norm += direction[r] * direction[r];
    }
    return norm;
  }
  const costs = cost.reduce((sum, c) => sum + Math.abs(c), 0);

  return {
    get bound() {
      return bound;
    },
    prices: best,
    reduced,
    get steps() {
      return steps;
    },
    get converged() {
      return length < LAST_STEP;
    },
    step(upper) {
      const value = relax();
      steps++;
      if (value > bound) {
        if (value - bound > SMALL * Math.abs(value)) stalled = 0;
        bound = value;
        best.set(price);
        reduced.set(now);
      } else if (++stalled >= STALLED) {
        stalled = 0;
        length /= 2;
        price.set(best);
        direction.fill(0);
        return;
      }
      const norm = turn(MOMENTUM) || turn(0); // steps before may hold back all prices that the excess alone would move
      if (norm === 0) {
        length = 0; // all rows hold, and those with a price to the full: this is the optimum of the relaxation
        return;
      }
      const aim = Number.isFinite(upper) ? upper : bound + GUESS * Math.abs(bound) + Number.MIN_VALUE;
      const stride = (length * Math.max(aim - value, SMALL * Math.abs(aim))) / norm;
      for (let r = 0; r < rows; r++) price[r] = Math.max(0, price[r] + stride * direction[r]);
    },
  };
}

const ROUNDING = 2 ** -52;
const SMALL = 1e-5;

/** The least that an item asks for each unit that it gives to a row, all its rows paying alike. */
function firstPrices({ items, rows, columnStart, rowOf, rowValue, cost }: System): Float64Array {
  const price = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  for (let j = 0; j < items; j++) {
    const sign = cost[j] > 0 ? -1 : 1; // taking it, or leaving it out, is what rows pay for
    let given = 0;
    for (let k = columnStart[j]; k < columnStart[j + 1]; k++) given += Math.max(0, sign * rowValue[k]);
    if (given === 0) continue;
    for (let k = columnStart[j]; k < columnStart[j + 1]; k++) {
      if (sign * rowValue[k] > 0) price[rowOf[k]] = Math.min(price[rowOf[k]], Math.abs(cost[j]) / given);
    }
  }
  return price.map((value) => (Number.isFinite(value) ? value : 0));
}
