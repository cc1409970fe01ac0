/**
 * M of an arrangement whose objective is a sum of Kronecker products and costs of single bits, none negative: the most that item i at
 * place p costs beside any other items at any other places. Two rows of numbers cost most when both are sorted (rearrangement
 * inequality), so M <= max over i, p of <left_i, right_p> + <left^i, right^p> + cost_ip, rows and columns sorted without
 * their diagonals (one of the two is 0 in each product). O(n^3) up to 256 items, beyond that from above in O(n^2).
 */
import { type Factor, factorOperator } from "../model/index.ts";

const ROUNDING = 2 ** -40; // of sums of at most 2^10 products

const MOST_ITEMS = 256; // 2 n^3 multiplications: 30 ms

/** An item at a place, and what it costs there at most, whatever stands elsewhere. */
export interface Placement {
  readonly cost: number;
  readonly item: number;
  readonly place: number;
  /** False where `cost` is larger than any single placement. */
  readonly attained: boolean;
}

type Products = readonly { readonly scale: number; readonly left: Factor; readonly right: Factor }[];
type SingleCost = ((item: number, place: number) => number) | null;
type Tables = readonly { readonly scale: number; readonly left: Sorted; readonly right: Sorted }[];

/** @param cost of item i at place p alone, 0 or more; null for none */
export function dearestPlacement(size: number, products: Products, cost: SingleCost): Placement {
  const tables = products.map(({ scale, left, right }) => ({
    scale,
    left: sortedRows(left),
    right: sortedRows(right),
  }));
  const found = size > MOST_ITEMS ? fromAbove(size, tables, cost) : fromAll(size, tables, cost);
  return Number.isInteger(found.cost) ? found : { ...found, cost: found.cost * (1 + ROUNDING) };
}

function fromAll(size: number, tables: Tables, cost: SingleCost): Placement {
  let dearest: Placement = { cost: 0, item: 0, place: 0, attained: true };
  for (let item = 0; item < size; item++) {
    for (let place = 0; place < size; place++) {
      let sum = cost === null ? 0 : cost(item, place);
      for (const { scale, left, right } of tables) {
        sum += scale * (dot(left.rows[item], right.rows[place]) + dot(left.columns[item], right.columns[place]));
      }
      if (sum > dearest.cost) dearest = { cost: sum, item, place, attained: true };
    }
  }
  return dearest;
}

interface Sorted {
  /** Row i without its diagonal, largest first. */
  readonly rows: readonly Float64Array[];
  readonly columns: readonly Float64Array[];
}

function sortedRows(factor: Factor): Sorted {
  const { n } = factor;
  const { forEachInRow, forEachInColumn, symmetric } = factorOperator(factor);
  const along = (walk: (i: number, visit: (j: number, value: number) => void) => void) =>
    Array.from({ length: n }, (_, i) => {
      const found: number[] = [];
      walk(i, (j, value) => {
        if (j !== i && value !== 0) found.push(value);
      });
      return Float64Array.from(found).sort().reverse();
    });
  const rows = along(forEachInRow);
  return { rows, columns: symmetric ? rows : along(forEachInColumn) };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < Math.min(a.length, b.length); k++) sum += a[k] * b[k];
  return sum;
}

/** The largest k-th entries of all rows together stand for every row. */
function fromAbove(size: number, tables: Tables, cost: SingleCost): Placement {
  let sum = 0;
  for (const { scale, left, right } of tables) {
    sum +=
      scale * (dot(envelope(left.rows), envelope(right.rows)) + dot(envelope(left.columns), envelope(right.columns)));
  }
  if (cost === null) return { cost: sum, item: 0, place: 0, attained: false };
  let most = 0;
  for (let i = 0; i < size; i++) for (let p = 0; p < size; p++) most = Math.max(most, cost(i, p));
  return { cost: sum + most, item: 0, place: 0, attained: false };
}

function envelope(rows: readonly Float64Array[]): Float64Array {
  const most = new Float64Array(rows.reduce((length, row) => Math.max(length, row.length), 0));
  for (const row of rows) for (let k = 0; k < row.length; k++) most[k] = Math.max(most[k], row[k]);
  return most;
}
