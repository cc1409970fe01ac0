/**
 * Lagrangian dual of several capacities over one selection: max v'x, W x <= c, x in {0, 1}^n is at most
 *
 *     L(lambda) = lambda'c + sum_j max(0, v_j - lambda'w_j)    for every lambda >= 0,
 *
 * whose least value is the optimum of the linear relaxation (Fisher 1981). Subgradient steps (Held, Wolfe & Crowder 1974) with
 * rows scaled to capacity 1. O(entries) a step.
 *
 * kernels/rows/prices.ts has the same dual for sparse rows of any sign, whose steps carry momentum and end early, as a search between two
 * rounds wants them. It is no substitute: over the 7 instances of mknap1, the first 4 of mknapcb1 and the first 2 of mknapcb5 it left the
 * bound higher on 12 of 13, by 2.5 in the mean and 7.3 at most, and 20 % more decisions to try on the largest that was proved (mknap1/7).
 * Made to step as long as here it came within 0.1 on 10 of 13 (3.4 at worst), for 1.5 to 2 times the processor time.
 */
export interface PackingRows {
  readonly values: readonly number[];
  /** m rows of n numbers, 0 or more. */
  readonly weights: readonly (readonly number[])[];
  /** m numbers, 0 or more. */
  readonly capacities: readonly number[];
}

/** What the best multipliers so far prove. */
export interface Dual {
  /** Above the value of every selection; rounding added. */
  readonly bound: number;
  /** One a row, in value per weight. */
  readonly multipliers: Float64Array;
  /** v_j - lambda'w_j, one an item. */
  readonly reduced: Float64Array;
}

const ROUNDING = 1e-9; // upwards: the bound stays a bound
const STEPS = 3000;
const PATIENCE = 25;
const FIRST_STEP = 1;
const LAST_STEP = 1e-4;
/** Entries looked at between two yields: about a millisecond. */
const SLICE = 500_000;

/** Better and better multipliers. @param incumbent value of a known selection, or null: steps aim at it */
export function* lagrangianDual(rows: PackingRows, incumbent: () => number | null): Generator<Dual, Dual, void> {
  const { columns, scale, worth } = scaledColumns(rows);
  const [n, m] = [rows.values.length, rows.capacities.length];
  const lambda = new Float64Array(m);
  const gradient = new Float64Array(m);
  const reduced = new Float64Array(n);
  let best = evaluate();
  let kept = keep();
  let factor = FIRST_STEP;
  let idle = 0;
  let looked = 0;

  /** L at `lambda`; sets `reduced` and `gradient`. */
  function evaluate(): number {
    gradient.set(scale, 0);
    let value = 0;
    for (let r = 0; r < m; r++) {
      gradient[r] = scale[r] === 0 ? 0 : 1;
      value += lambda[r] * gradient[r];
    }
    for (let j = 0; j < n; j++) {
      let left = worth[j];
      for (let r = 0, k = j * m; r < m; r++) left -= lambda[r] * columns[k + r];
      reduced[j] = left;
      if (!(left > 0)) continue;
      value += left;
      for (let r = 0, k = j * m; r < m; r++) gradient[r] -= columns[k + r];
    }
    return value;
  }
  function keep(): Dual {
    const multipliers = lambda.map((value, r) => value * scale[r]);
    return { bound: best + ROUNDING * Math.max(1, Math.abs(best)), multipliers, reduced: reduced.slice() };
  }
  for (let step = 0; step < STEPS && factor > LAST_STEP; step++) {
    const norm = gradient.reduce((sum, g, r) => (lambda[r] === 0 && g > 0 ? sum : sum + g * g), 0);
    if (norm === 0) break;
    const aim = incumbent() ?? best / 2;
    const length = (factor * Math.max(best - aim, 1e-3 * Math.abs(best))) / norm;
    for (let r = 0; r < m; r++) lambda[r] = Math.max(0, lambda[r] - length * gradient[r]);
    const value = evaluate();
    if (value < best) {
      idle = value < best * (1 - 1e-6) ? 0 : idle + 1;
      best = value;
      kept = keep();
    } else idle++;
    if (idle >= PATIENCE) {
      factor /= 2;
      idle = 0;
    }
    looked += n * m;
    if (looked < SLICE) continue;
    looked = 0;
    yield kept;
  }
  yield kept;
  return kept;
}

/**
 * Weights column by column in shares of the capacities, `scale` = 1 / capacity, 0 for rows of capacity 0, and the values: 0 for items that
 * are heavier than a capacity, which no selection holds.
 */
function scaledColumns({ values, weights, capacities }: PackingRows) {
  const [n, m] = [values.length, capacities.length];
  const scale = Float64Array.from(capacities, (capacity) => (capacity > 0 ? 1 / capacity : 0));
  const columns = new Float64Array(n * m);
  const worth = Float64Array.from(values);
  for (let r = 0; r < m; r++) {
    for (let j = 0; j < n; j++) {
      columns[j * m + r] = weights[r][j] * scale[r];
      if (weights[r][j] > capacities[r]) worth[j] = Math.min(0, worth[j]);
    }
  }
  return { columns, scale, worth };
}
