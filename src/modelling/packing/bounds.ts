/**
 * Lower bounds of the number of bins by dual feasible functions (Fekete & Schepers 2001): f with f(x_1) + ... <= 1 wherever x_1 + ... <= 1
 * turns sizes into others that need no more bins, of which the sum is a bound. Used are
 *
 *     U_e: sizes above 1 - e become 1, those below e become 0    (with u_1 the bound L2 of Martello & Toth 1990)
 *     u_k: x stays where (k + 1) x is whole, else becomes floor((k + 1) x) / k
 *
 * and u_k after U_e. All in whole numbers. O(n) each.
 */
import type { Packing } from "./fits.ts";

/** No packing takes fewer bins, and why. */
export interface BinBound {
  readonly bins: number;
  readonly proof: string;
}

/** The sum of the sizes. */
export function sizeBound({ sizes, capacity }: Packing): BinBound {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return { bins: Math.max(1, Math.ceil(total / Math.max(1, capacity))), proof: "sum of the sizes" };
}

/** Pieces that sizes are cut into by u_k. */
const MOST_PIECES = 24;
/** Steps e of U_e: different sizes up to half a bin, at most so many. */
const MOST_STEPS = 400;
/** Items looked at between two yields: about a millisecond. */
const SLICE = 200_000;

/** Better and better bounds. */
export function* dualFeasibleBounds(packing: Packing): Generator<BinBound, BinBound, void> {
  const { sizes, capacity } = packing;
  let best = sizeBound(packing);
  let looked = 0;
  const half = [...new Set(sizes.filter((size) => 2 * size <= capacity))].sort((a, b) => a - b);
  const stride = Math.ceil(half.length / MOST_STEPS);
  const steps = [0, ...half.filter((_, k) => k % Math.max(1, stride) === 0)];
  for (let pieces = 0; pieces <= MOST_PIECES; pieces++) {
    for (const step of steps) {
      const bins = bound(packing, step, pieces);
      if (bins > best.bins) best = { bins, proof: nameOf(step, pieces) };
      looked += sizes.length;
      if (looked < SLICE) continue;
      looked = 0;
      yield best;
    }
  }
  yield best;
  return best;
}

/** The bound of U_step, and after it u_pieces; pieces 0 for none. */
function bound({ sizes, capacity }: Packing, step: number, pieces: number): number {
  let sum = 0;
  for (const size of sizes) {
    const rounded = size > capacity - step ? capacity : size < step ? 0 : size;
    const parts = (pieces + 1) * rounded;
    if (pieces === 0) sum += rounded;
    else sum += parts % capacity === 0 ? pieces * rounded : Math.floor(parts / capacity) * capacity;
  }
  return Math.ceil(sum / (Math.max(1, pieces) * capacity));
}

function nameOf(step: number, pieces: number): string {
  const names = [
    ...(step > 0 ? [`items up to ${step} left out of full bins`] : []),
    ...(pieces > 0 ? [`sizes in pieces of 1/${pieces}`] : []),
  ];
  return `dual feasible function: ${names.join(", ")}`;
}
