/**
 * Penalty weights on a coarse dyadic grid: thousands of rewards and an offset then add up without rounding, so that the energy of a
 * valid state is its objective to the last bit.
 */

/** Grid steps within a weight: 2^20 of them leave 2^32 additions exact in a double. */
const STEPS_LOG2 = 20;
const SMALLEST_LOG2 = -1000; // a power of two whose products with counts stay normal numbers

/** A power of two, whole when the objective is. */
export function gridFor(size: number, integral: boolean): number {
  const grid = 2 ** Math.max(SMALLEST_LOG2, Math.floor(Math.log2(size)) - STEPS_LOG2);
  return integral ? Math.max(1, grid) : grid;
}

/** The first multiple of `grid` that reaches `target` and lies above `threshold`. */
export function gridAbove(threshold: number, target: number, grid: number): number {
  return Math.max(Math.ceil(target / grid), Math.floor(threshold / grid) + 1) * grid;
}
