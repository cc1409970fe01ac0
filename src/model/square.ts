/**
 * Models that are one square of a sum of whole numbers: E = scale (sum_i a_i s_i)^2 + constant over spins, scale > 0. Splitting numbers
 * into two lists of equal sums (Lucas 2014, section 2.1) is such a model; solvers for it work on the numbers and not on couplings.
 */
import { addBiases } from "./biases.ts";
import { leaves } from "./couplings.ts";
import type { EnergyModel } from "./types.ts";

/**
 * The numbers a_i, length n, or null where the model is something else: other couplings, biases, a structure to stay in, numbers that
 * are not whole or that add up to 2^53 or more. O(n).
 */
export function squaredSum(model: EnergyModel): Float64Array | null {
  const { n, domain, structure } = model;
  const [leaf, another] = leaves(model.couplings);
  if (domain !== "spin" || leaf === undefined || another !== undefined || structure.length > 0) return null;
  const { couplings, scale, start } = leaf;
  if (couplings.kind !== "rank-one" || !(scale < 0) || start !== 0 || couplings.n !== n) return null;
  const biases = new Float64Array(n);
  addBiases(model.biases, 1, biases);
  if (biases.some((bias) => bias !== 0)) return null;
  const numbers = Float64Array.from(couplings.vector);
  const total = numbers.reduce((sum, value) => sum + Math.abs(value), 0);
  return numbers.every(Number.isInteger) && total <= Number.MAX_SAFE_INTEGER ? numbers : null;
}
