/** Compressed rows from lists of edges in any order, by what makes their rows ascending soonest. */
import { GroundstateError } from "../errors.ts";
import type { Couplings } from "./types.ts";

/** CSR couplings from an edge list, each unordered pair once; weights of repeated pairs are added. O(m log degree). */
export function csrFromEdges(
  n: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weight: ArrayLike<number>,
): Couplings & { kind: "csr" } {
  const m = from.length;
  const rowStart = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) {
    if (from[e] === to[e]) throw new GroundstateError("model", `edge ${e} joins variable ${from[e]} to itself`);
    rowStart[from[e] + 1]++;
    rowStart[to[e] + 1]++;
  }
  for (let i = 0; i < n; i++) rowStart[i + 1] += rowStart[i];
  const column = new Int32Array(2 * m);
  const values = new Float64Array(2 * m);
  const next = rowStart.slice(0, n);
  for (let e = 0; e < m; e++) {
    const i = from[e];
    const j = to[e];
    const w = weight[e];
    column[next[i]] = j;
    values[next[i]++] = w;
    column[next[j]] = i;
    values[next[j]++] = w;
  }
  // Edges mostly come in an order that leaves rows ascending, or the rows are short.
  if (!sortRows(n, rowStart, column, values)) sortByCounting(from, to, weight, { rowStart, column, values });
  return mergeRepeated(n, rowStart, column, values);
}

/** Longer rows are not sorted by insertion. */
const SHORT_ROW = 64;
/** Rows with at least one entry in so many columns are sorted by laying them out. */
const FULL_ROW = 32;

/** Makes rows ascending, equal columns in their order; false, with rows half sorted, where a long one is neither so nor nearly full. */
function sortRows(n: number, rowStart: Int32Array, column: Int32Array, values: Float64Array): boolean {
  let line: Float64Array | null = null;
  for (let i = 0; i < n; i++) {
    const first = rowStart[i];
    const end = rowStart[i + 1];
    for (let k = first + 1; k < end; k++) {
      const moved = column[k];
      if (column[k - 1] <= moved) continue;
      if (end - first > SHORT_ROW) {
        line ??= new Float64Array(n).fill(Number.NaN);
        if (FULL_ROW * (end - first) < n || !layOut(first, end, column, values, line)) return false;
        break;
      }
      const value = values[k];
      let at = k;
      for (; at > first && column[at - 1] > moved; at--) {
        column[at] = column[at - 1];
        values[at] = values[at - 1];
      }
      column[at] = moved;
      values[at] = value;
    }
  }
  return true;
}

/** Sorts one row through `line`, which holds NaN before and after; false, with the row as it was, where a column comes twice or a value is NaN. O(columns). */
function layOut(first: number, end: number, column: Int32Array, values: Float64Array, line: Float64Array): boolean {
  let distinct = true;
  for (let k = first; k < end; k++) {
    if (!Number.isNaN(line[column[k]]) || Number.isNaN(values[k])) distinct = false;
    line[column[k]] = values[k];
  }
  let at = first;
  if (distinct) {
    for (let j = 0; at < end && j < line.length; j++) {
      if (Number.isNaN(line[j])) continue;
      column[at] = j;
      values[at++] = line[j];
      line[j] = Number.NaN;
    }
  }
  for (; at < end; at++) line[column[at]] = Number.NaN;
  return distinct;
}

/** The same by two passes of counting sort: by column, then stably by row, so every row ends ascending. */
function sortByCounting(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weight: ArrayLike<number>,
  { rowStart, column, values }: { rowStart: Int32Array; column: Int32Array; values: Float64Array },
): void {
  const m = from.length;
  const byColumn = new Int32Array(2 * m);
  const next = rowStart.slice(0, -1);
  for (let e = 0; e < m; e++) {
    byColumn[next[from[e]]++] = 2 * e; // entry 2e sits in column from, row to
    byColumn[next[to[e]]++] = 2 * e + 1;
  }
  next.set(rowStart.subarray(0, next.length));
  for (const entry of byColumn) {
    const e = entry >> 1;
    const row = entry & 1 ? from[e] : to[e];
    column[next[row]] = entry & 1 ? to[e] : from[e];
    values[next[row]++] = weight[e];
  }
}

function mergeRepeated(
  n: number,
  rowStart: Int32Array,
  column: Int32Array,
  values: Float64Array,
): Couplings & { kind: "csr" } {
  let used = 0;
  let start = 0;
  for (let i = 0; i < n; i++) {
    const end = rowStart[i + 1];
    const first = used;
    for (let k = start; k < end; k++) {
      if (used > first && column[used - 1] === column[k]) values[used - 1] += values[k];
      else {
        column[used] = column[k];
        values[used++] = values[k];
      }
    }
    start = end;
    rowStart[i + 1] = used;
  }
  const whole = used === column.length;
  return {
    kind: "csr",
    n,
    rowStart,
    column: whole ? column : column.slice(0, used),
    values: whole ? values : values.slice(0, used),
  };
}
