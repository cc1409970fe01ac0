/** The model's own scale of local fields, from which gains are chosen. */
import { addBiases } from "../../src/model/index.ts";
import type { Product } from "../../src/model/product.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";

/** Probes of the estimate: its relative error is about 1 / sqrt(2 * n * probes). */
const PROBES = 4;

/**
 * Root mean square over the variables of sqrt(sum_j w_ij^2), estimated as that of W z for random signs z (Hutchinson 1990);
 * of |b_i| when there are no couplings; 1 when there is nothing. The probes are the same for every run. O(stored couplings).
 */
export function fieldScale(model: EnergyModel, product: Product): number {
  const { n } = model;
  const random = createRandom(0);
  const signs = new Float64Array(n);
  const field = new Float64Array(n);
  let sum = 0;
  for (let probe = 0; probe < PROBES; probe++) {
    for (let i = 0; i < n; i++) signs[i] = random.uniform() < 0.5 ? -1 : 1;
    product.apply(signs, field);
    for (let i = 0; i < n; i++) sum += field[i] * field[i];
  }
  if (sum > 0) return Math.sqrt(sum / (n * PROBES));
  field.fill(0);
  addBiases(model.biases, 1, field);
  for (let i = 0; i < n; i++) sum += field[i] * field[i];
  return sum > 0 ? Math.sqrt(sum / n) : 1;
}
