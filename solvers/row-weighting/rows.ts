/**
 * The inequalities of a model for a search over its items: rows sum a x <= b by row and by column, and the objective by its fields.
 * Loads are exact: all numbers are whole, and their sums stay below 2^53 (else the model is refused).
 */
import { MemoryError } from "../../src/errors.ts";
import { biasAt, type CsrMatrix, type EnergyModel, type Structure, structureOf, toCsr } from "../../src/model/index.ts";

export interface RowSystem {
  readonly items: number;
  readonly rows: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly coefficient: Float64Array;
  readonly bound: Float64Array;
  /** Rows of item j: rowOf[k] with coefficient rowValue[k], columnStart[j] <= k < columnStart[j + 1]. */
  readonly columnStart: Int32Array;
  readonly rowOf: Int32Array;
  readonly rowValue: Float64Array;
  /** Largest |a| of each row: with so much room no flip breaks it. */
  readonly reach: Float64Array;
  /** 1 / mean |a| of each row: what makes amounts of rows comparable. */
  readonly unit: Float64Array;
  /** Change of the objective when item j goes from 0 to 1 and all others are 0. */
  readonly cost: Float64Array;
  /** Pairs of the objective as W, or null when it is linear. */
  readonly pairs: CsrMatrix | null;
}

type Rows = Extract<Structure, { kind: "inequalities" }>;

/** Whether sums of a row stay exact. O(entries). */
export function sumsExactly({ rowStart, coefficient, bound }: Rows): boolean {
  for (let r = 0; r < bound.length; r++) {
    let total = Math.abs(bound[r]);
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) total += Math.abs(coefficient[k]);
    if (!(total <= Number.MAX_SAFE_INTEGER)) return false;
  }
  return true;
}

const ENTRY_BYTES = 24; // twelve in the model's rows, twelve in the columns
const ITEM_BYTES = 80;

/** O(entries). The model has inequalities. @throws {MemoryError} */
export function rowSystem(model: EnergyModel, memoryLimit: number): RowSystem {
  const { items, rowStart, column, coefficient, bound, objective } = structureOf(model, "inequalities")!;
  const rows = bound.length;
  const bytes = ENTRY_BYTES * column.length + ITEM_BYTES * (items + rows);
  if (bytes > memoryLimit) throw new MemoryError("Rows of inequalities", bytes, memoryLimit, "Raise the memory limit.");
  const reach = new Float64Array(rows);
  const unit = new Float64Array(rows);
  const columnStart = new Int32Array(items + 1);
  for (let r = 0; r < rows; r++) {
    let total = 0;
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) {
      const size = Math.abs(coefficient[k]);
      reach[r] = Math.max(reach[r], size);
      total += size;
      columnStart[column[k] + 1]++;
    }
    unit[r] = total > 0 ? (rowStart[r + 1] - rowStart[r]) / total : 1;
  }
  for (let j = 0; j < items; j++) columnStart[j + 1] += columnStart[j];
  const at = columnStart.slice();
  const rowOf = new Int32Array(column.length);
  const rowValue = new Float64Array(column.length);
  for (let r = 0; r < rows; r++) {
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) {
      const to = at[column[k]]++;
      rowOf[to] = r;
      rowValue[to] = coefficient[k];
    }
  }
  const cost = Float64Array.from({ length: items }, (_, j) => -biasAt(objective.biases, j));
  const shared = { items, rows, rowStart, column, coefficient, bound, columnStart, rowOf, rowValue };
  const { couplings } = objective;
  const pairs = couplings.kind === "none" ? null : toCsr({ ...model, couplings, structure: [] }, memoryLimit);
  return { ...shared, reach, unit, cost, pairs };
}
