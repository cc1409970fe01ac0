/**
 * Factors of Kronecker couplings: square operators, possibly asymmetric, possibly with a diagonal.
 * `forEachInRow` and `forEachInColumn` visit stored non-zeros only, ascending; O(visited), csr columns O(n log degree) unless symmetric.
 */
import { unreachable } from "../errors.ts";
import { type Distance, distanceFunction, integerMetric } from "./metric.ts";
import type { Factor, Values } from "./types.ts";

export type Visit = (index: number, value: number) => void;

/** A factor with its closures made once: metric tables, transposes. Keep it as long as the model is used. */
export interface FactorOperator {
  readonly n: number;
  readonly symmetric: boolean;
  /** True when a row holds O(1) non-zeros: identity, cycle, path. */
  readonly thin: boolean;
  entry(i: number, j: number): number;
  forEachInRow(i: number, visit: Visit): void;
  forEachInColumn(j: number, visit: Visit): void;
}

/** A factor as functions that give entries and products. */
export function factorOperator(factor: Factor): FactorOperator {
  const n = factor.n;
  switch (factor.kind) {
    case "identity":
      return onePerRow(
        n,
        true,
        (i) => i,
        (j) => j,
      );
    case "cycle":
      return onePerRow(
        n,
        n <= 2,
        (i) => (i + 1) % n,
        (j) => (j + n - 1) % n,
      );
    case "path":
      return onePerRow(
        n,
        n < 2,
        (i) => (i + 1 < n ? i + 1 : -1),
        (j) => j - 1,
      );
    case "all-but-diagonal":
      return full(n, true, (i, j) => (i === j ? 0 : 1));
    case "dense": {
      const { values } = factor;
      return full(n, factor.symmetric, (i, j) => values[i * n + j]);
    }
    case "metric": {
      const distance: Distance = distanceFunction(factor.metric, factor.coordinates, factor.dimensions);
      return full(n, true, (i, j) => (i === j ? 0 : distance(i, j)));
    }
    case "csr":
      return sparse(factor);
    default:
      return unreachable(factor);
  }
}

function onePerRow(
  n: number,
  symmetric: boolean,
  columnOf: (i: number) => number,
  rowOf: (j: number) => number,
): FactorOperator {
  return {
    n,
    symmetric,
    thin: true,
    entry: (i, j) => (columnOf(i) === j ? 1 : 0),
    forEachInRow(i, visit) {
      const j = columnOf(i);
      if (j >= 0) visit(j, 1);
    },
    forEachInColumn(j, visit) {
      const i = rowOf(j);
      if (i >= 0) visit(i, 1);
    },
  };
}

function full(n: number, symmetric: boolean, entry: (i: number, j: number) => number): FactorOperator {
  return {
    n,
    symmetric,
    thin: false,
    entry,
    forEachInRow(i, visit) {
      for (let j = 0; j < n; j++) {
        const value = entry(i, j);
        if (value !== 0) visit(j, value);
      }
    },
    forEachInColumn(j, visit) {
      for (let i = 0; i < n; i++) {
        const value = entry(i, j);
        if (value !== 0) visit(i, value);
      }
    },
  };
}

function sparse(factor: Factor & { kind: "csr" }): FactorOperator {
  const { n, rowStart, column, values } = factor;
  const entry = (i: number, j: number) => csrEntry(rowStart, column, values, i, j);
  const forEachInRow = (i: number, visit: Visit) => {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) visit(column[k], values[k]);
  };
  return {
    n,
    symmetric: factor.symmetric,
    thin: false,
    entry,
    forEachInRow,
    forEachInColumn: factor.symmetric
      ? forEachInRow
      : (j, visit) => {
          for (let i = 0; i < n; i++) {
            const value = entry(i, j);
            if (value !== 0) visit(i, value);
          }
        },
  };
}

/** Binary search in an ascending row. O(log degree). */
export function csrEntry(rowStart: Int32Array, column: Int32Array, values: Values, i: number, j: number): number {
  let low = rowStart[i];
  let high = rowStart[i + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (column[middle] === j) return values[middle];
    if (column[middle] < j) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** Sum of each row (transposed: of each column), length n. O(non-zeros). */
export function factorSums(factor: Factor, transposed: boolean): Float64Array {
  const operator = factorOperator(factor);
  const sums = new Float64Array(factor.n);
  for (let i = 0; i < factor.n; i++) {
    let sum = 0;
    const add: Visit = (_j, value) => {
      sum += value;
    };
    if (transposed) operator.forEachInColumn(i, add);
    else operator.forEachInRow(i, add);
    sums[i] = sum;
  }
  return sums;
}

/** Number of non-zeros that `forEachInRow` over all rows would visit at most. O(1). */
export function factorEntries(factor: Factor): number {
  switch (factor.kind) {
    case "identity":
    case "cycle":
      return factor.n;
    case "path":
      return Math.max(0, factor.n - 1);
    case "all-but-diagonal":
    case "metric":
      return factor.n * (factor.n - 1);
    case "dense":
      return factor.n * factor.n;
    case "csr":
      return factor.values.length;
    default:
      return unreachable(factor);
  }
}

/** Whether every entry is an integer. O(stored). */
export function factorIntegral(factor: Factor): boolean {
  switch (factor.kind) {
    case "dense":
    case "csr":
      return allIntegers(factor.values);
    case "metric":
      return integerMetric(factor.metric);
    default:
      return true;
  }
}

export function allIntegers(values: Values): boolean {
  if (!(values instanceof Float64Array || values instanceof Float32Array)) return true;
  for (let k = 0; k < values.length; k++) if (!Number.isInteger(values[k])) return false;
  return true;
}
