/**
 * Sudoku: fill the empty cells so that every row, column and box holds each digit once.
 * One choice an empty cell, among the digits that no given digit rules out; in every row, column and box at most one cell has a digit.
 * Nothing is minimised: any positive weight is enough. One bit a candidate.
 */
import { checkGrid, drawGrid, fillGrid, tellGrid, verifyFilled } from "../../src/modelling/number-grid.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { atMostOne, is } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Expression } from "../../src/modelling/program/types.ts";
import type { Complaint } from "../../src/problem.ts";
import { candidatesOf } from "./candidates.ts";
import { repeatedDigits } from "./referee.ts";
import { generateSudoku, sampleSudoku } from "./sample.ts";
import { boxOf, instanceSchema, type SudokuInstance, type SudokuSolution, solutionSchema, unitsOf } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: SudokuInstance): readonly Complaint[] {
  const { grid } = instance;
  const n = grid.length;
  const [rows, columns] = boxOf(instance);
  if (rows * columns !== n) {
    const expected = `rows and columns of a box whose product is ${n}`;
    return [
      { path: "box", found: `${rows} x ${columns}`, expected, hint: "State box, such as [2, 3] for a grid of 6." },
    ];
  }
  const wrong = checkGrid(grid, n);
  if (wrong.length > 0) return wrong;
  const twice = repeatedDigits(instance, grid);
  if (twice.length > 0) {
    return twice.map(({ message }) => ({ path: "grid", found: message, expected: "each digit at most once" }));
  }
  const { cells, digits } = candidatesOf(instance);
  const complaints = cells.flatMap(([r, c], k): Complaint[] => {
    if (digits[k].length > 0) return [];
    return [{ path: `grid[${r}][${c}]`, found: "an empty cell for which no digit is left", expected: "one at least" }];
  });
  return complaints.slice(0, MOST_COMPLAINTS);
}

function statement(instance: SudokuInstance) {
  const model = program();
  const { cells, digits } = candidatesOf(instance);
  const n = instance.grid.length;
  /** By row * n + column, then by digit. */
  const has = new Map<number, Map<number, Expression>>();
  for (const [k, [r, c]] of cells.entries()) {
    const cell = model.choice(`cell[${r},${c}]`, digits[k].map(String));
    has.set(r * n + c, new Map(digits[k].map((digit, option) => [digit, is(cell, option)])));
  }
  for (const { name, cells: unit } of unitsOf(instance)) {
    for (let digit = 1; digit <= n; digit++) {
      const places = unit.flatMap(([r, c]) => has.get(r * n + c)?.get(digit) ?? []);
      if (places.length > 1) model.subjectTo(`${name.replace("]", `,${digit}]`)}`, atMostOne(places));
    }
  }
  return model.build();
}

export const sudoku = programProblem<SudokuInstance, SudokuSolution>({
  id: "sudoku",
  title: "Sudoku",
  summary:
    "Fill the empty cells of a grid so that every row, every column and every box holds each digit once; grids of any size with boxes of any shape. One bit for each digit that an empty cell can still hold; nothing is minimised, so any positive penalty is enough, and the energy is 0 exactly at solutions.",
  sources: [
    "Yato & Seta 2003, Complexity and completeness of finding another solution and its application to puzzles",
    "Lewis 2007, Metaheuristics can solve sudoku puzzles",
  ],
  sense: "min",
  objective: "nothing: any solution will do",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ grid }) =>
    `${grid.length} x ${grid.length} cells, ${grid.flat().filter((digit) => digit === 0).length} empty`,
  program: statement,
  toSolution(instance, assignment) {
    const { digits } = candidatesOf(instance);
    return {
      grid: fillGrid(
        instance.grid,
        assignment.map((option, k) => digits[k][option as number]),
      ),
    };
  },
  toAssignment(instance, { grid }) {
    const { cells, digits } = candidatesOf(instance);
    return cells.map(([r, c], k) => digits[k].indexOf(grid[r][c]));
  },
  cost: () => 0,
  verify(instance, { grid }) {
    const wrong = verifyFilled(instance.grid, grid, instance.grid.length);
    return wrong.length > 0 ? wrong : repeatedDigits(instance, grid);
  },
  bound: () => ({ value: 0, proof: "nothing is minimised" }),
  answer: (_instance, objective) => (objective === null ? "no solution found" : "solved"),
  sample: sampleSudoku,
  generate: generateSudoku,
  tell: (_instance, { grid }) => `\n${tellGrid(grid)}`,
  draw(instance, solution) {
    const { name, grid } = instance;
    return drawGrid(name ?? "sudoku", grid, solution?.grid ?? grid, boxOf(instance));
  },
});
