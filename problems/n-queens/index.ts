/**
 * Queens on an n x n board, one in every row and column, so that as few pairs as possible share a diagonal: none, where that can be.
 * minimise the number of pairs on a diagonal over permutations, x_rc = 1 where the queen of row r stands in column c: n^2 bits,
 * O(n^3) couplings. Blocked squares ask x_rc = 0.
 */
import { program } from "../../src/modelling/program/builder.ts";
import { at, atMostOne, not } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Expression } from "../../src/modelling/program/types.ts";
import type { Complaint, Drawing } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import { attacks, verifyQueens } from "./referee.ts";
import { instanceSchema, type QueensInstance, type QueensSolution, solutionSchema } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check({ size, blocked = [] }: QueensInstance): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const free = { row: new Array<number>(size).fill(size), column: new Array<number>(size).fill(size) };
  const seen = new Set<number>();
  for (const [k, [row, column]] of blocked.entries()) {
    if (row >= size || column >= size) {
      const expected = `a row and a column from 0 to ${size - 1}`;
      complaints.push({ path: `blocked[${k}]`, found: `[${row}, ${column}]`, expected });
    } else if (seen.has(row * size + column)) {
      complaints.push({ path: `blocked[${k}]`, found: `[${row}, ${column}] again`, expected: "each square once" });
    } else {
      seen.add(row * size + column);
      free.row[row]--;
      free.column[column]--;
    }
    if (complaints.length === MOST_COMPLAINTS) return complaints;
  }
  for (const line of ["row", "column"] as const) {
    const full = free[line].indexOf(0);
    if (full < 0) continue;
    const hint = "Then no queen can stand in it.";
    complaints.push({ path: "blocked", found: `all of ${line} ${full}`, expected: "a free square in it", hint });
  }
  return complaints;
}

function statement({ size, blocked = [] }: QueensInstance) {
  const model = program();
  const queens = model.order(
    "queens",
    Array.from({ length: size }, (_, c) => `column ${c}`),
    Array.from({ length: size }, (_, row) => `row ${row}`),
  );
  const rising: Expression[][] = Array.from({ length: 2 * size - 1 }, () => []);
  const falling: Expression[][] = Array.from({ length: 2 * size - 1 }, () => []);
  for (let row = 0; row < size; row++) {
    for (let c = 0; c < size; c++) {
      rising[row + c].push(at(queens, c, row));
      falling[row - c + size - 1].push(at(queens, c, row));
    }
  }
  for (const [name, diagonals] of Object.entries({ rising, falling })) {
    for (const [d, squares] of diagonals.entries()) {
      if (squares.length > 1) model.subjectTo(`${name}[${d}]`, atMostOne(squares), { price: 1 });
    }
  }
  for (const [row, c] of blocked) model.subjectTo(`blocked[${row},${c}]`, not(at(queens, c, row)));
  return model.build();
}

function sample(random: Random, size: number): QueensInstance {
  const n = random.below(4) === 0 ? Math.max(1, Math.min(8, Math.floor(size))) : 1 + random.below(3);
  const squares = Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n]);
  const blocked = squares.filter(() => random.below(6) === 0);
  const instance: QueensInstance = { problem: "n-queens", size: n, blocked };
  return blocked.length === 0 || check(instance).length > 0 ? { problem: "n-queens", size: n } : instance;
}

/** The board with its blocked squares, and the queens; lines join those that attack each other. */
function draw({ size, blocked = [], name }: QueensInstance, solution: QueensSolution | null): Drawing {
  const column = solution?.column ?? [];
  const queens = column.map((c, row) => ({ x: c, y: -row, label: String.fromCodePoint(0x265b), group: 0 }));
  const barred = blocked.map(([row, c]) => ({ x: c, y: -row, label: "×", group: 7 }));
  const lines = column.flatMap((c, from) =>
    column.flatMap((other, to) =>
      to > from && Math.abs(other - c) === to - from ? [{ from, to, role: "cut" as const }] : [],
    ),
  );
  const title = name ?? `${size} queens`;
  return { title, points: [...queens, ...barred], lines, board: { rows: size, columns: size } };
}

export const nQueens = programProblem<QueensInstance, QueensSolution>({
  id: "n-queens",
  title: "N queens",
  summary:
    "Place n queens on an n x n board, one in every row and column and none on a blocked square, so that as few pairs as possible attack each other along a diagonal; 0 solves the classical puzzle, which can be done for every n but 2 and 3 on a free board. n^2 bits, a permutation of the columns.",
  sources: [
    "Bezzel 1848, Berliner Schachzeitung 3",
    "Bell & Stevens 2009, A survey of known results and research areas for n-queens",
    "Gent, Jefferson & Nightingale 2017, Complexity of n-queens completion",
  ],
  sense: "min",
  objective: "attacking pairs",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ size, blocked = [] }) =>
    `${size} queens${blocked.length > 0 ? `, ${blocked.length} squares blocked` : ""}`,
  program: statement,
  toSolution: (_instance, assignment) => ({ column: [...(assignment[0] as readonly number[])] }),
  toAssignment: (_instance, { column }) => [column],
  cost: (_instance, { column }) => attacks(column),
  verify: (instance, { column }) => verifyQueens(instance, column),
  bound: () => ({ value: 0, proof: "pairs are counted" }),
  answer(_instance, objective) {
    return objective === 0 ? "placed: no queen attacks another" : "no placement without attacks found";
  },
  sample,
  generate: (_random, size) => ({ problem: "n-queens", size }),
  tell: (_instance, { column }) => `columns, row by row: ${column.join(" ")}`,
  draw,
});
