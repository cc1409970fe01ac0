/** Grids that have a solution, with cells taken out: a shifted pattern, its digits, rows and columns mixed within their bands. */
import { emptyCells } from "../../src/modelling/number-grid.ts";
import type { Random } from "../../src/random.ts";
import { candidatesOf } from "./candidates.ts";
import type { SudokuInstance } from "./schema.ts";

/** A full grid of boxes of `rows` x `columns`. */
function fullGrid(random: Random, rows: number, columns: number): number[][] {
  const n = rows * columns;
  const digits = Int32Array.from({ length: n }, (_, k) => k + 1);
  random.shuffle(digits);
  const rowTurn = mixedWithin(random, columns, rows);
  const columnTurn = mixedWithin(random, rows, columns);
  // Row r of the pattern is the first, moved by a box for each row in its band, and by one for each band.
  const shift = (r: number) => columns * (r % rows) + Math.floor(r / rows);
  return rowTurn.map((r) => columnTurn.map((c) => digits[(shift(r) + c) % n]));
}

/** 0 to bands * size - 1, bands in random order, and within each. */
function mixedWithin(random: Random, bands: number, size: number): number[] {
  const turn = (count: number) => {
    const order = Int32Array.from({ length: count }, (_, k) => k);
    random.shuffle(order);
    return [...order];
  };
  return turn(bands).flatMap((band) => turn(size).map((k) => band * size + k));
}

/** Empties random cells while `goesOn` for the number of those that are. */
function emptied(random: Random, grid: number[][], goesOn: (empty: number, grid: number[][]) => boolean): number[][] {
  const turn = Int32Array.from({ length: grid.length ** 2 }, (_, k) => k);
  random.shuffle(turn);
  for (const [k, cell] of turn.entries()) {
    const [r, c] = [Math.floor(cell / grid.length), cell % grid.length];
    const digit = grid[r][c];
    grid[r][c] = 0;
    if (goesOn(k + 1, grid)) continue;
    grid[r][c] = digit;
    break;
  }
  return grid;
}

const FEW_BITS = 12;

export function sampleSudoku(random: Random, size: number): SudokuInstance {
  const [rows, columns] = [
    [1, 1],
    [2, 2],
    [2, 2],
    [2, 3],
    [1, 3],
    [3, 1],
  ][random.below(Math.min(6, Math.max(1, size)))];
  const box = rows === columns && random.below(2) === 0 ? {} : { box: [rows, columns] };
  const small = random.below(4) > 0;
  const third = (rows * columns) ** 2 / 3;
  const grid = emptied(random, fullGrid(random, rows, columns), (empty, so) => {
    if (!small) return empty <= third;
    const { digits } = candidatesOf({ problem: "sudoku", grid: so, ...box });
    return digits.reduce((sum, list) => sum + list.length, 0) <= FEW_BITS;
  });
  return { problem: "sudoku", grid, ...box };
}

const SHARE_EMPTY = 0.55; // newspapers' easier puzzles: 36 digits of 81 are given

/** Of the least square size n^2 that is at least the wished one; the solution need not be the only one. */
export function generateSudoku(random: Random, size: number): SudokuInstance {
  const root = Math.max(1, Math.ceil(Math.sqrt(size)));
  const grid = emptied(random, fullGrid(random, root, root), (empty) => empty <= SHARE_EMPTY * root ** 4);
  return { problem: "sudoku", name: `sudoku-${root * root}-${emptyCells(grid).length}`, grid };
}
