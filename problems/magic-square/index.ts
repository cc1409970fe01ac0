/**
 * Magic squares: the numbers 1 to n^2, each once, so that every row, every column and both diagonals have one sum, n (n^2 + 1) / 2.
 * The m numbers that are not given in a permutation over the m empty cells, m^2 bits, and an equation a line with an empty cell.
 * Nothing is minimised: any positive weight is enough.
 */

import { checkGrid, drawGrid, emptyCells, fillGrid, tellGrid, verifyFilled } from "../../src/modelling/number-grid.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { at, equal, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Expression } from "../../src/modelling/program/types.ts";
import type { Complaint, Violation } from "../../src/problem.ts";
import { sampleMagicSquare } from "./sample.ts";
import {
  instanceSchema,
  linesOf,
  type MagicSquareInstance,
  type MagicSquareSolution,
  magicSum,
  missingNumbers,
  solutionSchema,
} from "./schema.ts";

const MOST = 20;

function check({ grid }: MagicSquareInstance): readonly Complaint[] {
  const n = grid.length;
  const wrong = checkGrid(grid, n * n);
  if (wrong.length > 0) return wrong;
  if (n === 2)
    return [{ path: "grid", found: "2 rows", expected: "1, or 3 and more", hint: "There is no such square." }];
  const given = grid.flat();
  const twice = given.findIndex((value, k) => value !== 0 && given.indexOf(value) < k);
  if (twice >= 0) {
    const path = `grid[${Math.floor(twice / n)}][${twice % n}]`;
    return [{ path, found: `${given[twice]} again`, expected: "each number at most once" }];
  }
  const full = linesOf(n).filter(({ cells }) => cells.every(([r, c]) => grid[r][c] !== 0));
  const off = full.filter(({ cells }) => cells.reduce((total, [r, c]) => total + grid[r][c], 0) !== magicSum(n));
  return off.slice(0, MOST).map(({ name, cells }) => {
    const found = `${name} with sum ${cells.reduce((total, [r, c]) => total + grid[r][c], 0)}`;
    return { path: "grid", found, expected: `sum ${magicSum(n)}` };
  });
}

function statement(instance: MagicSquareInstance) {
  const { grid } = instance;
  const n = grid.length;
  const model = program();
  const cells = emptyCells(grid);
  const numbers = missingNumbers(instance);
  if (cells.length === 0) return model.build();
  const places = cells.map(([r, c]) => `row ${r}, column ${c}`);
  const order = model.order("numbers", numbers.map(String), places);
  const place = new Map(cells.map(([r, c], k) => [r * n + c, k]));
  for (const { name, cells: line } of linesOf(n)) {
    const terms: Expression[] = line.flatMap(([r, c]) => {
      const k = place.get(r * n + c);
      return k === undefined ? [sum(grid[r][c])] : numbers.map((value, item) => times(value, at(order, item, k)));
    });
    if (line.some(([r, c]) => grid[r][c] === 0)) model.subjectTo(name, equal(sum(terms), magicSum(n)));
  }
  return model.build();
}

function verify({ grid: given }: MagicSquareInstance, { grid }: MagicSquareSolution): readonly Violation[] {
  const n = given.length;
  const wrong = verifyFilled(given, grid, n * n);
  if (wrong.length > 0) return wrong;
  const values = grid.flat();
  const twice = values.find((value, k) => values.indexOf(value) < k);
  if (twice !== undefined) return [{ code: "number-twice", message: `${twice} stands there twice` }];
  return linesOf(n).flatMap(({ name, cells }): Violation[] => {
    const total = cells.reduce((so, [r, c]) => so + grid[r][c], 0);
    if (total === magicSum(n)) return [];
    const message = `${name} adds up to ${total}, not ${magicSum(n)}`;
    return [{ code: "wrong-sum", message, amount: Math.abs(total - magicSum(n)) }];
  });
}

export const magicSquare = programProblem<MagicSquareInstance, MagicSquareSolution>({
  id: "magic-square",
  title: "Magic square",
  summary:
    "Fill an n x n square with the numbers 1 to n^2, each once, so that every row, every column and both diagonals add up to the same sum; some numbers may be given. The m numbers left are a permutation over the m empty cells, m^2 bits, and every line is an equation. Nothing is minimised, so any positive penalty is enough, and the energy is 0 exactly at magic squares.",
  sources: [
    "De la Loubere 1693, A new historical relation of the kingdom of Siam",
    "Xie & Kang 2003, An evolutionary algorithm for magic squares",
  ],
  sense: "min",
  objective: "nothing: any magic square will do",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ grid }) => `order ${grid.length}, ${emptyCells(grid).length} cells empty`,
  program: statement,
  toSolution(instance, assignment) {
    const numbers = missingNumbers(instance);
    const order = (assignment[0] ?? []) as readonly number[];
    return {
      grid: fillGrid(
        instance.grid,
        order.map((item) => numbers[item]),
      ),
    };
  },
  toAssignment(instance, { grid }) {
    const numbers = missingNumbers(instance);
    const cells = emptyCells(instance.grid);
    return cells.length === 0 ? [] : [cells.map(([r, c]) => numbers.indexOf(grid[r][c]))];
  },
  cost: () => 0,
  verify,
  bound: () => ({ value: 0, proof: "nothing is minimised" }),
  answer: (_instance, objective) => (objective === null ? "no magic square found" : "magic"),
  sample: sampleMagicSquare,
  generate: (_random, size) => ({
    problem: "magic-square",
    name: `order-${size}`,
    grid: Array.from({ length: size }, () => new Array<number>(size).fill(0)),
  }),
  tell: (_instance, { grid }) => `\n${tellGrid(grid)}`,
  draw: ({ name, grid }, solution) => drawGrid(name ?? "magic square", grid, solution?.grid ?? grid),
});
