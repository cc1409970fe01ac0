/**
 * An assignment of least cost with the dual prices that prove it (Kuhn 1955; shortest augmenting paths: Jonker & Volgenant 1987), for
 * no more rows than columns: further rows that cost nothing take the columns left over. O(columns^3) at worst, 8 columns^2 bytes.
 */
import { createAssignmentSolver, provenAssignmentBound } from "../kernels/linear-assignment.ts";
import type { Bound } from "../problem.ts";

/** A cheapest assignment and the bound that its dual prices prove: its cost, but for rounding. */
export interface OptimalAssignment {
  /** The column of each row, length `rows`. */
  readonly columnOf: Int32Array;
  readonly bound: Bound;
}

/** Of sums of about as many terms as there are columns, beside their magnitude; what the proof takes off for rounding is half of it at most. */
const ROUNDING = 2 ** -48;
const PROOF = "assignment with dual prices (Jonker & Volgenant)";

/** @param cost Infinity for a forbidden pair @returns null when every assignment uses a forbidden pair */
export function optimalAssignment(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): OptimalAssignment | null {
  const costs = new Float64Array(columns * columns);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < columns; j++, k++) costs[k] = cost(i, j);
  const { value, columnOf, rowDual, columnDual } = createAssignmentSolver(columns).solve(costs);
  if (value === Number.POSITIVE_INFINITY) return null;
  let total = 0;
  for (let i = 0; i < rows; i++) total += costs[i * columns + columnOf[i]];
  let magnitude = 0;
  for (let i = 0; i < columns; i++) magnitude += Math.abs(rowDual[i]) + Math.abs(columnDual[i]);
  const proven = provenAssignmentBound(costs, columns, columnDual);
  // Sums of reals are what they are up to rounding: totals that differ by less are the same one.
  const same = total - proven <= ROUNDING * columns * magnitude;
  return { columnOf: columnOf.slice(0, rows), bound: { value: same ? total : proven, proof: PROOF } };
}
