/** Distances as a factor of Kronecker couplings: a metric over coordinates in O(n), or a matrix in its narrowest form. */
import { type Factor, factorOperator, integerMetric } from "../../src/model/index.ts";
import type { Metric } from "../../src/model/types.ts";
import { matrixFactor } from "../../src/modelling/matrix.ts";
import type { TspInstance } from "./schema.ts";

export type DistanceFactor = Factor & { kind: "dense" | "metric" };

export function distanceFactor({ coordinates, distances, metric }: TspInstance): DistanceFactor {
  if (distances !== undefined) return matrixFactor(distances.length, (i, j) => distances[i][j]);
  const rows = coordinates ?? [];
  const dimensions = rows[0].length === 3 ? 3 : 2;
  const flat = new Float64Array(rows.length * dimensions);
  for (let i = 0; i < rows.length; i++) for (let k = 0; k < dimensions; k++) flat[i * dimensions + k] = rows[i][k];
  return { kind: "metric", n: rows.length, metric: metric as Metric, coordinates: flat, dimensions };
}

/** Whether every distance is a whole number. */
export function isIntegral(factor: DistanceFactor): boolean {
  if (factor.kind === "metric") return integerMetric(factor.metric);
  if (!(factor.values instanceof Float64Array)) return true;
  return factor.values.every((value) => Number.isInteger(value));
}

/** Distances among the cities 1, 2, ..., renumbered from 0. */
export function withoutFirst(factor: DistanceFactor): DistanceFactor {
  const n = factor.n - 1;
  if (factor.kind === "metric") return { ...factor, n, coordinates: factor.coordinates.slice(factor.dimensions) };
  const values = factor.values.slice(0, n * n);
  for (let i = 0; i < n; i++) {
    const row = (i + 1) * factor.n + 1;
    values.set(factor.values.subarray(row, row + n), i * n);
  }
  return { ...factor, n, values };
}

/** Ways from city 0 to the cities 1, 2, ... and back, length n - 1 each. */
export function waysOfFirst(factor: DistanceFactor): { readonly out: Float64Array; readonly back: Float64Array } {
  const { entry } = factorOperator(factor);
  const length = factor.n - 1;
  return {
    out: Float64Array.from({ length }, (_, c) => entry(0, c + 1)),
    back: Float64Array.from({ length }, (_, c) => entry(c + 1, 0)),
  };
}
