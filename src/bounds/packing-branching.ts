/**
 * The best selection under several capacities, by trying all that a Lagrangian dual leaves open: with multipliers lambda no selection is
 * worth more than L, and one that differs from the sign of the reduced value r_j loses |r_j| for each such item (Fisher 1981). Items of
 * large |r_j| are decided first, so what loses more than the gap to the incumbent is cut early. Time grows with two to the number of
 * items whose |r_j| is below the gap.
 */
import type { Dual, PackingRows } from "./packing-rows.ts";

/** Decisions between two yields: about a millisecond. */
const SLICE = 50_000;
const ROUNDING = 1e-9;

/** Returns the largest value of a selection, or of the incumbent. @param incumbent value of a known selection, or null */
export function* branchOnDual(
  { values, weights, capacities }: PackingRows,
  { bound, reduced }: Dual,
  incumbent: () => number | null,
): Generator<void, number, void> {
  const [n, m] = [values.length, capacities.length];
  const order = values.map((_, j) => j).sort((a, b) => Math.abs(reduced[b]) - Math.abs(reduced[a]) || a - b);
  const columns = order.map((j) => Float64Array.from(weights, (row) => row[j]));
  const room = Float64Array.from(capacities);
  const tried = new Uint8Array(n);
  const taken = new Uint8Array(n);
  const bounds = new Float64Array(n + 1).fill(bound);
  const whole = values.every(Number.isInteger);
  let best = Math.max(0, incumbent() ?? 0); // nothing taken is worth 0
  let decisions = 0;

  const beats = (most: number) =>
    whole ? Math.floor(most) > best : most > best + ROUNDING * Math.max(1, Math.abs(best));
  const shift = (k: number, sign: 1 | -1) => {
    taken[k] = sign === 1 ? 1 : 0;
    for (let r = 0; r < m; r++) room[r] -= sign * columns[k][r];
  };
  /** In the order of the items, as every sum of their values is made. */
  const worth = () => {
    const chosen = new Uint8Array(n);
    for (const [k, j] of order.entries()) chosen[j] = taken[k];
    return values.reduce((sum, value, j) => (chosen[j] === 1 ? sum + value : sum), 0);
  };
  const fits = (k: number) => {
    for (let r = 0; r < m; r++) if (columns[k][r] > room[r]) return false;
    return true;
  };
  for (let k = 0; k >= 0; ) {
    if (++decisions % SLICE === 0) {
      best = Math.max(best, incumbent() ?? 0);
      yield;
    }
    if (k === n) {
      best = Math.max(best, worth());
      k--;
      continue;
    }
    if (taken[k] === 1) shift(k, -1);
    if (tried[k] === 2) {
      tried[k--] = 0;
      continue;
    }
    const own = reduced[order[k]];
    const take = own > 0 === (tried[k]++ === 0);
    bounds[k + 1] = bounds[k] - (take === own > 0 ? 0 : Math.abs(own));
    if (!beats(bounds[k + 1]) || (take && !fits(k))) continue;
    if (take) shift(k, 1);
    k++;
  }
  return best;
}
