/**
 * The Lagrangian dual of linear inequalities as a bound (kernels/rows/prices.ts): better and better lower bounds of min c'x, A x <= b over
 * bits, up to that of the linear relaxation. Rounding is taken off, so the bound is one; with whole costs it is rounded up.
 */
import { createPrices } from "../kernels/rows/prices.ts";
import { indexRows, type PlainRows } from "../kernels/rows/system.ts";
import type { Bound, BoundContext } from "../problem.ts";

/** Entries looked at in a slice: about a millisecond. */
const SLICE = 200_000;
const MOST_STEPS = 3000;

/** For problems that minimise. @throws {MemoryError} */
export function* rowDualBounds(
  rows: PlainRows,
  { incumbent, memoryLimit }: Pick<BoundContext, "incumbent" | "memoryLimit">,
): Generator<Bound | null, void, void> {
  const system = indexRows(rows, null, memoryLimit);
  const prices = createPrices(system);
  const whole = rows.cost.every(Number.isInteger);
  const entries = rows.column.length + rows.items + rows.bound.length;
  let looked = 0;
  while (prices.steps < MOST_STEPS && !prices.converged) {
    prices.step(incumbent() ?? Number.POSITIVE_INFINITY);
    looked += entries;
    if (looked < SLICE) continue;
    looked = 0;
    yield boundOf(prices.bound, whole);
  }
  yield boundOf(prices.bound, whole);
}

const boundOf = (value: number, whole: boolean): Bound | null =>
  Number.isFinite(value)
    ? { value: whole ? Math.ceil(value) + 0 : value, proof: "Lagrangian dual of the inequalities" }
    : null;
