/** Square matrices of instances: what a schema cannot say about them, their narrowest storage as a factor, and costs at the ends of a path. */
import type { Biases, Factor, Values } from "../model/index.ts";
import type { Complaint } from "../problem.ts";

/** A matrix as instances state it, row by row. */
export type Rows = readonly (readonly number[])[];

const MOST_COMPLAINTS = 20;

/** What numbers may stand in a matrix or a list. */
export interface Allowed {
  readonly least: number;
  readonly most: number;
  /** In words: "a number from 0 to 1e100". */
  readonly expected: string;
}

/** As many entries a row as rows, all of them allowed. `path` is the property that holds the matrix. At most 20 complaints. O(n^2). */
export function checkSquare(rows: Rows, path: string, allowed: Allowed): Complaint[] {
  const n = rows.length;
  const complaints: Complaint[] = [];
  for (let i = 0; i < n && complaints.length < MOST_COMPLAINTS; i++) {
    complaints.push(...checkNumbers(rows[i], n, `${path}[${i}]`, allowed));
  }
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** n numbers, all of them allowed. At most 20 complaints. O(n). */
export function checkNumbers(values: readonly number[], n: number, path: string, allowed: Allowed): Complaint[] {
  const complaints: Complaint[] = [];
  if (values.length !== n) complaints.push({ path, found: `${values.length} numbers`, expected: `${n} numbers` });
  for (let j = 0; j < values.length && complaints.length < MOST_COMPLAINTS; j++) {
    if (values[j] >= allowed.least && values[j] <= allowed.most) continue;
    complaints.push({ path: `${path}[${j}]`, found: String(values[j]), expected: allowed.expected });
  }
  return complaints;
}

/** The matrix entry(i, j) of order n in the narrowest array that holds it exactly; its symmetry is that of the numbers. O(n^2). */
export function matrixFactor(n: number, entry: (i: number, j: number) => number): Factor & { kind: "dense" } {
  const values = narrowest(n, entry);
  let symmetric = true;
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < n; j++, k++) {
      values[k] = entry(i, j);
      if (j < i && values[k] !== values[j * n + i]) symmetric = false;
    }
  }
  return { kind: "dense", n, values, symmetric };
}

function narrowest(n: number, entry: (i: number, j: number) => number): Values {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = entry(i, j);
      if (!Number.isInteger(value)) return new Float64Array(n * n);
      largest = Math.max(largest, Math.abs(value));
    }
  }
  if (largest < 2 ** 7) return new Int8Array(n * n);
  if (largest < 2 ** 15) return new Int16Array(n * n);
  return largest < 2 ** 31 ? new Int32Array(n * n) : new Float64Array(n * n);
}

/** Costs of being the first and the last on a path, in O(items) memory. Length `size` each. */
export function endCosts(first: Float64Array, last: Float64Array): Biases {
  const size = first.length;
  const firstPlace = new Float64Array(size);
  const lastPlace = new Float64Array(size);
  if (size > 0) {
    firstPlace[0] = 1;
    lastPlace[size - 1] = 1;
  }
  return {
    kind: "outer",
    n: size ** 2,
    rows: size,
    columns: size,
    left: [first, last],
    right: [firstPlace, lastPlace],
  };
}

/** A square matrix with rows and columns in another order, row-major. */
export const reordered = (matrix: readonly (readonly number[])[], order: readonly number[]): number[] =>
  order.flatMap((row) => order.map((column) => matrix[row][column]));
