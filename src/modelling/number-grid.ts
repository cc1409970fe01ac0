/** Square puzzles: n x n cells with numbers from 1, 0 where a solution is to fill one in. Rules on their shape and values. O(n^2). */
import { Type } from "typebox";
import type { Complaint, Drawing, Violation } from "../problem.ts";

const MOST = 20;

export const gridSchema = (description: string) =>
  Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, description: "One row." }), {
    minItems: 1,
    description,
  });

/** As many numbers in each row as there are rows, none above `largest`. */
export function checkGrid(grid: readonly (readonly number[])[], largest: number): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [r, row] of grid.entries()) {
    if (row.length !== grid.length) {
      complaints.push({
        path: `grid[${r}]`,
        found: `${row.length} numbers`,
        expected: `${grid.length}, as there are rows`,
      });
      continue;
    }
    const high = row.findIndex((value) => value > largest);
    if (high < 0) continue;
    complaints.push({ path: `grid[${r}][${high}]`, found: String(row[high]), expected: `0 to ${largest}` });
  }
  return complaints.slice(0, MOST);
}

/** A filled grid of the shape of the instance, with numbers from 1 to `largest`, that keeps what was given; the first difference. */
export function verifyFilled(
  given: readonly (readonly number[])[],
  filled: readonly (readonly number[])[],
  largest: number,
): Violation[] {
  const n = given.length;
  if (filled.length !== n || filled.some((row) => row.length !== n)) {
    return [{ code: "wrong-shape", message: `the grid is not ${n} rows of ${n} numbers` }];
  }
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const value = filled[r][c];
      if (value < 1 || value > largest) {
        return [{ code: "wrong-value", message: `row ${r}, column ${c} holds ${value}, expected 1 to ${largest}` }];
      }
      if (given[r][c] !== 0 && given[r][c] !== value) {
        const message = `row ${r}, column ${c} holds ${value}, and ${given[r][c]} was given`;
        return [{ code: "given-changed", message }];
      }
    }
  }
  return [];
}

/** [row, column] of the cells to fill, row by row. */
export function emptyCells(grid: readonly (readonly number[])[]): [row: number, column: number][] {
  return grid.flatMap((row, r) => row.flatMap((value, c): [number, number][] => (value === 0 ? [[r, c]] : [])));
}

/** The grid with the values, in the order of its empty cells. */
export function fillGrid(grid: readonly (readonly number[])[], values: readonly number[]): number[][] {
  let next = 0;
  return grid.map((row) => row.map((value) => (value === 0 ? values[next++] : value)));
}

/** Row by row in a line each, numbers of one width. */
export function tellGrid(grid: readonly (readonly number[])[]): string {
  const width = String(grid.flat().reduce((most, value) => Math.max(most, value), 0)).length;
  return grid.map((row) => row.map((value) => String(value).padStart(width)).join(" ")).join("\n");
}

/** Numbers at their places, given ones in another group than those found. @param block rows and columns of a box */
export function drawGrid(
  title: string,
  given: readonly (readonly number[])[],
  filled: readonly (readonly number[])[],
  block?: readonly [rows: number, columns: number],
): Drawing {
  const points = filled.flatMap((row, r) =>
    row.flatMap((value, c) =>
      value === 0 ? [] : [{ x: c, y: -r, label: String(value), group: given[r][c] === 0 ? 1 : 0 }],
    ),
  );
  const side = { rows: given.length, columns: given.length };
  return {
    title,
    points,
    lines: [],
    board: block === undefined ? side : { ...side, block: { rows: block[0], columns: block[1] } },
  };
}
