/**
 * The critical temperature: above it the mean-field equations without biases rest at the middle, below they begin to decide. Linearised
 * there they read dv = beta kappa P W P dv with kappa = 1 (spins), 1/4 (bits), 1/size (groups; P takes the mean of the group away),
 * so T_c = kappa times the largest eigenvalue. Biases decide too: T is at least the size of a typical one. O(couplings) an iteration.
 */
import { largestEigenvalue, norm, spectralRadius } from "../../src/kernels/products/spectrum.ts";
import { addBiases, couplingOperator, type Product } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Random } from "../../src/random.ts";
import type { Layout } from "./layout.ts";

/** Products for the radius and for the largest eigenvalue: a few percent are near enough. */
const ITERATIONS = 12;
const SHIFTED = 40;

/** Yields between products; returns T_c, 1 when there is nothing to decide. */
export function* criticalTemperature(
  model: EnergyModel,
  layout: Layout,
  product: Product,
  random: Random,
): Generator<void, number, void> {
  const { n } = model;
  const project = (x: Float64Array) => takeMeans(layout, x);
  const inside = meanInside(model, layout);
  // Equal couplings w inside the groups act as -w on vectors without group means; the equations leave them out.
  const between: Product = {
    ...product,
    apply(x, out) {
      product.apply(x, out);
      for (let i = 0; i < layout.free; i++) out[i] += inside * x[i];
    },
  };
  const radius = yield* spectralRadius(between, n, ITERATIONS, random, project);
  const largest = yield* largestEigenvalue(between, n, radius, SHIFTED, random, project);
  const kappa = layout.groups > 0 ? 1 / layout.size : layout.low === -1 ? 1 : 1 / 4;
  const bias = new Float64Array(n);
  addBiases(model.biases, 1, bias);
  project(bias);
  const typical = kappa * (norm(bias) / Math.sqrt(Math.max(1, n)));
  const temperature = Math.max(kappa * largest, typical);
  return temperature > 0 && Number.isFinite(temperature) ? temperature : 1;
}

/** Mean coupling inside groups: that of the constraint, the same for all, in every model that has one. */
function meanInside(model: EnergyModel, { groups, size }: Layout): number {
  if (groups === 0 || size < 2) return 0;
  const { entry } = couplingOperator(model.couplings);
  let sum = 0;
  for (let g = 0; g < groups; g++) sum += entry(g * size, g * size + size - 1);
  return sum / groups;
}

/** Takes the mean of every group away. */
function takeMeans({ groups, size }: Layout, x: Float64Array): void {
  for (let g = 0; g < groups; g++) {
    let mean = 0;
    for (let i = g * size; i < (g + 1) * size; i++) mean += x[i] / size;
    for (let i = g * size; i < (g + 1) * size; i++) x[i] -= mean;
  }
}
