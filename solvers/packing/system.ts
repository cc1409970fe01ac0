/** What the search needs of a model: sizes, bins, capacity; and its states as one choice a group. */
import { MemoryError } from "../../src/errors.ts";
import { type EnergyModel, expandState, type State, structureOf } from "../../src/model/index.ts";

export interface PackingSystem {
  /** By item: whole numbers, in all below 2^53. */
  readonly sizes: Float64Array;
  readonly bins: number;
  readonly capacity: number;
}

/** Bytes an item and a bin: labels three times, marks, lists. */
const BYTES = 120;

/** The model has the structure. @throws {MemoryError} */
export function packingSystem(model: EnergyModel, memoryLimit: number): PackingSystem {
  const { groups, size, sizes, capacity } = structureOf(model, "packing")!;
  const bytes = BYTES * (groups + size) + model.n; // energies look at all variables
  if (bytes > memoryLimit)
    throw new MemoryError(`a packing of ${groups} items`, bytes, memoryLimit, "Raise the memory limit.");
  return { sizes, bins: size, capacity };
}

/** The choice of each group; the first of several, 0 for none. Allocates. */
export function choicesOf(model: EnergyModel, { sizes, bins }: PackingSystem, state: State): Int32Array {
  if (state.kind === "labels") return state.label.slice();
  const values = expandState(model, state);
  return Int32Array.from(sizes, (_, item) => Math.max(0, values.subarray(item * bins, (item + 1) * bins).indexOf(1)));
}
