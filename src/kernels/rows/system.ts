/**
 * Linear inequalities over bits as row search takes them: rows sum a x <= b by row and by column, and the objective by its fields.
 * Loads are exact: all numbers are whole, and their sums stay below 2^53 (`sumsExactly`).
 */
import { MemoryError } from "../../errors.ts";
import { biasAt, type CsrMatrix, type EnergyModel, type Structure, structureOf, toCsr } from "../../model/index.ts";

/** Rows sum_k coefficient[k] x_column[k] <= bound[r], rowStart[r] <= k < rowStart[r + 1], and what each item costs. */
export interface PlainRows {
  readonly items: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly coefficient: Float64Array;
  readonly bound: Float64Array;
  /** Change of the objective when item j goes from 0 to 1 and all others are 0. */
  readonly cost: Float64Array;
}

export interface RowSystem extends PlainRows {
  readonly rows: number;
  /** Rows of item j: rowOf[k] with coefficient rowValue[k], columnStart[j] <= k < columnStart[j + 1]. */
  readonly columnStart: Int32Array;
  readonly rowOf: Int32Array;
  readonly rowValue: Float64Array;
  /** Largest |a| of each row: with so much room no flip breaks it. */
  readonly reach: Float64Array;
  /** 1 / mean |a| of each row: what makes amounts of rows comparable. */
  readonly unit: Float64Array;
  /** 1 for rows that say that one literal of several is false, as covers do: all |a| = 1, and one item of the right value is enough. */
  readonly clause: Uint8Array;
  /** Pairs of the objective as W, or null when it is linear. */
  readonly pairs: CsrMatrix | null;
}

type Rows = Extract<Structure, { kind: "inequalities" }>;

/** Whether sums of a row stay exact. O(entries). */
export function sumsExactly({
  rowStart,
  coefficient,
  bound,
}: Pick<Rows, "rowStart" | "coefficient" | "bound">): boolean {
  for (let r = 0; r < bound.length; r++) {
    let total = Math.abs(bound[r]);
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) total += Math.abs(coefficient[k]);
    if (!(total <= Number.MAX_SAFE_INTEGER)) return false;
  }
  return true;
}

const ENTRY_BYTES = 24; // twelve in the model's rows, twelve in the columns
const ITEM_BYTES = 80;

/** Of the inequalities that a model has. O(entries). @throws {MemoryError} */
export function rowSystem(model: EnergyModel, memoryLimit: number): RowSystem {
  const { items, rowStart, column, coefficient, bound, objective } = structureOf(model, "inequalities")!;
  const cost = Float64Array.from({ length: items }, (_, j) => -biasAt(objective.biases, j));
  const { couplings } = objective;
  const pairs = couplings.kind === "none" ? null : toCsr({ ...model, couplings, structure: [] }, memoryLimit);
  return indexRows({ items, rowStart, column, coefficient, bound, cost }, pairs, memoryLimit);
}

/** O(entries). @throws {MemoryError} */
export function indexRows(plain: PlainRows, pairs: CsrMatrix | null, memoryLimit: number): RowSystem {
  const { items, rowStart, column, coefficient, bound } = plain;
  const rows = bound.length;
  const bytes = ENTRY_BYTES * column.length + ITEM_BYTES * (items + rows);
  if (bytes > memoryLimit) throw new MemoryError("Rows of inequalities", bytes, memoryLimit, "Raise the memory limit.");
  const reach = new Float64Array(rows);
  const unit = new Float64Array(rows);
  const clause = new Uint8Array(rows);
  const columnStart = new Int32Array(items + 1);
  for (let r = 0; r < rows; r++) {
    let total = 0;
    let negative = 0;
    const length = rowStart[r + 1] - rowStart[r];
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) {
      const size = Math.abs(coefficient[k]);
      reach[r] = Math.max(reach[r], size);
      total += size;
      if (coefficient[k] < 0) negative++;
      columnStart[column[k] + 1]++;
    }
    unit[r] = total > 0 ? length / total : 1;
    // Literals of size 1 of which all but one may be true: bound = literals - 1 - negated ones.
    clause[r] = reach[r] === 1 && total === length && bound[r] === length - 1 - negative ? 1 : 0;
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
  return { ...plain, rows, columnStart, rowOf, rowValue, reach, unit, clause, pairs };
}

/** Whether these values keep all rows. O(entries). */
export function rowsHold(
  { rows, rowStart, column, coefficient, bound }: RowSystem,
  values: ArrayLike<number>,
): boolean {
  for (let r = 0; r < rows; r++) {
    let load = 0;
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) if (values[column[k]] === 1) load += coefficient[k];
    if (load > bound[r]) return false;
  }
  return true;
}

/** Objective of these values, without the model's offset. O(items + pairs). */
export function rowObjective({ items, cost, pairs }: RowSystem, values: ArrayLike<number>): number {
  let total = 0;
  let twice = 0;
  for (let j = 0; j < items; j++) {
    if (values[j] !== 1) continue;
    total += cost[j];
    if (pairs === null) continue;
    for (let k = pairs.rowStart[j]; k < pairs.rowStart[j + 1]; k++)
      if (values[pairs.column[k]] === 1) twice += pairs.values[k];
  }
  return total - twice / 2;
}

/**
 * What one more of each item weighs in all rows but clauses, which have no room to leave: sum_r p_r u_r a_rj, with prices given a unit of
 * each row scaled so that p is 1 on the average, or all 1.
 */
export function weightsOfItems(system: RowSystem, rowPrices: ArrayLike<number> | null): Float64Array {
  const { items, rows, rowStart, column, coefficient, unit, clause } = system;
  const weights = new Float64Array(items);
  let total = 0;
  let counted = 0;
  for (let r = 0; r < rows; r++) {
    if (clause[r] === 1) continue;
    counted++;
    if (rowPrices !== null) total += rowPrices[r] / unit[r];
  }
  for (let r = 0; r < rows; r++) {
    if (clause[r] === 1) continue;
    const price = rowPrices !== null && total > 0 ? (rowPrices[r] * counted) / total : unit[r];
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) weights[column[k]] += price * coefficient[k];
  }
  return weights;
}
