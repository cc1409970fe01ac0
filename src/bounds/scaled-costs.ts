/**
 * Costs of tours as whole multiples of a power of two, rounded downward where they are no whole numbers: sums of such units are exact
 * in doubles, and what they prove is carried back to lengths without losing the proof.
 */
import { MemoryError } from "../errors.ts";
import type { EdgeCosts } from "../kernels/one-trees/types.ts";
import { PLANAR_METRICS } from "../kernels/tours/types.ts";
import type { Metric } from "../model/types.ts";

/** Symmetric costs of edges over at least 3 nodes. */
export interface SymmetricCosts {
  readonly nodes: number;
  readonly cost: (i: number, j: number) => number;
  /** Points in the plane with any metric; null: there are only the costs. Others than PLANAR_METRICS are tabulated. */
  readonly points: { readonly metric: Metric; readonly coordinates: Float64Array } | null;
  /** Whether all costs are whole numbers. */
  readonly integral: boolean;
  /** Part of every tour's cost that is no part of the length. */
  readonly surplus: number;
}

/** Costs in whole units, the size of a unit, and the way back. */
export interface ScaledCosts {
  readonly costs: EdgeCosts;
  /** Units in 1. */
  readonly scale: number;
  /** No cost is larger, in units; a whole number. */
  readonly largest: number;
  /** Whether lengths are whole numbers, and units exact. */
  readonly exact: boolean;
  /** The length that a sum of units proves. */
  lengthOf(units: number): number;
  /** Units of a length, where exact. */
  unitsOf(length: number): number;
}

/** Weights stay below so many times the largest cost; sums over a tour then stay below 40 n times. */
export const WEIGHT_RANGE = 8;

/** Costs computed between two pauses, where one may take trigonometry. */
const COSTS = 10_000;

/** O(1) for points, else O(n^2), 8 bytes a pair. */
export function* scaleCosts(tours: SymmetricCosts): Generator<void, ScaledCosts, void> {
  const { nodes: n, points, cost, integral } = tours;
  if (points !== null && PLANAR_METRICS.includes(points.metric)) {
    const largest = perimeterHalf(points.coordinates) * (1 + 2 ** -40) + (integral ? 2 : 0);
    return scaledBy(tours, scaleFor(n, largest, integral), largest, { kind: "points", ...points });
  }
  const values = new Float64Array(n * n);
  const rows = Math.max(1, Math.floor(COSTS / n));
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = cost(i, j);
      values[i * n + j] = value;
      values[j * n + i] = value;
      if (value < Number.POSITIVE_INFINITY) largest = Math.max(largest, Math.abs(value));
    }
    if (i % rows === rows - 1) yield;
  }
  const scale = scaleFor(n, largest, integral);
  for (let k = 0; k < values.length; k++) values[k] = Math.floor(values[k] * scale);
  return scaledBy(tours, scale, largest, { kind: "table", values });
}

/** @throws {MemoryError} where a bound from such costs, its kernel included, does not fit */
export function refuseLarge({ nodes: n, points }: SymmetricCosts, bytesPerNode: number, memoryLimit: number): void {
  const planar = points !== null && PLANAR_METRICS.includes(points.metric);
  const bytes = bytesPerNode * n + (planar ? 0 : 16 * n * n);
  if (bytes > memoryLimit)
    throw new MemoryError(`a Held-Karp bound of ${n} nodes`, bytes, memoryLimit, "Raise the memory limit.");
}

/**
 * Whole lengths reach the next whole number. Real ones are summed by others in doubles, from costs that may differ by a few roundings
 * from ours: (n + 16) 2^-52 of what is summed covers both.
 */
function scaledBy(
  { nodes: n, integral, surplus }: SymmetricCosts,
  scale: number,
  largest: number,
  costs: EdgeCosts,
): ScaledCosts {
  const exact = integral && scale >= 1;
  return {
    costs,
    scale,
    largest: Math.ceil(largest * scale), // weights are bounded by it, and must stay whole
    exact,
    lengthOf(units) {
      const value = units / scale;
      if (exact) return Math.ceil(value) - surplus;
      return value - surplus - (Math.abs(value) + Math.abs(surplus)) * (n + 16) * 2 ** -52;
    },
    unitsOf: (length) => (length + surplus) * scale,
  };
}

/** Width + height of the box around the points: no planar metric exceeds it but by roundings, at most two upward to whole numbers. */
function perimeterHalf(coordinates: Float64Array): number {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < coordinates.length; k++) {
    low[k % 2] = Math.min(low[k % 2], coordinates[k]);
    high[k % 2] = Math.max(high[k % 2], coordinates[k]);
  }
  return high[0] - low[0] + (high[1] - low[1]);
}

/**
 * The power of two that costs are multiplied by: all sums stay below 2^53, with 40 n times the largest cost below 2^52. Whole
 * numbers need no more than 20 binary places for the weights' sake; reals get all there are.
 */
function scaleFor(n: number, largest: number, integral: boolean): number {
  const most = integral ? 2 ** 20 : 2 ** 200;
  const limit = 2 ** 52 / (5 * WEIGHT_RANGE * n * Math.max(largest, Number.MIN_VALUE));
  let scale = 1;
  while (scale < most && 2 * scale <= limit) scale *= 2;
  while (scale > limit && scale > 2 ** -200) scale /= 2;
  return scale;
}
