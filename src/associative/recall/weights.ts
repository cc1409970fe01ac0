/** What dynamics on learned couplings share: the couplings themselves, products with rows, and a gain that suits them. */
import { GroundstateError } from "../../errors.ts";
import { addBiases } from "../../model/index.ts";
import type { EnergyModel } from "../../model/types.ts";
import { patternAt } from "../patterns.ts";
import type { Memory } from "./types.ts";

export interface Network {
  readonly size: number;
  /** W, row-major. */
  readonly weights: Float64Array;
  /** b, length size; zeros where the memory has none. */
  readonly biases: Float64Array;
  readonly model: EnergyModel;
}

/** @throws {GroundstateError} "invalid-options" for a memory without couplings */
export function networkOf({ weights, model }: Memory, dynamics: string): Network {
  if (weights === null || model === null) {
    const hint = "Learn the patterns by a rule first (learn, or --rule hebb), or use the dynamics modern or dense.";
    throw new GroundstateError("invalid-options", `the dynamics ${dynamics} needs couplings, and the memory has none`, {
      hint,
    });
  }
  const biases = new Float64Array(model.n);
  addBiases(model.biases, 1, biases);
  return { size: model.n, weights, biases, model };
}

/** a_i = b_i + sum_j W_ij x_j, summed in that order, as the batched kernel does. O(n). */
export function fieldAt({ size, weights, biases }: Network, x: ArrayLike<number>, i: number): number {
  let sum = biases[i];
  for (let j = 0, at = i * size; j < size; j++, at++) sum += weights[at] * x[j];
  return sum;
}

/** Patterns that are asked for the strength of their fields. */
const PROBES = 16;
/** Decides a field of average strength at tanh(10); the same in units of the field's own scale as the solver hopfield-ode. */
const DECIDED = 10;

/**
 * beta = 10 / (mean of xi_i a_i over the first stored patterns), so that a spin in a field as strong as stored patterns have on average is
 * decided. Where that mean is not positive: of |a_i|; 10 without couplings. O(16 n^2).
 */
export function suitableGain(network: Network, { patterns }: Memory): number {
  const probes = Math.min(PROBES, patterns.count);
  let aligned = 0;
  let magnitude = 0;
  for (let mu = 0; mu < probes; mu++) {
    const pattern = patternAt(patterns, mu);
    for (let i = 0; i < network.size; i++) {
      const field = fieldAt(network, pattern, i);
      aligned += pattern[i] * field;
      magnitude += Math.abs(field);
    }
  }
  const strength = aligned > 0 ? aligned : magnitude;
  return strength > 0 ? (DECIDED * probes * network.size) / strength : DECIDED;
}
