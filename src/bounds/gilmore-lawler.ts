/**
 * The bound of Gilmore (1962) and Lawler (1963) for quadratic assignment, min over p of sum_ij f_ij d_p(i)p(j) + sum_i c_i p(i): with
 * i at k the row sum over j of f_ij d_k p(j) is at least the product of row i of F, ascending, with row k of D, descending (both
 * without their diagonals; any signs, one-way or not). A linear assignment over these n^2 numbers bounds the whole. O(n^3).
 */

import { createAssignmentSolver, provenAssignmentBound } from "../kernels/linear-assignment.ts";
import { whileYielding } from "../kernels/pauses.ts";
import type { Bound } from "../problem.ts";

/** min over permutations p of sum_ij f_ij d_p(i)p(j) + sum_i c_i p(i). */
export interface QuadraticAssignment {
  readonly n: number;
  /** Row-major n x n, diagonals included: f_ii d_kk is part of what i costs at k. */
  readonly flows: Float64Array;
  readonly distances: Float64Array;
  /** Row-major n x n, or null. */
  readonly costs: Float64Array | null;
}

/** Multiplications between pauses: about a millisecond. */
const PAUSE = 500_000;

/** Rounded downward where the numbers are no integers. @yields null after about a millisecond */
export function* gilmoreLawler(problem: QuadraticAssignment): Generator<Bound | null, number, void> {
  const { n, flows, distances } = problem;
  const byRows = yield* boundOfRows(problem, sortedRows(flows, n, false, 1), sortedRows(distances, n, false, -1));
  if (isSymmetric(flows, n) && isSymmetric(distances, n)) return byRows;
  const byColumns = yield* boundOfRows(problem, sortedRows(flows, n, true, 1), sortedRows(distances, n, true, -1));
  return Math.max(byRows, byColumns);
}

/** @param matrix row-major n x n. O(n^2). */
export function isSymmetric(matrix: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (matrix[i * n + j] !== matrix[j * n + i]) return false;
  return true;
}

/** Row i (or column i) without its diagonal, sorted; direction 1 is ascending. */
function sortedRows(matrix: Float64Array, n: number, columns: boolean, direction: 1 | -1): Float64Array[] {
  return Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n - 1);
    for (let j = 0, at = 0; j < n; j++) if (j !== i) row[at++] = matrix[columns ? j * n + i : i * n + j];
    row.sort();
    return direction === 1 ? row : row.reverse();
  });
}

function* boundOfRows(
  { n, flows, distances, costs }: QuadraticAssignment,
  ascending: readonly Float64Array[],
  descending: readonly Float64Array[],
): Generator<Bound | null, number, void> {
  const single = new Float64Array(n * n);
  for (let i = 0, at = 0, done = 0; i < n; i++) {
    for (let k = 0; k < n; k++, at++) {
      const own = costs === null ? 0 : costs[at];
      single[at] = leastProduct(ascending[i], descending[k], flows[i * n + i] * distances[k * n + k], own);
    }
    done += n * n;
    if (done < PAUSE) continue;
    done = 0;
    yield null;
  }
  const { columnDual } = yield* whileYielding(createAssignmentSolver(n).solving(single), null);
  return provenAssignmentBound(single, n, columnDual);
}

/**
 * The sum of own, diagonal and all products. Each of its n products and n + 1 additions is off by at most 2^-53 of the magnitudes
 * that meet there, so 2^-52 (n + 2) times their sum covers all; integers below 2^53 are exact.
 */
function leastProduct(ascending: Float64Array, descending: Float64Array, diagonal: number, own: number): number {
  let sum = own + diagonal;
  let magnitude = Math.abs(own) + Math.abs(diagonal);
  let integral = Number.isInteger(own) && Number.isInteger(diagonal);
  for (let j = 0; j < ascending.length; j++) {
    const product = ascending[j] * descending[j];
    sum += product;
    magnitude += Math.abs(product);
    if (!Number.isInteger(product)) integral = false;
  }
  return integral && magnitude < 2 ** 53 ? sum : sum - 2 ** -52 * (ascending.length + 3) * magnitude;
}
