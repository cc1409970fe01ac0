/**
 * Bounds from the portfolio without limits but those of single assets, in any fractions: minimise f(x) = a x'Cx - m'x over sum x = 1, 0 <= x <= most / B
 * by conditional gradients (Frank & Wolfe 1956). For convex f every step proves f(x) + f'(x) (s - x), s the best corner. Only where C is positive
 * semidefinite (a Cholesky factor exists). O(assets^2) a step.
 */
import type { Bound } from "../../src/problem.ts";
import { mostOf, type PortfolioInstance } from "./schema.ts";

const MOST_STEPS = 5000;
const FEW_STEPS = 200;
const STEPS_A_SLICE = 8;
const CLOSE = 1e-9; // of the bound to the relaxation: no more can be proved
const ROUNDING = 1e-10; // of the magnitude of f: downwards, so that the bound stays one
const PIVOT = 1e-12; // of the largest variance: pivots this far below 0 are rounding

export function* portfolioBounds(instance: PortfolioInstance): Generator<Bound | null, void, void> {
  if (!isConvex(instance)) return;
  yield null;
  const limit = limitsOf(instance);
  let best: Bound | null = null;
  let step = 0;
  for (const value of conditionalGradients(instance, (slope) => bestCorner(limit, slope), MOST_STEPS)) {
    if (best === null || value > best.value) best = { value, proof: "continuous relaxation (Frank-Wolfe)" };
    if (step++ % STEPS_A_SLICE === 0) yield best;
  }
  yield best;
}

/** What no holdings can cost less than, the budget left aside: every asset from nothing to its most. Null where C may be indefinite. */
export function leastOfAll(instance: PortfolioInstance): number | null {
  if (!isConvex(instance)) return null;
  const limit = limitsOf(instance);
  const corner = (slope: Float64Array) => limit.map((most, i) => (slope[i] < 0 ? most : 0));
  let best = Number.NEGATIVE_INFINITY;
  for (const value of conditionalGradients(instance, corner, FEW_STEPS)) best = Math.max(best, value);
  return best;
}

const limitsOf = (instance: PortfolioInstance): Float64Array =>
  Float64Array.from(instance.expected, (_, i) => mostOf(instance, i) / instance.units);

const isConvex = ({ riskAversion, covariance }: PortfolioInstance): boolean =>
  riskAversion === 0 || isSemidefinite(covariance);

/** @param corner the point of the set that minimises slope' x; yields what each step proves */
function* conditionalGradients(
  { expected, covariance, riskAversion }: PortfolioInstance,
  corner: (slope: Float64Array) => Float64Array,
  steps: number,
): Generator<number, void, void> {
  const variance = (x: Float64Array) => Float64Array.from(covariance, (row) => dot(row, x));
  const magnitude = expected.reduce((most, m, i) => Math.max(most, Math.abs(m) + riskAversion * covariance[i][i]), 0);
  let x = corner(Float64Array.from(expected, (m, i) => riskAversion * covariance[i][i] - m));
  for (let step = 0; step < steps; step++) {
    const weighted = variance(x);
    const slope = Float64Array.from(expected, (m, i) => 2 * riskAversion * weighted[i] - m);
    const towards = corner(slope).map((s, i) => s - x[i]);
    const descent = -dot(slope, towards);
    const value = riskAversion * dot(weighted, x) - dot(expected, x);
    yield value - descent - ROUNDING * magnitude * Math.max(1, x.reduce((sum, own) => sum + own, 0) ** 2);
    if (descent <= CLOSE * magnitude) return;
    const curvature = riskAversion * dot(variance(towards), towards);
    const length = curvature > 0 ? Math.min(1, descent / (2 * curvature)) : 1;
    x = x.map((own, i) => own + length * towards[i]);
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The point of least slope' x: assets in order of their slope, each up to its limit. */
function bestCorner(limit: Float64Array, slope: Float64Array): Float64Array {
  const corner = new Float64Array(limit.length);
  let left = 1;
  for (const i of Array.from(slope.keys()).sort((a, b) => slope[a] - slope[b])) {
    corner[i] = Math.min(left, limit[i]);
    left -= corner[i];
    if (left <= 0) break;
  }
  return corner;
}

/** Whether a Cholesky factor exists, up to rounding. O(n^3). */
function isSemidefinite(matrix: readonly (readonly number[])[]): boolean {
  const n = matrix.length;
  const slack = PIVOT * matrix.reduce((most, row, i) => Math.max(most, row[i]), 0) * n;
  const rows = matrix.map((row) => Float64Array.from(row));
  for (let k = 0; k < n; k++) {
    const pivot = rows[k][k];
    if (pivot < -slack) return false;
    if (pivot <= slack) {
      for (let i = k + 1; i < n; i++)
        if (Math.abs(rows[i][k]) > Math.sqrt(slack) * Math.sqrt(Math.max(0, rows[i][i]) + slack)) return false;
      continue;
    }
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / pivot;
      if (factor !== 0) for (let j = k + 1; j < n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  return true;
}
