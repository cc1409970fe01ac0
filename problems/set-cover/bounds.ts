/** Lower bounds of set cover: each element pays a price to the sets that hold it (Beasley 1987), the Lagrangian dual. */
import { rowDualBounds } from "../../src/bounds/row-dual.ts";
import { setsOfElements } from "../../src/modelling/set-system/schema.ts";
import type { Bound, BoundContext } from "../../src/problem.ts";
import { costOf, type SetCoverInstance } from "./schema.ts";

/** Rows say -sum x <= -1. O(members) a step. */
export function setCoverBounds(instance: SetCoverInstance, context: BoundContext): Generator<Bound | null, void, void> {
  const { sets } = instance;
  const own = setsOfElements(instance);
  const rowStart = new Int32Array(own.length + 1);
  own.forEach((list, element) => {
    rowStart[element + 1] = rowStart[element] + list.length;
  });
  const column = new Int32Array(rowStart[own.length]);
  own.forEach((list, element) => {
    column.set(list, rowStart[element]);
  });
  const rows = {
    items: sets.length,
    rowStart,
    column,
    coefficient: new Float64Array(column.length).fill(-1),
    bound: new Float64Array(own.length).fill(-1),
    cost: Float64Array.from(sets, (_, set) => costOf(instance, set)),
  };
  return rowDualBounds(rows, context);
}
