/**
 * Couplings of a recall network as whole numbers: exactly where they share a unit, else rounded, with a bound for each spin beyond which the
 * rounded field has the sign of the field in doubles. A decision inside the bound is made by the doubles themselves, so that rounding is a filter and
 * never a result (as in exact geometric predicates, Shewchuk 1997). O(n^2).
 */
import { GroundstateError } from "../../errors.ts";

/** Whole weights stay within +-LARGEST: sums of four of them fit 16 bits. */
const LARGEST = 8191;
/** Bound of whole fields, so that twice of them fit 32 bits. */
const REACH = 2 ** 29;
/** What rounding a quotient k / n and its unit leaves, relative. */
const ROUNDED = 2 ** -49;
/** Units below this lose their digits: everything is decided by doubles then. */
const SMALLEST = 2 ** -960;

export interface WholeCouplings {
  /** What the whole numbers are multiples of, energy units. */
  readonly unit: number;
  /** Whether weights and biases are these multiples, up to the rounding of a division; else they are rounded to them. */
  readonly whole: boolean;
  /** Largest magnitude of a whole weight, as `writeRow` writes it. */
  readonly largest: number;
}

/** The unit of weights and biases, or the one to round them to. @throws {GroundstateError} "model" for an ill-formed network */
export function wholeCouplings(size: number, weights: Float64Array, biases: Float64Array | null): WholeCouplings {
  checkNetwork(size, weights, biases);
  const { heaviest, reach } = magnitudes(size, weights, biases);
  const shared = commonUnit(size, weights, biases, heaviest);
  if (shared !== null && reach <= REACH * shared) {
    return { unit: shared, whole: true, largest: Math.round(heaviest * (1 / shared)) };
  }
  const unit = Math.max(heaviest / LARGEST, reach / REACH, SMALLEST);
  return { unit, whole: false, largest: Math.round(heaviest * (1 / unit)) };
}

function checkNetwork(size: number, weights: Float64Array, biases: Float64Array | null): void {
  const refuse = (what: string, hint: string): never => {
    throw new GroundstateError("model", what, { hint });
  };
  if (weights.length !== size * size || (biases !== null && biases.length !== size)) {
    refuse(
      `a recall network of ${size} spins has ${weights.length} weights and ${biases?.length ?? 0} biases, expected ${size * size} and 0 or ${size}`,
      "Give the weights row by row.",
    );
  }
  const TILE = 32; // both a tile and its mirror image stay in the cache
  for (let top = 0; top < size; top += TILE) {
    for (let left = 0; left <= top; left += TILE) {
      for (let i = top; i < Math.min(size, top + TILE); i++) {
        for (let j = left; j < Math.min(i, left + TILE); j++) {
          if (weights[i * size + j] === weights[j * size + i]) continue;
          refuse(
            `weights[${i}][${j}] is ${weights[i * size + j]}, expected ${weights[j * size + i]}, as in [${j}][${i}]`,
            "Recall needs symmetric weights: with others the energy may rise.",
          );
        }
        if (weights[i * size + i] !== 0) {
          refuse(
            `weights[${i}][${i}] is ${weights[i * size + i]}, expected 0`,
            "Recall needs spins that do not act on themselves.",
          );
        }
      }
    }
  }
}

/** Largest |W_ij|, and largest |b_i| + sum_j |W_ij|. */
function magnitudes(size: number, weights: Float64Array, biases: Float64Array | null) {
  let heaviest = 0;
  let reach = 0;
  for (let i = 0; i < size; i++) {
    let sum = Math.abs(biases?.[i] ?? 0);
    for (let k = i * size; k < (i + 1) * size; k++) {
      const magnitude = Math.abs(weights[k]);
      if (magnitude > heaviest) heaviest = magnitude;
      sum += magnitude;
    }
    if (!Number.isFinite(2 * sum)) {
      throw new GroundstateError("model", `the weights and the bias of spin ${i} add up to ${sum}, expected a number`, {
        hint: "Scale them down.",
      });
    }
    reach = Math.max(reach, sum);
  }
  return { heaviest, reach };
}

/** The largest number that all weights and biases are multiples of, up to rounding, with no weight above LARGEST of it; null when there is none. */
function commonUnit(size: number, weights: Float64Array, biases: Float64Array | null, heaviest: number): number | null {
  let unit = heaviest;
  /** Whether the unit divides the value, or becomes their common divisor. */
  const admits = (value: number): boolean => {
    const magnitude = Math.abs(value);
    if (magnitude === 0 || isMultiple(magnitude, unit)) return true;
    const divisor = commonDivisor(magnitude, unit, heaviest === 0 ? magnitude : heaviest);
    // The heaviest weight is a whole number of units: a unit without the error of the divisions before.
    unit = heaviest === 0 ? divisor : heaviest / Math.round(heaviest / divisor);
    return unit * LARGEST >= heaviest * (1 - ROUNDED) && isMultiple(magnitude, unit);
  };
  /** Numbers before the last change of the unit were multiples of coarser ones only: they are looked at again. */
  let unsure = size;
  for (let round = 0; round < 2; round++) {
    const rows = unsure;
    for (let i = 0; i < rows; i++) {
      const before = unit;
      for (let k = i * size; k < i * size + i; k++) if (!admits(weights[k])) return null;
      if (biases !== null && !admits(biases[i])) return null;
      if (unit !== before) {
        if (round === 1) return null;
        unsure = i + 1;
      }
    }
  }
  return unit === 0 ? 1 : unit < SMALLEST ? null : unit;
}

function isMultiple(magnitude: number, unit: number): boolean {
  const ratio = magnitude / unit;
  return magnitude === 0 || Math.abs(ratio - Math.round(ratio)) <= ratio * ROUNDED;
}

/** Euclid's algorithm on numbers with rounding errors: remainders below 2^-40 of `scale` count as none. */
function commonDivisor(a: number, b: number, scale: number): number {
  let [x, y] = [a, b];
  while (y > scale * 2 ** -40) [x, y] = [y, Math.abs(x - y * Math.round(x / y))];
  return x;
}

/** Writes the whole weights of a row, length size. */
export function writeRow(
  { unit }: WholeCouplings,
  weights: Float64Array,
  size: number,
  row: number,
  into: Int8Array | Int16Array,
): void {
  const [start, inverse] = [row * size, 1 / unit];
  for (let j = 0; j < size; j++) into[j] = Math.round(weights[start + j] * inverse);
}

/** b_i in units. */
export const wholeBias = ({ unit }: WholeCouplings, biases: Float64Array | null, i: number): number =>
  biases === null ? 0 : Math.round(biases[i] / unit);

/**
 * Whole fields of spin i above this magnitude have the sign of the field in doubles: what rounding to units can move, plus what rounding a sum of n + 1
 * doubles can. -1 where the couplings are whole: no field is in doubt. `row`: as `writeRow` writes it.
 */
export function doubt(
  { unit, whole }: WholeCouplings,
  weights: Float64Array,
  biases: Float64Array | null,
  size: number,
  i: number,
  row: Int8Array | Int16Array,
): number {
  if (whole) return -1;
  const bias = biases?.[i] ?? 0;
  let moved = Math.abs(bias - unit * Math.round(bias / unit));
  let sum = Math.abs(bias);
  for (let j = 0, k = i * size; j < size; j++, k++) {
    moved += Math.abs(weights[k] - unit * row[j]);
    sum += Math.abs(weights[k]);
  }
  // Twice the bounds' first order terms cover the rounding of these sums themselves.
  return Math.min(2 ** 31 - 1, Math.ceil((moved * (1 + 1e-9) + (size + 8) * 2 ** -51 * sum) / unit) + 1);
}

/** The field of spin i in doubles: b_i first, then the products in order of j. Spin j is scale state_j - shift. */
export function literalField(
  weights: Float64Array,
  biases: Float64Array | null,
  size: number,
  i: number,
  state: Int8Array | Int16Array,
  scale = 1,
  shift = 0,
): number {
  let sum = biases?.[i] ?? 0;
  const start = i * size;
  for (let j = 0; j < size; j++) sum += weights[start + j] * (scale * state[j] - shift);
  return sum;
}

/** The same sum for energies, where no sign hangs on its order: products of even and of odd places apart, then the bias. */
export function energyField(
  weights: Float64Array,
  biases: Float64Array | null,
  size: number,
  i: number,
  state: Int8Array,
): number {
  const start = i * size;
  let even = 0;
  let odd = 0;
  for (let j = 0; j + 1 < size; j += 2) {
    even += weights[start + j] * state[j];
    odd += weights[start + j + 1] * state[j + 1];
  }
  if (size % 2 === 1) even += weights[start + size - 1] * state[size - 1];
  return even + odd + (biases?.[i] ?? 0);
}
