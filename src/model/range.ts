/**
 * The numeric range of a model: whether doubles carry it exactly, and the sizes of fields that schedules start from.
 * O(stored couplings) at most; structured terms are bounded without being walked.
 */
import { unreachable } from "../errors.ts";
import { type Bands, bandPairs } from "./bands.ts";
import { isSymmetric, leaves } from "./couplings.ts";
import { allIntegers, factorIntegral } from "./factor.ts";
import { distanceFunction, integerMetric } from "./metric.ts";
import type { Biases, Couplings, EnergyModel, Factor, LeafCouplings, Values } from "./types.ts";

/** Bound of the sum of magnitudes: z'Wz counts every pair twice on the way to E, and must itself stay below 2^53. */
const EXACT = 2 ** 52;

/**
 * True when weights, biases and offset are multiples of 1/2 and the sum of all their magnitudes stays below 2^51: then all
 * arithmetic in doubles is exact. Halves count because a cut of integer weights is (W - sum w s s) / 2.
 */
export function isIntegerModel(model: Pick<EnergyModel, "couplings" | "biases" | "offset">): boolean {
  if (!Number.isInteger(2 * model.offset) || !biasesIntegral(model.biases, 2)) return false;
  for (const { scale, couplings } of leaves(model.couplings)) if (!leafIntegral(couplings, 2 * scale)) return false;
  return 2 * magnitudeBound(model) < EXACT;
}

/** An upper bound of |E| over all states: |c| + sum |b_i| + sum over pairs |w_ij|. */
export function magnitudeBound(model: Pick<EnergyModel, "couplings" | "biases" | "offset">): number {
  let sum = Math.abs(model.offset) + biasMagnitude(model.biases);
  for (const { scale, couplings } of leaves(model.couplings)) sum += Math.abs(scale) * leafMagnitude(couplings);
  return sum;
}

function leafIntegral(part: LeafCouplings, scale: number): boolean {
  // A Kronecker term of symmetric factors has even entries, so half-integer scales (pair penalty / 2) are still exact.
  if (part.kind === "kronecker") {
    const even = isSymmetric(part.left) && isSymmetric(part.right);
    const whole = Number.isInteger(scale) || (even && Number.isInteger(2 * scale));
    return whole && factorIntegral(part.left) && factorIntegral(part.right);
  }
  if (part.kind === "metric") return Number.isInteger(scale) && integerMetric(part.metric);
  if (part.kind === "bands") return scaledIntegers(part.weight, scale);
  if (part.kind === "dense" || part.kind === "csr") return scaledIntegers(part.values, scale);
  if (part.kind === "rank-one") return Number.isInteger(scale) && allIntegers(part.vector);
  if (part.kind === "cliques")
    return Number.isInteger(scale) && (part.coefficient === null || allIntegers(part.coefficient));
  return Number.isInteger(scale);
}

/** Numbers that doubles hold exactly and that keep a few bits of room: multiples of 1/16. 3/11 x 11 is 3, but 3/11 x 55 is not 15. */
const isDyadic = (value: number): boolean => Number.isInteger(16 * value);

function scaledIntegers(values: Values, scale: number): boolean {
  if (Number.isInteger(scale) && allIntegers(values)) return true;
  // Sums may be formed before they are scaled, so the unscaled values must be exact too.
  if (!isDyadic(scale) || 16 * absoluteSum(values) >= EXACT) return false;
  for (let k = 0; k < values.length; k++) {
    if (!isDyadic(values[k]) || !Number.isInteger(scale * values[k])) return false;
  }
  return true;
}

function biasesIntegral(biases: Biases, scale: number): boolean {
  switch (biases.kind) {
    case "constant":
      return Number.isInteger(scale * biases.value) && isDyadic(biases.value);
    case "dense":
      return scaledIntegers(biases.values, scale);
    case "outer":
      return (
        biases.left.every((values) => scaledIntegers(values, scale)) &&
        biases.right.every((values) => allIntegers(values))
      );
    case "sum":
      return biases.parts.every((part) => isDyadic(part.scale) && biasesIntegral(part.biases, scale * part.scale));
    default:
      return unreachable(biases);
  }
}

function biasMagnitude(biases: Biases): number {
  switch (biases.kind) {
    case "constant":
      return biases.n * Math.abs(biases.value);
    case "dense":
      return absoluteSum(biases.values);
    case "outer": {
      let sum = 0;
      for (let t = 0; t < biases.left.length; t++) sum += absoluteSum(biases.left[t]) * absoluteSum(biases.right[t]);
      return sum;
    }
    case "sum":
      return biases.parts.reduce((sum, part) => sum + Math.abs(part.scale) * biasMagnitude(part.biases), 0);
    default:
      return unreachable(biases);
  }
}

/** Sum over pairs of |W_ij|, or an upper bound of it. */
function leafMagnitude(part: LeafCouplings): number {
  switch (part.kind) {
    case "none":
      return 0;
    case "dense":
    case "csr":
      return absoluteSum(part.values) / 2;
    case "ring":
      return part.n;
    case "metric":
      return factorMagnitude({ ...part }) / 2;
    case "rank-one":
      return absoluteSum(part.vector) ** 2 / 2;
    case "cliques":
      return cliqueMagnitude(part);
    case "bands":
      return bandMagnitude(part);
    case "kronecker":
      return factorMagnitude(part.left) * factorMagnitude(part.right);
    default:
      return unreachable(part);
  }
}

function cliqueMagnitude({ groupStart, coefficient }: Couplings & { kind: "cliques" }): number {
  let sum = 0;
  for (let g = 0; g + 1 < groupStart.length; g++) {
    let group = 0;
    for (let k = groupStart[g]; k < groupStart[g + 1]; k++)
      group += coefficient === null ? 1 : Math.abs(coefficient[k]);
    sum += group ** 2 / 2;
  }
  return sum;
}

function bandMagnitude(part: Bands): number {
  let sum = 0;
  for (let t = 0; t < part.from.length; t++) sum += Math.abs(part.weight[t]) * bandPairs(part, t);
  return sum;
}

/** Sum of |entries|. For metrics n^2 times the distance across the bounding box, an upper bound in O(n). */
export function factorMagnitude(factor: Factor): number {
  switch (factor.kind) {
    case "identity":
    case "cycle":
    case "path":
      return factor.n;
    case "all-but-diagonal":
      return factor.n * (factor.n - 1);
    case "dense":
    case "csr":
      return absoluteSum(factor.values);
    case "metric":
      return factor.n * factor.n * largestDistance(factor);
    default:
      return unreachable(factor);
  }
}

/** Upper bound of all distances: twice the largest distance from point 0 (triangle inequality), plus rounding. O(n). */
function largestDistance(factor: Factor & { kind: "metric" }): number {
  const distance = distanceFunction(factor.metric, factor.coordinates, factor.dimensions);
  let largest = 0;
  for (let i = 1; i < factor.n; i++) largest = Math.max(largest, distance(0, i));
  return 2 * largest + 2;
}

function absoluteSum(values: Values): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += Math.abs(values[k]);
  return sum;
}
