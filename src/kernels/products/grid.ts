/**
 * Products with Kronecker terms A (x) B in WebAssembly, where A is a full matrix and B has O(1) entries a row (tours): the products
 * with A are sums of rows, which the kernel of dense products takes. Same bits as the reference. Keeps a copy of A, and of A' too
 * unless A is symmetric.
 */
import {
  alongPlaces,
  type FactorOperator,
  factorOperator,
  type GridProduct,
  gridProduct,
  type KroneckerCouplings,
} from "../../model/index.ts";
import { productDoubleModule } from "../generated/product-double.ts";
import { createArena, instantiate } from "../wasm/arena.ts";

interface Exports {
  addDense(wide: number, rows: number, x: number, out: number, length: number, count: number): void;
}

/** Items from which the copies to and from the kernel's memory do not matter. */
const FEWEST_ITEMS = 16;

/** Whether this kernel takes the term. */
export function isTourGrid({ left, right }: KroneckerCouplings): boolean {
  const thin = right.kind === "cycle" || right.kind === "path" || right.kind === "identity";
  const full = left.kind === "dense" || left.kind === "metric" || left.kind === "all-but-diagonal";
  return thin && full && left.n >= FEWEST_ITEMS;
}

/** Bytes of the copies. */
export function tourGridBytes({ left, right }: KroneckerCouplings): number {
  const count = wholeFours(left.n);
  return 8 * (2 * left.n * count + 2 * (count + 1) * (right.n + 1));
}

const wholeFours = (n: number) => Math.ceil(n / 4) * 4;

/** @throws {MemoryError} beyond what one memory can hold */
export function createTourGrid(part: KroneckerCouplings): GridProduct {
  const left = factorOperator(part.left);
  const right = factorOperator(part.right);
  const [items, places] = [left.n, right.n];
  const [count, length] = [wholeFours(items), places + (places & 1)];
  const arena = createArena();
  const movedRegion = arena.reserve(Float64Array, count * length);
  const outRegion = arena.reserve(Float64Array, items * length);
  const amountRegion = arena.reserve(Float64Array, count);
  const { exports, view } = instantiate<Exports>(productDoubleModule, arena, `a product of ${part.n} variables`);
  const [moved, sums, amounts] = [view(movedRegion), view(outRegion), view(amountRegion)];
  const shifted = new Float64Array(part.n);
  const rows = factorRows(left, false);
  const columns = left.symmetric ? rows : factorRows(left, true);

  /** sums[a, .] += scale * sum_b A_ab shifted[b, .], or A' instead of A, b ascending. */
  function alongItems(matrix: Float64Array, scale: number): void {
    for (let b = 0; b < items; b++) moved.set(shifted.subarray(b * places, (b + 1) * places), b * length);
    for (let a = 0; a < items; a++) {
      for (let b = 0; b < items; b++) amounts[b] = scale * matrix[a * items + b];
      const row = outRegion.offset + 8 * a * length;
      exports.addDense(1, movedRegion.offset, amountRegion.offset, row, length, count);
    }
  }
  return {
    cost: gridProduct(part).cost,
    add(x, scale, start, out) {
      for (let a = 0; a < items; a++) {
        const from = start + a * places;
        sums.set(out.subarray(from, from + places), a * length);
      }
      shifted.fill(0);
      alongPlaces(items, right, false, x, start, shifted);
      if (!left.symmetric) {
        alongItems(rows, scale);
        shifted.fill(0);
      }
      alongPlaces(items, right, true, x, start, shifted); // A symmetric: A (x) (B + B') in one pass
      alongItems(columns, scale);
      for (let a = 0; a < items; a++) out.set(sums.subarray(a * length, a * length + places), start + a * places);
    },
  };
}

/** A or A' as a matrix, row-major. */
function factorRows(factor: FactorOperator, transposed: boolean): Float64Array {
  const { n } = factor;
  const values = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    factor.forEachInRow(i, (j, value) => {
      values[transposed ? j * n + i : i * n + j] = value;
    });
  }
  return values;
}
