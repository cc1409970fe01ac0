/**
 * Products with Kronecker terms, factor by factor: (A (x) B) x = A (x B'), with x as an items x places matrix, in
 * O(|A| places + items |B|) instead of O(|A| |B|) and without ever storing W. Scratch: one double a variable, made on first use.
 */
import { type FactorOperator, factorOperator } from "./factor.ts";
import type { LeafCouplings } from "./types.ts";

/** Products with a Kronecker term, factor by factor. */
export interface GridProduct {
  /** out += scale * ((A (x) B) + (A (x) B)') x over the variables from `start` on. */
  add(x: ArrayLike<number>, scale: number, start: number, out: Float64Array): void;
  /** Multiplications of one product, about. */
  readonly cost: number;
}

/** The couplings that are a Kronecker product. */
export type KroneckerCouplings = LeafCouplings & { kind: "kronecker" };
export type GridMaker = (part: KroneckerCouplings) => GridProduct;

/** The plain way to multiply with a Kronecker term. Allocates its work space once. */
export function gridProduct(part: KroneckerCouplings): GridProduct {
  const left = factorOperator(part.left);
  const right = factorOperator(part.right);
  let scratch: Float64Array | null = null;
  const passes = left.symmetric ? 1 : 2;
  return {
    add(x, scale, start, out) {
      scratch ??= new Float64Array(part.n);
      const moved = scratch.fill(0);
      alongPlaces(left.n, right, false, x, start, moved);
      if (left.symmetric) {
        alongPlaces(left.n, right, true, x, start, moved); // A symmetric: A (x) (B + B') in one pass
        alongItems(left, right.n, false, scale, moved, out, start);
        return;
      }
      alongItems(left, right.n, false, scale, moved, out, start);
      moved.fill(0);
      alongPlaces(left.n, right, true, x, start, moved);
      alongItems(left, right.n, true, scale, moved, out, start);
    },
    cost: passes * couplingEntriesOf(left) * right.n + 2 * couplingEntriesOf(right) * left.n,
  };
}

function couplingEntriesOf(factor: FactorOperator): number {
  return factor.thin ? factor.n : factor.n * factor.n;
}

/** target[a, p] += sum_q B_pq x[a, q], or B' instead of B. */
export function alongPlaces(
  items: number,
  right: FactorOperator,
  transposed: boolean,
  x: ArrayLike<number>,
  start: number,
  target: Float64Array,
): void {
  const m = right.n;
  for (let p = 0; p < m; p++) {
    right.forEachInRow(p, (q, value) => {
      const to = transposed ? q : p;
      const from = start + (transposed ? p : q);
      for (let a = 0; a < items; a++) target[a * m + to] += value * x[from + a * m];
    });
  }
}

/** out[start + a, .] += scale * sum_b A_ab moved[b, .], or A' instead of A. */
function alongItems(
  left: FactorOperator,
  m: number,
  transposed: boolean,
  scale: number,
  moved: Float64Array,
  out: Float64Array,
  start: number,
): void {
  for (let a = 0; a < left.n; a++) {
    left.forEachInRow(a, (b, value) => {
      addRow(scale * value, moved, (transposed ? a : b) * m, out, start + (transposed ? b : a) * m, m);
    });
  }
}

function addRow(amount: number, x: Float64Array, from: number, out: Float64Array, to: number, m: number): void {
  for (let p = 0; p < m; p++) out[to + p] += amount * x[from + p];
}
