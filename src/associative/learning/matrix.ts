/** Square matrices that rules fill: asked for before they are allocated, symmetric to the bit, with a diagonal of zeros. */
import { formatBytes, MemoryError } from "../../errors.ts";
import { type MatrixProduct, STRIP } from "../../kernels/matrix-products/types.ts";
import type { LearningContext, LearningProgress } from "./types.ts";

/** @throws {MemoryError} when `matrices` matrices of size x size doubles exceed the limit */
export function requireMatrices(size: number, matrices: number, memoryLimit: number, what: string): void {
  const bytes = 8 * size * size * matrices;
  if (bytes <= memoryLimit) return;
  const hint = `Raise the memory limit to ${formatBytes(1.1 * bytes)}, or give patterns of fewer spins.`;
  throw new MemoryError(`${what} over ${size} spins`, bytes, memoryLimit, hint);
}

/** X'X without its diagonal, size x size, for rows X (row-major count x size). O(count size^2 / 2) multiplications. @throws {MemoryError} */
export function* outerProducts(
  rows: ArrayLike<number>,
  count: number,
  size: number,
  { kernels, memoryLimit }: LearningContext,
): Generator<LearningProgress, Float64Array, void> {
  const product = kernels.matrixProduct({ rows: size, inner: count, columns: size }, memoryLimit);
  product.setLeftTransposed(rows);
  product.setRight(rows);
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i += STRIP) {
    product.strip(i, out.subarray(i * size), Math.min(size, i + STRIP));
    yield { share: (i / size) ** 2, note: "sums of outer products" };
  }
  mirror(out, size);
  return out;
}

/** All of a product into `out`, rows x columns, four rows between two yields. */
export function* multiply(
  product: MatrixProduct,
  rows: number,
  columns: number,
  out: Float64Array,
): Generator<LearningProgress, void, void> {
  for (let i = 0; i < rows; i += STRIP) {
    product.strip(i, out.subarray(i * columns));
    yield { share: i / rows, note: `row ${i + 1} of ${rows}` };
  }
}

/** Copies the entries below the diagonal above it, and clears the diagonal. */
export function mirror(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j];
    matrix[i * size + i] = 0;
  }
}
