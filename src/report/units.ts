/** The variables of a model as people see them: their names, and how they lie in rows and columns. */
import { structureOf } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";

/** Variables row by row: that of (row, column) is row * columns + column, from `units` on there is none. */
export interface UnitGrid {
  readonly rows: number;
  readonly columns: number;
  /** Variables in the grid: n, or fewer where slack variables are left out. The last row may be short. */
  readonly units: number;
  readonly rowLabels?: readonly string[];
  readonly columnLabels?: readonly string[];
}

/** Up to here variables without a grid of their own are one row. */
const ONE_ROW = 16;

/** As the labels or the structure of the model say, else in rows of `width`, else one row or a square. */
export function unitGrid(model: EnergyModel, width?: number): UnitGrid {
  const { n, labels } = model;
  if (width !== undefined) return { rows: Math.ceil(n / width), columns: width, units: n };
  if (labels?.kind === "grid") {
    const { rows, columns } = labels;
    const units = rows.length * columns.length;
    return { rows: rows.length, columns: columns.length, units, rowLabels: rows, columnLabels: columns };
  }
  const permutation = structureOf(model, "permutation");
  if (permutation !== null) return { rows: permutation.size, columns: permutation.size, units: permutation.size ** 2 };
  const oneHot = structureOf(model, "one-hot");
  if (oneHot !== null) return { rows: oneHot.groups, columns: oneHot.size, units: oneHot.groups * oneHot.size };
  const columns = n <= ONE_ROW ? n : Math.ceil(Math.sqrt(n));
  const grid = { rows: Math.ceil(n / columns), columns, units: n };
  return labels !== undefined && n <= ONE_ROW ? { ...grid, columnLabels: labels.names } : grid;
}

/** The label of a variable, `row,column` over a grid, or its index. */
export function unitName({ labels }: EnergyModel, unit: number): string {
  if (labels === undefined) return String(unit);
  if (labels.kind === "list") return labels.names[unit];
  const { rows, columns } = labels;
  const row = Math.floor(unit / columns.length);
  return `${rows[row]},${columns[unit - row * columns.length]}`;
}

/** The variable with this label, or this index where no label says it; null when there is none. O(labels). */
export function unitNamed({ n, labels }: EnergyModel, name: string): number | null {
  const named = labels === undefined ? -1 : labels.kind === "list" ? labels.names.indexOf(name) : inGrid(labels, name);
  if (named >= 0) return named;
  return /^\d+$/.test(name) && Number(name) < n ? Number(name) : null;
}

/** `row,column`, where a name may hold commas itself. */
function inGrid({ rows, columns }: { rows: readonly string[]; columns: readonly string[] }, name: string): number {
  for (let at = name.indexOf(","); at >= 0; at = name.indexOf(",", at + 1)) {
    const row = rows.indexOf(name.slice(0, at));
    const column = columns.indexOf(name.slice(at + 1).trimStart());
    if (row >= 0 && column >= 0) return row * columns.length + column;
  }
  return -1;
}

/** The values of all variables as cells of the grid, NaN where there is none. */
export function onGrid({ rows, columns, units }: UnitGrid, values: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, cell) => (cell < units ? values[cell] : Number.NaN));
}
