/** Which digits may stand in an empty cell: those that no given digit in its row, column or box rules out. O(n^2). */
import { emptyCells } from "../../src/modelling/number-grid.ts";
import { type SudokuInstance, unitsOf } from "./schema.ts";

export interface Candidates {
  /** Empty cells, row by row. */
  readonly cells: readonly (readonly [row: number, column: number])[];
  /** Ascending digits from 1, a list a cell. */
  readonly digits: readonly (readonly number[])[];
}

export function candidatesOf(instance: SudokuInstance): Candidates {
  const { grid } = instance;
  const n = grid.length;
  const open = grid.map((row) => row.map(() => new Array<boolean>(n + 1).fill(true)));
  for (const { cells } of unitsOf(instance)) {
    for (const [r, c] of cells) for (const [a, b] of cells) open[r][c][grid[a][b]] = false;
  }
  const cells = emptyCells(grid);
  const all = Array.from({ length: n }, (_, k) => k + 1);
  return { cells, digits: cells.map(([r, c]) => all.filter((digit) => open[r][c][digit])) };
}
