/**
 * A model over one-hot groups as label search takes it. Units are the groups, then the other bits, as groups of two choices (0 and 1). A
 * cell is a choice of a unit; rows of cells are padded to whole vectors of four. Couplings inside a group never matter. Those between
 * equal choices of two groups that are the same for all choices (colouring, cuts) are kept once a pair of groups: O(edges)
 * instead of O(edges size). All numbers are whole; real models are rounded to 2^-28 of their reach.
 */
import { MemoryError } from "../../errors.ts";
import { type EnergyModel, structureOf, toBiasArray } from "../../model/index.ts";
import { type Links, splitCouplings } from "./links.ts";
import { wholeScale } from "./whole.ts";

export interface LabelSystem {
  readonly groups: number;
  /** Choices of a group. */
  readonly size: number;
  /** Groups and single bits. */
  readonly units: number;
  readonly cells: number;
  /** First cell of each unit, and `cells` at the end: units + 1 numbers, multiples of 4. */
  readonly first: Int32Array;
  /** Unit of each cell. */
  readonly unitOf: Int32Array;
  /** Cost of each cell by itself; PADDING where there is no choice. */
  readonly bias: Int32Array;
  /** Between units: what it costs when both take the same choice. Both directions. */
  readonly edges: WholeLinks;
  /** Between cells: what it costs when both are taken. Both directions. */
  readonly pairs: WholeLinks;
  /** The least that a choice of each unit can cost, whatever the others choose. */
  readonly floor: Int32Array;
  /** Couplings cost nothing or something, never less than nothing: where no unit is discontent no state inside has less energy. */
  readonly repulsive: boolean;
  /** All choices of groups are alike: renaming them changes no energy. */
  readonly symmetric: boolean;
  /** E = unit * (energy of a session) + offset, exactly when `exact`. */
  readonly unit: number;
  readonly offset: number;
  readonly exact: boolean;
}

export interface WholeLinks {
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly weight: Int32Array;
}

/** Above every cost: no search goes there. */
export const PADDING = 2 ** 30;
const LANES = 4;
/** Bytes a cell: cost, bias, tabu mark, unit, row start. */
const CELL_BYTES = 20;

/** Number of choices of a unit. */
export const choicesOf = ({ groups, size }: LabelSystem, unit: number): number => (unit < groups ? size : 2);

/** O(stored couplings). @throws {MemoryError} when cells or couplings exceed `memoryLimit` bytes; the model has a one-hot structure */
export function labelSystem(model: EnergyModel, memoryLimit = Number.POSITIVE_INFINITY): LabelSystem {
  const { groups, size } = structureOf(model, "one-hot")!;
  const layout = layOut(groups, size, model.n - groups * size);
  const bytes = CELL_BYTES * layout.cells + 16 * layout.units;
  if (bytes > memoryLimit) {
    throw new MemoryError(`labels of ${groups} groups of ${size}`, bytes, memoryLimit, "Raise the memory limit.");
  }
  const split = splitCouplings(model, layout, memoryLimit);
  const plain = biasesOf(model, layout);
  const { unit, exact } = wholeScale(plain.values, split, model.integer);
  const whole = (value: number) => (exact ? value / unit : Math.round(value / unit));
  const bias = new Int32Array(layout.cells).fill(PADDING);
  for (let cell = 0; cell < layout.cells; cell++)
    if (!Number.isNaN(plain.values[cell])) bias[cell] = whole(plain.values[cell]);
  const edges = wholeLinks(split.edges, whole);
  const pairs = wholeLinks(split.pairs, whole);
  const floor = floorsOf(layout, bias, edges, pairs);
  const repulsive = edges.weight.every((w) => w >= 0) && pairs.weight.every((w) => w >= 0);
  const { cellOf: _ofVariables, ...shape } = layout;
  return {
    ...shape,
    ...{ bias, edges, pairs, floor, repulsive, unit, offset: plain.offset, exact },
    symmetric: layout.units === groups && pairs.weight.length === 0 && isUniform(layout, bias),
  };
}

export type Layout = Pick<LabelSystem, "groups" | "size" | "units" | "cells" | "first" | "unitOf"> & {
  /** Cell of each variable of the model. */
  readonly cellOf: (variable: number) => number;
};

function layOut(groups: number, size: number, free: number): Layout {
  const stride = Math.ceil(size / LANES) * LANES;
  const units = groups + free;
  const cells = groups * stride + free * LANES;
  const first = Int32Array.from({ length: units + 1 }, (_, u) =>
    u <= groups ? u * stride : groups * stride + (u - groups) * LANES,
  );
  const unitOf = new Int32Array(cells);
  for (let u = 0; u < units; u++) unitOf.fill(u, first[u], first[u + 1]);
  const inside = groups * size;
  const cellOf = (variable: number) =>
    variable < inside
      ? Math.floor(variable / size) * stride + (variable % size)
      : groups * stride + (variable - inside) * LANES + 1;
  return { groups, size, units, cells, first, unitOf, cellOf };
}

/** Costs of cells by themselves, the least of each unit taken out into the offset; NaN where there is no choice. */
function biasesOf(model: EnergyModel, { groups, size, units, cells, first, cellOf }: Layout) {
  const values = new Float64Array(cells).fill(Number.NaN);
  for (let u = groups; u < units; u++) values[first[u]] = 0;
  const biases = toBiasArray(model, Number.POSITIVE_INFINITY);
  for (let i = 0; i < model.n; i++) values[cellOf(i)] = -biases[i];
  let offset = model.offset;
  for (let u = 0; u < units; u++) {
    const end = first[u] + (u < groups ? size : 2);
    let least = Number.POSITIVE_INFINITY;
    for (let cell = first[u]; cell < end; cell++) least = Math.min(least, values[cell]);
    offset += least;
    for (let cell = first[u]; cell < end; cell++) values[cell] -= least;
  }
  return { values, offset };
}

function wholeLinks({ start, to, weight }: Links, whole: (value: number) => number): WholeLinks {
  const numbers = new Int32Array(weight.length);
  for (let k = 0; k < numbers.length; k++) numbers[k] = whole(weight[k]);
  return { start, to, weight: numbers };
}

/** Least bias of a choice with everything that couplings could take off it. */
function floorsOf({ units, first }: Layout, bias: Int32Array, edges: WholeLinks, pairs: WholeLinks): Int32Array {
  const gains = ({ start, weight }: WholeLinks, row: number) => {
    let sum = 0;
    for (let k = start[row]; k < start[row + 1]; k++) sum += Math.min(0, weight[k]);
    return sum;
  };
  return Int32Array.from({ length: units }, (_, u) => {
    let least = PADDING;
    for (let cell = first[u]; cell < first[u + 1]; cell++) least = Math.min(least, bias[cell] + gains(pairs, cell));
    return least + gains(edges, u);
  });
}

function isUniform({ groups, size, first }: Layout, bias: Int32Array): boolean {
  for (let g = 0; g < groups; g++) {
    for (let k = 0; k < size; k++) if (bias[first[g] + k] !== 0) return false;
  }
  return true;
}
