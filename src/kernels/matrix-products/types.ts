/**
 * Matrix products C = A B in doubles, again and again with factors of the same shape, four rows of C at a time so that callers
 * yield between strips. Every entry is summed over ascending k from 0, one rounding a product and one a sum: the same bits from all
 * kernels, and a symmetric product (A = B') is symmetric to the bit. A row of strips costs 4 inner columns multiplications.
 */
export interface MatrixShape {
  /** Of A and C. */
  readonly rows: number;
  /** Columns of A, rows of B. */
  readonly inner: number;
  /** Of B and C. */
  readonly columns: number;
}

/** Rows of a strip. */
export const STRIP = 4;

export interface MatrixProduct {
  /** Copies A, row-major rows x inner. */
  setLeft(values: ArrayLike<number>): void;
  /** Copies A from its transpose, row-major inner x rows. */
  setLeftTransposed(values: ArrayLike<number>): void;
  /** Copies B, row-major inner x columns. */
  setRight(values: ArrayLike<number>): void;
  /**
   * Writes rows `from` to from + 3 of C, those that exist, one behind the other from the beginning of `out` on. `from` is a
   * multiple of STRIP. Only columns below `until` (default: all) are sure to be written: half of a symmetric product.
   */
  strip(from: number, out: Float64Array, until?: number): void;
}
