/**
 * The energies of all 2^n states of a small model, by doubling: the states that have variable j set are those below them, moved by
 * what variable j adds. Energies are whole numbers ("levels"): weights are scaled by a power of two and rounded where they must be, so
 * every level is exact for the rounded weights, nothing drifts, and the errors made once bound how far equal energies can lie apart.
 * Two table look-ups a state; 8 bytes a state.
 */
import { crossLevels, ownLevels } from "../kernels/enumeration/tables.ts";
import { wholeModel } from "../kernels/enumeration/whole.ts";
import { greatestCommonDivisor } from "../kernels/system.ts";
import type { EnergyModel } from "../model/types.ts";

export interface Energies {
  readonly n: number;
  /** By state index, in units above the lowest energy: whole numbers from 0 below 2^52. */
  readonly levels: Float64Array;
  /** Energy of one level. */
  readonly unit: number;
  /** Levels that differ by at most this much count as equal: 0 for integer models unless a tolerance is asked for. */
  readonly band: number;
}

/** Variables of the blocks whose energies come from one table. */
const LOW = 12;
/** States between two yields: less than a millisecond. */
const SLICE = 2 ** 16;

/**
 * Yields the number of states done. @param tolerance energies that differ by at most so much count as equal, at least what rounding makes
 * @throws {MemoryError} when the couplings as a matrix exceed `memoryLimit`
 */
export function* stateEnergies(
  model: EnergyModel,
  tolerance: number,
  memoryLimit: number,
): Generator<number, Energies, void> {
  const whole = wholeModel(model, memoryLimit);
  const { n } = model;
  const divisor = commonDivisor(whole.weights, whole.biases);
  const numbers = { n, weights: whole.weights.map((w) => w / divisor), biases: whole.biases.map((b) => b / divisor) };
  const low = Math.min(LOW, n);
  const levels = new Float64Array(2 ** n);
  levels.set(ownLevels(numbers, 0, low));
  for (let j = low; j < n; j++) {
    const below = crossLevels(numbers, 0, low, j);
    const above = crossLevels(numbers, low, j - low, j);
    for (let from = 0; from < 2 ** j; from += SLICE) {
      double(levels, 2 ** j, from, Math.min(2 ** j, from + SLICE), -numbers.biases[j], below, above);
      yield 2 ** j + from;
    }
  }
  lift(levels);
  const unit = divisor / whole.scale;
  return { n, levels, unit, band: Math.floor(Math.max(whole.band / divisor, tolerance / unit)) };
}

/** The states `from` to `to` - 1 with the variable of weight `bit` set. */
function double(
  levels: Float64Array,
  bit: number,
  from: number,
  to: number,
  bias: number,
  below: Float64Array,
  above: Float64Array,
): void {
  const mask = below.length - 1;
  for (let x = from; x < to; x++) levels[bit + x] = levels[x] + bias + below[x & mask] + above[x >>> LOW];
}

/** Makes the lowest level 0. */
function lift(levels: Float64Array): void {
  let lowest = levels[0];
  for (let x = 1; x < levels.length; x++) if (levels[x] < lowest) lowest = levels[x];
  for (let x = 0; x < levels.length; x++) levels[x] -= lowest;
}

function commonDivisor(weights: Float64Array, biases: Float64Array): number {
  let divisor = 0;
  for (const values of [weights, biases]) {
    for (const value of values) if (divisor !== 1) divisor = greatestCommonDivisor(Math.abs(value), divisor);
  }
  return divisor === 0 ? 1 : divisor;
}
