/**
 * Strength of the forces and length of the steps, from the spectrum of the couplings. The first mode becomes unstable when the pump has risen
 * to 1 - c lambda_max; c = 0.5 sqrt(n - 1) / sqrt(sum w^2) is 1 / lambda_max for random couplings (semicircle law), and the kernel's unit.
 * Where a few eigenvalues stand far out on the negative side (balance penalties, sums of squares) they make that unit far too small: then
 * c = 1 / lambda_max. The stiffest mode oscillates with frequency sqrt(1 + c |lambda_min|), and the step must follow it:
 * symplectic Euler is stable below 2 over that frequency.
 */
import { largestEigenvalue, spectralRadius } from "../../src/kernels/products/spectrum.ts";
import type { Product } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";

export interface ModelPace {
  /** c in the kernel's unit. */
  readonly strength: number;
  /** Longest step. */
  readonly longestStep: number;
}

/** Products that tell whether the spectrum is ordinary, and further ones when it is not. */
const PROBES = 8;
const ITERATIONS = 40;
/** Random couplings have a radius of 2 rows' norms; beyond this something stands out. */
const ORDINARY = 2.4;
/** Share of the limit of stability. */
const SAFETY = 0.8;

/**
 * @param force root mean square of the rows' norms, 0.5 / c of the kernel, model units
 * @param factor 1 for spins; couplings of bits act on spins with a quarter of their size
 */
export function* modelPace(
  product: Product,
  n: number,
  force: number,
  factor: number,
  random: Random,
): Generator<void, ModelPace, void> {
  const radius = factor * (yield* spectralRadius(product, n, PROBES, random));
  if (!(radius > ORDINARY * force)) return { strength: 1, longestStep: Number.POSITIVE_INFINITY };
  const largest = factor * (yield* largestEigenvalue(product, n, radius / factor, ITERATIONS, random));
  const strength = largest > 0 ? Math.max(1, (2 * force) / largest) : 1;
  // Without the sign of the radius' eigenvalue known, the negative end is taken for at most the radius.
  const stiffest = (0.5 / force) * strength * radius;
  const isNegative = largest < 0.9 * radius;
  return { strength, longestStep: isNegative ? (SAFETY * 2) / Math.sqrt(1 + stiffest) : Number.POSITIVE_INFINITY };
}
