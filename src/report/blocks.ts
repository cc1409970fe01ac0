/**
 * Matrices as cells of a picture. A large matrix is drawn in square blocks, so that a picture has at most about 160 x 160 cells
 * whatever the matrix: a screen shows no more of it, and a reader sees no more.
 */
import { px } from "./canvas.ts";

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row-major. */
  readonly values: ArrayLike<number>;
}

export interface Blocks extends Matrix {
  readonly values: Float64Array;
  /** Rows and columns of the matrix that a cell stands for. */
  readonly block: number;
}

const MOST_CELLS = 160;

/** How values of a block become one: `mean` for grey values, `strongest` (by magnitude) where the sign matters. Unknown cells do not count. */
export type Merge = "mean" | "strongest";

/** O(rows x columns). */
export function blocksOf({ rows, columns, values }: Matrix, merge: Merge): Blocks {
  const block = Math.max(1, Math.ceil(Math.max(rows, columns) / MOST_CELLS));
  const [tall, wide] = [Math.ceil(rows / block), Math.ceil(columns / block)];
  const merged = new Float64Array(tall * wide).fill(Number.NaN);
  const counts = new Uint32Array(tall * wide);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column];
      if (value === undefined || Number.isNaN(value)) continue;
      const cell = Math.floor(row / block) * wide + Math.floor(column / block);
      const count = ++counts[cell];
      const old = merged[cell];
      if (count === 1) merged[cell] = value;
      else if (merge === "mean") merged[cell] = old + (value - old) / count;
      else if (Math.abs(value) > Math.abs(old)) merged[cell] = value;
    }
  }
  return { rows: tall, columns: wide, values: merged, block };
}

/** Cells by level: path data in pixels, runs of a row in one piece. `levelOf` gives an integer, or null for cells that are not drawn. */
export function cellPaths(
  { rows, columns, values }: Matrix,
  left: number,
  top: number,
  cell: number,
  levelOf: (value: number) => number | null,
): ReadonlyMap<number, string> {
  const pieces = new Map<number, string[]>();
  for (let row = 0; row < rows; row++) {
    for (let start = 0, end = 0; start < columns; start = end) {
      const level = levelOf(values[row * columns + start]);
      do end++;
      while (end < columns && levelOf(values[row * columns + end]) === level);
      if (level === null) continue;
      const list = pieces.get(level) ?? [];
      pieces.set(level, list);
      const [x, y, run] = [left + start * cell, top + row * cell, (end - start) * cell];
      list.push(`M${px(x)},${px(y)}h${px(run)}v${px(cell)}h${px(-run)}z`);
    }
  }
  return new Map([...pieces].sort(([a], [b]) => a - b).map(([level, list]) => [level, list.join("")]));
}

/** Diagonals through unknown cells, as path data. */
export function unknownPaths({ rows, columns, values }: Matrix, left: number, top: number, cell: number): string {
  const pieces: string[] = [];
  for (let i = 0; i < rows * columns; i++) {
    if (!Number.isNaN(values[i])) continue;
    const [x, y] = [left + (i % columns) * cell, top + Math.floor(i / columns) * cell];
    pieces.push(`M${px(x)},${px(y + cell)}l${px(cell)},${px(-cell)}`);
  }
  return pieces.join("");
}
