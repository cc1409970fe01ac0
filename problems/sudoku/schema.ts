/** Instances and solutions of sudoku: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { gridSchema } from "../../src/modelling/number-grid.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("sudoku"),
    grid: gridSchema("As many rows as a row has cells; each a digit from 1, or 0 where it is to be found."),
    box: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), {
        minItems: 2,
        maxItems: 2,
        description: "Rows and columns of a box, whose product is the size of the grid. Default: square boxes.",
      }),
    ),
  },
  { ...closed, description: "A sudoku instance: a grid with some digits." },
);
export type SudokuInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  { grid: gridSchema("The grid with all digits.") },
  { ...closed, description: "A filled grid." },
);
export type SudokuSolution = Static<typeof solutionSchema>;

/** Rows and columns of a box; of no use when their product is not the size. */
export function boxOf({ grid, box }: SudokuInstance): readonly [rows: number, columns: number] {
  const root = Math.floor(Math.sqrt(grid.length));
  return box === undefined ? [root, root] : [box[0], box[1]];
}

/** The rows, columns and boxes: [row, column] of their cells. */
export function unitsOf(
  instance: SudokuInstance,
): { name: string; cells: (readonly [row: number, column: number])[] }[] {
  const n = instance.grid.length;
  const [rows, columns] = boxOf(instance);
  const all = Array.from({ length: n }, (_, k) => k);
  return all.flatMap((u) => {
    const top = Math.floor(u / rows) * rows; // n / columns = rows boxes stand beside each other
    const left = (u % rows) * columns;
    return [
      { name: `row[${u}]`, cells: all.map((k) => [u, k] as const) },
      { name: `column[${u}]`, cells: all.map((k) => [k, u] as const) },
      { name: `box[${u}]`, cells: all.map((k) => [top + Math.floor(k / columns), left + (k % columns)] as const) },
    ];
  });
}
