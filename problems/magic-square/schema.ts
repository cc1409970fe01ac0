/** Instances and solutions of magic squares: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { gridSchema } from "../../src/modelling/number-grid.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("magic-square"),
    grid: gridSchema("n rows of n numbers from 1 to n^2, each at most once, or 0 where one is to be found."),
  },
  { ...closed, description: "A magic-square instance: a square with some numbers, or none." },
);
export type MagicSquareInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  { grid: gridSchema("The square with all numbers.") },
  { ...closed, description: "A filled square." },
);
export type MagicSquareSolution = Static<typeof solutionSchema>;

/** What every line adds up to: n (n^2 + 1) / 2. */
export const magicSum = (n: number): number => (n * (n * n + 1)) / 2;

/** Rows, columns and both diagonals: [row, column] of their cells. */
export function linesOf(n: number): { name: string; cells: (readonly [row: number, column: number])[] }[] {
  const all = Array.from({ length: n }, (_, k) => k);
  return [
    ...all.map((r) => ({ name: `row[${r}]`, cells: all.map((k) => [r, k] as const) })),
    ...all.map((c) => ({ name: `column[${c}]`, cells: all.map((k) => [k, c] as const) })),
    { name: "diagonal[falling]", cells: all.map((k) => [k, k] as const) },
    { name: "diagonal[rising]", cells: all.map((k) => [n - 1 - k, k] as const) },
  ];
}

/** The numbers that are not given, ascending. */
export function missingNumbers({ grid }: MagicSquareInstance): number[] {
  const given = new Set(grid.flat());
  return Array.from({ length: grid.length ** 2 }, (_, k) => k + 1).filter((value) => !given.has(value));
}
