/** Lyapunov functions of continuous dynamics (see FlowLaw), computed from the model and the activities alone. O(stored couplings). */
import { addBiases, couplingOperator } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import type { FlowLaw } from "../solver.ts";

export interface FlowOperator {
  readonly apply: (x: Float64Array, out: Float64Array) => void;
  readonly bias: Float64Array;
  readonly field: Float64Array;
  /** Lower end of the activities: -1 for spins, 0 for bits. */
  readonly low: -1 | 0;
}

export function flowOperator(model: EnergyModel): FlowOperator {
  const bias = new Float64Array(model.n);
  addBiases(model.biases, 1, bias);
  const low = model.domain === "spin" ? -1 : 0;
  return { apply: couplingOperator(model.couplings).apply, bias, field: new Float64Array(model.n), low };
}

/** L of a FlowLaw, and the sum of the magnitudes of its parts, against which rounding is measured. */
export function lyapunov(
  { apply, bias, field, low }: FlowOperator,
  v: Float64Array,
  law: FlowLaw,
): { value: number; size: number } {
  apply(v, field);
  let pairs = 0;
  let linear = 0;
  let entropy = 0;
  for (let i = 0; i < v.length; i++) {
    pairs += field[i] * v[i];
    linear += bias[i] * v[i];
    entropy += binaryEntropy((v[i] - low) / (1 - low));
  }
  const steepness = law.activation === "tanh" ? 2 : 1; // tanh(a) = 2 logistic(2 a) - 1
  const leak = Number.isFinite(law.resistance) ? ((1 - low) * entropy) / (steepness * law.resistance * law.gain) : 0;
  return { value: -linear - pairs / 2 + leak, size: Math.abs(linear) + Math.abs(pairs) / 2 + Math.abs(leak) };
}

/** p ln p + (1 - p) ln(1 - p) + ln 2: 0 at p = 1/2, ln 2 at the ends. */
function binaryEntropy(p: number): number {
  const term = (q: number) => (q > 0 ? q * Math.log(q) : 0);
  return term(p) + term(1 - p) + Math.LN2;
}
