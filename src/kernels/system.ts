/**
 * A model in the form that the fast kernels take: spins, plain compressed rows, numbers divided by their common unit.
 * E(model state) = unit * (-1/2 s'Ws - b's) + offset. Bits are converted exactly (x = (1 + s) / 2), so one kernel serves both domains.
 */
import { addBiases, requireMemory, toCsr, toDomain } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";

export interface SpinSystem {
  readonly n: number;
  /** Row i holds W_ij at rowStart[i] <= k < rowStart[i + 1], columns ascending, no zeros, both triangles. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Int32Array exactly when `integer`. */
  readonly weight: Int32Array | Float64Array;
  readonly bias: Int32Array | Float64Array;
  /** Energy of one unit of weight and bias: a positive number, 1 when not `integer`. */
  readonly unit: number;
  readonly offset: number;
  /** All weights and biases are whole units, `reach` is below 2^30 and all energies below 2^51: integer arithmetic is exact. */
  readonly integer: boolean;
  /** Largest |b_i| + sum_j |W_ij|, units: no local field is larger. */
  readonly reach: number;
  /** Largest number of neighbours. */
  readonly degree: number;
}

/** Fields must fit 32-bit integers, twice over. */
const REACH_LIMIT = 2 ** 30;
/** Finest binary fraction looked for: weights of bits are divided by 4 on the way to spins, and may be halves. */
const FINEST = 16;

/**
 * O(stored couplings).
 * @throws {MemoryError} when the couplings as compressed rows exceed `memoryLimit` bytes
 */
export function spinSystem(model: EnergyModel, memoryLimit: number = Number.POSITIVE_INFINITY): SpinSystem {
  requireMemory(
    model,
    "csr",
    memoryLimit,
    "Raise the memory limit, or use a solver that keeps the couplings' own form.",
  );
  const known = systems.get(model);
  if (known !== undefined) return known;
  const made = makeSystem(model);
  systems.set(model, made);
  return made;
}

/** Made once a model, which is never written to: the episodes of a portfolio share it. */
const systems = new WeakMap<EnergyModel, SpinSystem>();

function makeSystem(model: EnergyModel): SpinSystem {
  const spins = toDomain(model, "spin");
  const { rowStart, column, values } = toCsr(spins, Number.POSITIVE_INFINITY); // judged above
  const bias = new Float64Array(model.n);
  addBiases(spins.biases, 1, bias);
  const { n } = model;
  const unit = model.integer ? commonUnit(values, bias) : null;
  const divisor = unit ?? 1; // whole numbers divide without rounding; a factor 1 / unit would round
  let reach = 0;
  let degree = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let sum = Math.abs(bias[i] / divisor);
    total += sum;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += Math.abs(values[k] / divisor);
    total += sum;
    reach = Math.max(reach, sum);
    degree = Math.max(degree, rowStart[i + 1] - rowStart[i]);
  }
  const common = { n, rowStart, column, offset: spins.offset, reach, degree };
  if (unit === null || reach >= REACH_LIMIT || total >= 2 ** 51) {
    return { ...common, weight: values, bias, unit: 1, integer: false, reach: reach * divisor };
  }
  // Division by the unit is exact: every number is a whole multiple of it.
  const whole = (numbers: Float64Array) => {
    const units = new Int32Array(numbers.length);
    for (let k = 0; k < units.length; k++) units[k] = numbers[k] / unit;
    return units;
  };
  return { ...common, weight: whole(values), bias: whole(bias), unit, integer: true };
}

/** The largest number that divides all of them into integers, among binary fractions; null when there is none, or values are huge. */
function commonUnit(values: Float64Array, bias: Float64Array): number | null {
  let divisor = 0;
  for (const numbers of [values, bias]) {
    for (let k = 0; k < numbers.length; k++) {
      const whole = Math.abs(numbers[k]) * FINEST;
      if (!Number.isSafeInteger(whole)) return null;
      // Most numbers are multiples already: told by one remainder, of 32-bit integers where possible.
      const small = whole < 2 ** 31 && divisor > 0 && divisor < 2 ** 31;
      if (small && (whole | 0) % (divisor | 0) === 0) continue;
      divisor = greatestCommonDivisor(whole, divisor);
    }
  }
  return divisor === 0 ? 1 : divisor / FINEST;
}

export function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** Energy of spins in the model's units, by the rows: the exact value on integer systems. O(couplings). */
export function systemEnergy(system: SpinSystem, spins: ArrayLike<number>): number {
  const { n, rowStart, column, weight, bias, unit, offset } = system;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let field = 2 * bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) field += weight[k] * spins[column[k]];
    sum += field * spins[i];
  }
  return offset - (unit * sum) / 2;
}
