/** Matrix products in TypeScript: two rows of A beside four columns of B, so that every number read is used twice or more. */
import { MemoryError } from "../../errors.ts";
import { type MatrixProduct, type MatrixShape, STRIP } from "./types.ts";

/** Bytes of the copies of A and B, filled up to whole strips. */
function productBytes({ rows, inner, columns }: MatrixShape): number {
  return 8 * inner * (wholeStrips(rows) + wholeStrips(columns));
}

/** The next multiple of STRIP. */
export function wholeStrips(count: number): number {
  return Math.ceil(count / STRIP) * STRIP;
}

/** @throws {MemoryError} */
export function createMatrixProduct(shape: MatrixShape, memoryLimit: number): MatrixProduct {
  const bytes = productBytes(shape);
  if (bytes > memoryLimit) throw new MemoryError(productName(shape), bytes, memoryLimit, "Raise the memory limit.");
  const { rows, inner, columns } = shape;
  // Rows of A and columns of B, each contiguous, with zeros up to whole strips.
  const left = new Float64Array(wholeStrips(rows) * inner);
  const right = new Float64Array(wholeStrips(columns) * inner);
  const block = new Float64Array(8);
  return {
    setLeft: (values) => left.set(values),
    setLeftTransposed: (values) => transposeInto(left, values, inner, rows),
    setRight: (values) => transposeInto(right, values, inner, columns),
    strip(from, out, until = columns) {
      for (let i = from; i < Math.min(from + STRIP, rows); i += 2) {
        for (let j = 0; j < until; j += STRIP) {
          twoByFour(left, i * inner, right, j * inner, inner, block);
          for (let c = 0; c < Math.min(STRIP, columns - j); c++) {
            out[(i - from) * columns + j + c] = block[c];
            if (i + 1 < rows) out[(i + 1 - from) * columns + j + c] = block[STRIP + c];
          }
        }
      }
    },
  };
}

/** What refusals call it. */
export function productName({ rows, inner, columns }: MatrixShape): string {
  return `a product of ${rows} x ${inner} and ${inner} x ${columns} numbers`;
}

/** target[j * rows + i] = values[i * columns + j]. */
function transposeInto(target: Float64Array, values: ArrayLike<number>, rows: number, columns: number): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) target[j * rows + i] = values[i * columns + j];
  }
}

/** Scalar products of two rows from `p` on with four rows from `q` on. */
function twoByFour(x: Float64Array, p: number, y: Float64Array, q: number, length: number, block: Float64Array): void {
  const p1 = p + length;
  const q1 = q + length;
  const q2 = q1 + length;
  const q3 = q2 + length;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let t0 = 0;
  let t1 = 0;
  let t2 = 0;
  let t3 = 0;
  for (let k = 0; k < length; k++) {
    const u = x[p + k];
    const v = x[p1 + k];
    const y0 = y[q + k];
    const y1 = y[q1 + k];
    const y2 = y[q2 + k];
    const y3 = y[q3 + k];
    s0 += u * y0;
    s1 += u * y1;
    s2 += u * y2;
    s3 += u * y3;
    t0 += v * y0;
    t1 += v * y1;
    t2 += v * y2;
    t3 += v * y3;
  }
  block[0] = s0;
  block[1] = s1;
  block[2] = s2;
  block[3] = s3;
  block[4] = t0;
  block[5] = t1;
  block[6] = t2;
  block[7] = t3;
}
