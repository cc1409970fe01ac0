/**
 * A small model in whole numbers over bits, as enumeration wants it. Real weights are multiplied by the least power of two that makes
 * them whole, or the largest that fits, and rounded, so that no sum drifts; the rounding errors, added up, bound how far apart equal
 * energies can appear ("band"). Whole and dyadic weights of not too many digits come through unchanged: band 0. Then spins become bits: W_x = 4W, b_x = 2b - 2 W1 (exact). O(n^2).
 */
import { type EnergyModel, energy, toBiasArray, toDense } from "../../model/index.ts";

export interface WholeModel {
  readonly n: number;
  /** Row-major n x n. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  /** Levels are scale * (energy - energy of the state of zeros). */
  readonly scale: number;
  /** Largest difference between the levels of two states of equal energy. */
  readonly band: number;
  /** Energy of the state whose bits are all 0 (spins all -1). */
  readonly origin: number;
  /** True when every state has the energy of its mirror image (all variables flipped). */
  readonly symmetric: boolean;
}

/** Sums of magnitudes stay below 2^52, so that levels and their differences are exact in doubles. */
const BITS = 52;

/** @throws {MemoryError} when 8 n^2 bytes exceed the limit. */
export function wholeModel(model: EnergyModel, memoryLimit: number): WholeModel {
  const { n } = model;
  const weights = toDense(model, memoryLimit);
  const biases = toBiasArray(model, memoryLimit);
  const power = scalePower(weights, biases);
  const errors = roundScaled(weights, 2 ** power) / 2 + roundScaled(biases, 2 ** power);
  const rowSums = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += weights[i * n + j];
    return sum;
  });
  const spin = model.domain === "spin";
  // Flipping every bit changes E by terms that vanish exactly when 2 b = -W1; for spins when b = 0.
  const symmetric = biases.every((bias, i) => (spin ? bias === 0 : 2 * bias + rowSums[i] === 0));
  if (spin) {
    for (let i = 0; i < n; i++) biases[i] = 2 * (biases[i] - rowSums[i]);
    for (let k = 0; k < weights.length; k++) weights[k] *= 4;
  }
  const zeros = new Int8Array(n).fill(spin ? -1 : 0);
  return {
    n,
    weights,
    biases,
    scale: 2 ** power,
    band: Math.floor(2 * errors),
    origin: energy(model, { kind: "plain", values: zeros }),
    symmetric,
  };
}

/**
 * Exponent of the least power of two that makes all numbers whole, but at most the largest that keeps 8 (sum of magnitudes) below
 * 2^52: the bit form of spins is up to 8 times as large.
 */
function scalePower(weights: Float64Array, biases: Float64Array): number {
  let sum = 0;
  for (const weight of weights) sum += Math.abs(weight) / 2;
  for (const bias of biases) sum += Math.abs(bias);
  const largest = sum === 0 ? 0 : Math.min(1000, BITS - 3 - Math.ceil(Math.log2(sum)));
  let power = Math.min(0, largest);
  const raise = (value: number): void => {
    while (power < largest && !Number.isInteger(value * 2 ** power)) power++;
  };
  weights.forEach(raise);
  biases.forEach(raise);
  return power;
}

/** Multiplies and rounds in place; returns the sum of the rounding errors. */
function roundScaled(values: Float64Array, scale: number): number {
  let errors = 0;
  for (let k = 0; k < values.length; k++) {
    const scaled = values[k] * scale;
    values[k] = Math.round(scaled) + 0; // + 0 turns -0 into 0
    errors += Math.abs(scaled - values[k]);
  }
  return errors;
}

/** The values of the state with this code: bit i of the code is variable i. */
export function valuesOfCode(n: number, code: number, low: -1 | 0): Int8Array {
  const values = new Int8Array(n).fill(low);
  let rest = code;
  for (let i = 0; rest > 0; i++) {
    if (rest % 2 === 1) values[i] = 1;
    rest = Math.floor(rest / 2);
  }
  return values;
}

/** The code of the mirror image. */
export function mirrored(n: number, code: number): number {
  return 2 ** n - 1 - code;
}
