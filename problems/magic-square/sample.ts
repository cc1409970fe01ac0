/** Magic squares with some of their numbers taken out: those of odd order by the Siamese method, of order 4 Duerer's, turned. */
import type { Random } from "../../src/random.ts";
import type { MagicSquareInstance } from "./schema.ts";

const DUERER = [
  [16, 3, 2, 13],
  [5, 10, 11, 8],
  [9, 6, 7, 12],
  [4, 15, 14, 1],
];

/** De la Loubere 1693: one step up and to the right for each number, one down where that is taken. */
function siamese(n: number): number[][] {
  const grid = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  let [r, c] = [0, (n - 1) / 2];
  for (let value = 1; value <= n * n; value++) {
    grid[r][c] = value;
    const [up, right] = [(r + n - 1) % n, (c + 1) % n];
    [r, c] = grid[up][right] === 0 ? [up, right] : [(r + 1) % n, c];
  }
  return grid;
}

const turned = (grid: number[][]): number[][] => grid.map((_, k) => grid.map((row) => row[k]).reverse());

const MOST_EMPTY = 3; // an order of 3 takes 9 bits

export function sampleMagicSquare(random: Random, size: number): MagicSquareInstance {
  const n = [1, 3, 3, 4, 5][random.below(Math.min(5, Math.max(1, Math.floor(size))))];
  let grid = n === 4 ? DUERER.map((row) => [...row]) : siamese(n);
  for (let k = random.below(4); k > 0; k--) grid = turned(grid);
  const cells = Int32Array.from({ length: n * n }, (_, k) => k);
  random.shuffle(cells);
  const empty = Math.min(n * n, random.below(6) === 0 ? 4 + random.below(2) : random.below(MOST_EMPTY + 1));
  for (const cell of cells.slice(0, empty)) grid[Math.floor(cell / n)][cell % n] = 0;
  return { problem: "magic-square", grid };
}
