/** Option grids, without anything that knows solvers: the command line reads them before it loads those. */

/** Every combination of the values listed: { a: [1, 2], b: [3] } gives { a: 1, b: 3 }, { a: 2, b: 3 }. */
export function optionGrid(lists: Readonly<Record<string, readonly unknown[]>>): Record<string, unknown>[] {
  return Object.entries(lists).reduce<Record<string, unknown>[]>(
    (grid, [name, values]) => grid.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}
