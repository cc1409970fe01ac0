import { describe, expect, it } from "vitest";
import newspaper from "../../examples/sudoku/newspaper.json" with { type: "json" };
import { sudoku } from "../../problems/sudoku/index.ts";
import { generateSudoku } from "../../problems/sudoku/sample.ts";
import type { SudokuInstance } from "../../problems/sudoku/schema.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";

const of = (grid: number[][], box?: number[]): SudokuInstance => ({
  problem: "sudoku",
  grid,
  ...(box === undefined ? {} : { box }),
});

/** The documented size: for each empty cell the digits that none in its row, column or box is. Squares boxes only. */
function documentedBits({ grid }: SudokuInstance): number {
  const n = grid.length;
  const side = Math.sqrt(n);
  const sees = (r: number, c: number, a: number, b: number) =>
    r === a ||
    c === b ||
    (Math.floor(r / side) === Math.floor(a / side) && Math.floor(c / side) === Math.floor(b / side));
  let bits = 0;
  for (let cell = 0; cell < n * n; cell++) {
    const [r, c] = [Math.floor(cell / n), cell % n];
    if (grid[r][c] !== 0) continue;
    const seen = grid.flatMap((row, a) => row.filter((_, b) => sees(r, c, a, b)));
    for (let digit = 1; digit <= n; digit++) if (!seen.includes(digit)) bits++;
  }
  return bits;
}

describe("sudoku", () => {
  it("takes one bit a candidate", () => {
    const instances = [
      newspaper as SudokuInstance,
      generateSudoku(createRandom(1), 4),
      generateSudoku(createRandom(2), 9),
    ];
    for (const instance of instances) {
      expect(sudoku.encode(instance, sudoku.defaults).model.n).toBe(documentedBits(instance));
    }
  });

  it("solves the newspaper's puzzle, the first row of which is known", () => {
    requireSchema(sudoku.instanceSchema, newspaper, "newspaper.json", "invalid-instance");
    const { valid, solution, status } = solveSync(sudoku, newspaper as SudokuInstance, { time: 5 });
    expect([valid, status, solution?.grid[0]]).toEqual([true, "optimal", [5, 3, 4, 6, 7, 8, 9, 1, 2]]);
  });

  it("generates puzzles of any size that have a solution", () => {
    for (const size of [1, 4, 9, 16]) expect(sudoku.check(generateSudoku(createRandom(size), size))).toEqual([]);
    expect(solveSync(sudoku, generateSudoku(createRandom(3), 4), { time: 5 }).valid).toBe(true);
  });

  it("takes boxes that are no squares", () => {
    const two = [
      [1, 0],
      [0, 0],
    ];
    const { solution } = solveSync(sudoku, of(two, [1, 2]), { time: 2 });
    expect(solution?.grid).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(sudoku.check(of(two))[0]).toMatchObject({ path: "box", hint: expect.stringContaining("box") as string });
  });

  it("names repeated digits, changed ones, and cells for which none is left", () => {
    const grid = [
      [1, 2, 3, 4],
      [3, 4, 1, 2],
      [2, 1, 4, 3],
      [4, 3, 2, 0],
    ];
    const filled = (last: number) => [...grid.slice(0, 3), [4, 3, 2, last]];
    expect(sudoku.verify(of(grid), { grid: filled(1) })).toEqual([]);
    const [twice] = sudoku.verify(of(grid), { grid: filled(4) });
    expect(twice.message).toBe("row[3] holds 4 twice, at row 3, column 0 and row 3, column 3");
    const changed = [...filled(1)].reverse();
    expect(sudoku.verify(of(grid), { grid: changed })[0].code).toBe("given-changed");
    const stuck = [
      [1, 2, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 3, 0],
      [0, 0, 4, 0],
    ];
    expect(sudoku.check(of(stuck)).map(({ path }) => path)).toEqual(["grid[0][2]"]);
    expect(
      sudoku.check(
        of(
          [
            [1, 1],
            [0, 0],
          ],
          [1, 2],
        ),
      ).length,
    ).toBeGreaterThan(0);
  });

  it("says which constraint a state breaks", () => {
    const { decode, model } = sudoku.encode(
      of(
        [
          [1, 0],
          [0, 0],
        ],
        [1, 2],
      ),
      sudoku.defaults,
    );
    const decoded = decode({ kind: "plain", values: new Int8Array(model.n) });
    expect(isRejected(decoded) && decoded.violations[0].message).toContain("cell[0,1] has no option");
  });
});
