/**
 * Couplings as numbers and pictures: what a model's weights are, the whole matrix on a bounded number of cells, and the weights between
 * one unit and all others. Rows are made one at a time from the couplings' operator, so no n x n matrix is held: O(n) memory, O(n^2)
 * time at most. A negative weight keeps two bits from being 1 together (spins from being equal), a positive one favours it.
 */

import { couplingOperator } from "../model/couplings.ts";
import { leaves, toBiasArray } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import type { EnergyParts } from "../problem.ts";
import type { HeatMap } from "./heat-maps.ts";
import { onGrid, unitGrid, unitName } from "./units.ts";

/** One of the energies that a picture shows. */
export interface WeightPart {
  readonly name: string;
  readonly model: EnergyModel;
}

/** The parts of an energy beside each other; what has no constraints is all objective. */
export function weightParts(model: EnergyModel, parts: EnergyParts | undefined): WeightPart[] {
  if (parts === undefined) return [{ name: "all", model }];
  const objective = { name: "objective", model: parts.objective };
  return leaves(parts.constraints.couplings).length === 0
    ? [objective]
    : [{ name: "constraints", model: parts.constraints }, objective];
}

/** What the colours of a map of weights say. */
export const weightColours = ({ domain }: EnergyModel): string =>
  domain === "bit"
    ? "Blue keeps two bits from being 1 together, red favours it."
    : "Blue keeps two spins from being equal, red favours it.";

/** Smallest and largest of the numbers that are not 0, and how many they are; least and most are null where all are 0. */
export interface Spread {
  readonly count: number;
  readonly least: number | null;
  readonly most: number | null;
}

/** The couplings of a model, cell by cell or in blocks. */
export interface WeightTable {
  /** Over unordered pairs of units. */
  readonly couplings: Spread;
  readonly biases: Spread;
  readonly offset: number;
  /** Units a cell of `cells` stands for, in rows and in columns. */
  readonly block: number;
  readonly order: number;
  /** order x order: of each block the weight of largest magnitude. */
  readonly cells: Float64Array;
}

/** Rows and columns of a picture of a whole matrix. */
const MOST_CELLS = 128;
/** Entries read between two yields: about a millisecond. */
const SLICE = 2 ** 19;
/** Up to here every row has its name beside a whole matrix. */
const MOST_NAMED = 32;

/** Reads all weights; yields the share done. O(n^2) time, O(n) memory beside the cells. */
export function* readWeights(model: EnergyModel, memoryLimit: number): Generator<number, WeightTable, void> {
  const { n } = model;
  const biases = toBiasArray(model, memoryLimit);
  const operator = couplingOperator(model.couplings);
  const block = Math.ceil(n / MOST_CELLS);
  const order = Math.ceil(n / block);
  const cells = new Float64Array(order * order);
  const row = new Float64Array(n);
  const couplings = nothing();
  for (let i = 0, read = 0; i < n; i++) {
    row.fill(0);
    operator.addColumn(i, 1, row);
    const base = Math.floor(i / block) * order;
    for (let j = 0; j < n; j++) {
      const weight = row[j];
      if (weight === 0) continue;
      if (j > i) include(couplings, weight);
      const cell = base + Math.floor(j / block);
      if (Math.abs(weight) > Math.abs(cells[cell])) cells[cell] = weight;
    }
    read += n;
    if (read >= SLICE) {
      read = 0;
      yield (i + 1) / n;
    }
  }
  const linear = nothing();
  for (const bias of biases) if (bias !== 0) include(linear, bias);
  return { couplings: spread(couplings), biases: spread(linear), offset: model.offset, block, order, cells };
}

const nothing = () => ({ count: 0, least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY });

function include(range: ReturnType<typeof nothing>, value: number): void {
  range.count++;
  if (value < range.least) range.least = value;
  if (value > range.most) range.most = value;
}

const spread = (range: ReturnType<typeof nothing>): Spread =>
  range.count > 0 ? range : { count: 0, least: null, most: null };

/** The weights between a unit and all others, length n, 0 for itself. Allocates n doubles. */
export function unitWeights(model: EnergyModel, unit: number): Float64Array {
  const row = new Float64Array(model.n);
  couplingOperator(model.couplings).addColumn(unit, 1, row);
  return row;
}

/** All weights of a model as a map. */
export function matrixMap(title: string, model: EnergyModel, { order, block, cells }: WeightTable): HeatMap {
  const named = block === 1 && model.n <= MOST_NAMED && model.labels !== undefined;
  const labels = named ? Array.from({ length: order }, (_, i) => unitName(model, i)) : undefined;
  const names = labels === undefined ? {} : { rowLabels: labels, columnLabels: labels };
  const note = `${model.n} x ${model.n} weights, drawn in blocks of ${block} x ${block}, each as its strongest`;
  return { title, rows: order, columns: order, values: cells, ...names, ...(block === 1 ? {} : { note }) };
}

/** The weights of one unit where the units lie; the unit itself is marked. `width`: units a row, where the model has no grid. */
export function unitMap(
  title: string,
  model: EnergyModel,
  unit: number,
  weights: ArrayLike<number>,
  width?: number,
): HeatMap {
  const grid = unitGrid(model, width);
  const { rows, columns, rowLabels, columnLabels } = grid;
  const row = Math.floor(unit / columns);
  return {
    title,
    rows,
    columns,
    values: onGrid(grid, weights),
    ...(rowLabels === undefined ? {} : { rowLabels }),
    ...(columnLabels === undefined ? {} : { columnLabels }),
    marked: unit < grid.units ? [[row, unit - row * columns]] : [],
  };
}
