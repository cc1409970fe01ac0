/**
 * The model as a graph of pairs only: biases become couplings to one more spin, the ghost, which stands for +1. A state of n + 1
 * spins and its mirror image mean the same: the spins relative to the ghost. Energy of a state = offset + unit * level.
 */
import { MemoryError } from "../../src/errors.ts";
import type { PairGraph } from "../../src/kernels/rank-two/types.ts";
import { type SpinSystem, spinSystem } from "../../src/kernels/system.ts";
import type { EnergyModel } from "../../src/model/index.ts";

/** `size` counts the ghost. */
export interface Graph extends PairGraph {
  /** The ghost's index, or -1 when the model has no biases. */
  readonly ghost: number;
  readonly unit: number;
  readonly offset: number;
  /** Levels are exact. */
  readonly integer: boolean;
  /** Boundaries of runs of spins with about STRIDE row entries each: slice k is slices[k] .. slices[k + 1] - 1. */
  readonly slices: Int32Array;
}

/** Row entries looked at between two questions whether to yield: about a quarter of a millisecond. */
export const STRIDE = 2 ** 16;
/** Entries that a visit of a spin costs besides its row. */
export const VISIT = 4;

/** O(couplings). @throws {MemoryError} */
export function createGraph(model: EnergyModel, memoryLimit: number): Graph {
  const system = spinSystem(model, memoryLimit);
  let biased = 0;
  for (let i = 0; i < system.n; i++) if (system.bias[i] !== 0) biased++;
  const size = system.n + (biased > 0 ? 1 : 0);
  const entries = system.column.length + 2 * biased;
  // Rows here and in the system, and eight arrays of numbers per spin.
  const bytes = 24 * entries + 64 * size;
  if (bytes > memoryLimit) {
    throw new MemoryError(`rank-two on ${model.n} variables`, bytes, memoryLimit, "Raise the memory limit.");
  }
  const rows = biased > 0 ? withGhost(system, entries) : plainRows(system);
  const { unit, offset, integer } = system;
  return { size, ghost: biased > 0 ? system.n : -1, ...rows, unit, offset, integer, slices: slicesOf(rows.rowStart) };
}

type RowsOf = Pick<Graph, "rowStart" | "column" | "weight">;

const plainRows = ({ rowStart, column, weight }: SpinSystem): RowsOf => ({
  rowStart,
  column,
  weight: Float64Array.from(weight),
});

/** The rows with the ghost as last neighbour of every biased spin, and the ghost's own row. */
function withGhost({ n, rowStart, column, weight, bias }: SpinSystem, entries: number): RowsOf {
  const start = new Int32Array(n + 2);
  const to = new Int32Array(entries);
  const value = new Float64Array(entries);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      to[at] = column[k];
      value[at++] = weight[k];
    }
    if (bias[i] !== 0) {
      to[at] = n;
      value[at++] = bias[i];
    }
    start[i + 1] = at;
  }
  for (let i = 0; i < n; i++) {
    if (bias[i] === 0) continue;
    to[at] = i;
    value[at++] = bias[i];
  }
  start[n + 1] = at;
  return { rowStart: start, column: to, weight: value };
}

function slicesOf(rowStart: Int32Array): Int32Array {
  const size = rowStart.length - 1;
  const bounds = [0];
  let spent = 0;
  for (let i = 0; i < size; i++) {
    spent += rowStart[i + 1] - rowStart[i] + VISIT;
    if (spent < STRIDE && i < size - 1) continue;
    bounds.push(i + 1);
    spent = 0;
  }
  return Int32Array.from(bounds);
}
