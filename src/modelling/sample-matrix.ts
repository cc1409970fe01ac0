/** Random square matrices for samples of instances. */
import { GroundstateError } from "../errors.ts";

/** Rows of a generated matrix: beyond it instances are hundreds of megabytes as text. */
const LARGEST = 5000;

/** @throws {GroundstateError} "invalid-options" for a matrix that is too large to be written */
export function refuseLargeMatrix(size: number): void {
  if (size <= LARGEST) return;
  const hint = "An instance holds size x size numbers.";
  throw new GroundstateError("invalid-options", `size is ${size}, expected at most ${LARGEST}`, { hint });
}

/** n x n numbers, drawn row by row; the diagonal is 0 unless it is drawn as well. O(n^2). */
export function sampleMatrix(n: number, symmetric: boolean, diagonal: boolean, draw: () => number): number[][] {
  const rows = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = symmetric ? i : 0; j < n; j++) {
      if (i === j && !diagonal) continue;
      rows[i][j] = draw();
      if (symmetric) rows[j][i] = rows[i][j];
    }
  }
  return rows;
}
