/**
 * Memory of every representation of a model, known before it is made, and the ways to make it. Anything above the limit is
 * refused with the figure and the alternative; the limit is an argument everywhere (2 GB unless the caller says otherwise).
 */
import { GroundstateError, MemoryError, unreachable } from "../errors.ts";
import { addBiases } from "./biases.ts";
import { couplingEntries, couplingOperator, leaves } from "./couplings.ts";
import type { Biases, Couplings, EnergyModel, Factor, LeafCouplings } from "./types.ts";

/** 2 GB. */
export const DEFAULT_MEMORY_LIMIT = 2e9;

export type Representation =
  | "model" // the model as it is, structure kept
  | "packed" // one transferable buffer
  | "state" // one plain state
  | "fields" // plain state, local fields, bookkeeping: what single-flip search keeps
  | "csr" // all couplings as compressed rows
  | "dense"; // all couplings as an n x n matrix of doubles

/** Bytes that a representation would take, without making it. O(terms). */
export function estimate(model: EnergyModel, representation: Representation): number {
  switch (representation) {
    case "model":
      return couplingBytes(model.couplings) + biasBytes(model.biases) + structureBytes(model);
    case "packed":
      return estimate(model, "model") + skeletonBytes(model);
    case "state":
      return model.n;
    case "fields":
      return model.n * (1 + 8 + 8) + estimate(model, "model");
    case "csr":
      return 12 * couplingEntries(model.couplings) + 4 * (model.n + 1) + 8 * model.n;
    case "dense":
      return 8 * model.n * model.n;
    default:
      return unreachable(representation);
  }
}

/** @throws {MemoryError} when `representation` would exceed `limit` bytes; `alternative` says what to do instead. */
export function requireMemory(
  model: EnergyModel,
  representation: Representation,
  limit: number,
  alternative: string,
): void {
  const bytes = estimate(model, representation);
  if (bytes > limit) {
    throw new MemoryError(`a model of ${model.n} variables as ${representation}`, bytes, limit, alternative);
  }
}

/** Bytes held by the typed arrays of couplings, terms of scale 0 included. */
export function couplingBytes(couplings: Couplings): number {
  if (couplings.kind !== "sum") return leafBytes(couplings);
  return couplings.terms.reduce((sum, term) => sum + couplingBytes(term.couplings), 0);
}

/** JSON of one coupling term or bias part with its arrays left out, padding included: an upper bound. */
const SKELETON_PART = 640;

/** Upper bound of what `packModel` writes beside the arrays: the JSON skeleton and padding. O(terms + labels). */
function skeletonBytes(model: EnergyModel): number {
  let names = 0;
  if (model.labels?.kind === "list") names = textBytes(model.labels.names);
  if (model.labels?.kind === "grid") names = textBytes(model.labels.rows) + textBytes(model.labels.columns);
  let slack = 0;
  for (const structure of model.structure) {
    if (structure.kind === "balance") slack += 26 * (structure.slack?.coefficients.length ?? 0); // digits of a double, comma
  }
  const parts = couplingParts(model.couplings) + biasParts(model.biases) + model.structure.length;
  return 4096 + SKELETON_PART * parts + slack + names;
}

/** JSON strings take at most six bytes a UTF-16 unit (escapes), plus quotes and a comma. */
const textBytes = (names: readonly string[]) => names.reduce((sum, name) => sum + 6 * name.length + 3, 0);

const couplingParts = (couplings: Couplings): number =>
  couplings.kind !== "sum" ? 1 : couplings.terms.reduce((sum, term) => sum + couplingParts(term.couplings), 1);

function biasParts(biases: Biases): number {
  if (biases.kind === "outer") return 1 + biases.left.length;
  return biases.kind !== "sum" ? 1 : biases.parts.reduce((sum, part) => sum + biasParts(part.biases), 1);
}

function leafBytes(part: LeafCouplings): number {
  switch (part.kind) {
    case "none":
    case "ring":
      return 0;
    case "dense":
      return part.values.byteLength;
    case "csr":
      return part.values.byteLength + part.column.byteLength + part.rowStart.byteLength;
    case "metric":
      return part.coordinates.byteLength;
    case "rank-one":
      return part.vector.byteLength;
    case "cliques":
      return part.groupStart.byteLength + part.member.byteLength + (part.coefficient?.byteLength ?? 0);
    case "kronecker":
      return factorBytes(part.left) + factorBytes(part.right);
    default:
      return unreachable(part);
  }
}

function factorBytes(factor: Factor): number {
  switch (factor.kind) {
    case "dense":
      return factor.values.byteLength;
    case "csr":
      return factor.values.byteLength + factor.column.byteLength + factor.rowStart.byteLength;
    case "metric":
      return factor.coordinates.byteLength;
    default:
      return 0;
  }
}

function biasBytes(biases: Biases): number {
  switch (biases.kind) {
    case "constant":
      return 0;
    case "dense":
      return biases.values.byteLength;
    case "outer":
      return 8 * biases.left.length * (biases.rows + biases.columns);
    case "sum":
      return biases.parts.reduce((sum, part) => sum + biasBytes(part.biases), 0);
    default:
      return unreachable(biases);
  }
}

function structureBytes(model: EnergyModel): number {
  let sum = 0;
  for (const structure of model.structure) {
    if (structure.kind === "balance") sum += structure.weights?.byteLength ?? 0;
    if (structure.kind === "loads") sum += structure.demands.byteLength;
  }
  return sum;
}

/** All couplings as compressed rows, columns ascending, zero entries dropped; each pair in both rows. */
export interface CsrMatrix {
  readonly n: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly values: Float64Array;
}

/** @throws {MemoryError} when the estimate exceeds `limit` bytes. O(n + stored entries). */
export function toCsr(model: EnergyModel, limit = DEFAULT_MEMORY_LIMIT): CsrMatrix {
  requireMemory(model, "csr", limit, "Use a solver that keeps the structure, or raise the memory limit.");
  const { n } = model;
  const [only, ...others] = leaves(model.couplings);
  if (only !== undefined && others.length === 0 && only.couplings.n === n) {
    if (only.couplings.kind === "csr") return scaledRows(only.couplings, only.scale);
    if (only.couplings.kind === "dense") return denseRows(only.couplings, only.scale);
  }
  const operator = couplingOperator(model.couplings);
  const column = new Float64Array(n);
  const rowStart = new Int32Array(n + 1);
  let capacity = Math.max(16, Math.min(couplingEntries(model.couplings), 1 << 20));
  let columns = new Int32Array(capacity);
  let values = new Float64Array(capacity);
  let used = 0;
  const sparse = sparseRows(model.couplings);
  for (let i = 0; i < n; i++) {
    if (sparse !== null) {
      const row = sparse(i);
      if (used + row.length > capacity) grow(row.length);
      for (const [j, value] of row) push(j, value);
    } else {
      column.fill(0);
      operator.addColumn(i, 1, column);
      if (used + n > capacity) grow(n);
      for (let j = 0; j < n; j++) if (column[j] !== 0) push(j, column[j]);
    }
    rowStart[i + 1] = used;
  }
  return { n, rowStart, column: columns.slice(0, used), values: values.slice(0, used) };

  function push(j: number, value: number): void {
    columns[used] = j;
    values[used++] = value;
  }
  function grow(more: number): void {
    capacity = Math.max(used + more, 2 * capacity);
    const [oldColumns, oldValues] = [columns, values];
    columns = new Int32Array(capacity);
    values = new Float64Array(capacity);
    columns.set(oldColumns.subarray(0, used));
    values.set(oldValues.subarray(0, used));
  }
}

function scaledRows(part: Couplings & { kind: "csr" }, scale: number): CsrMatrix {
  const { n } = part;
  const rowStart = new Int32Array(n + 1);
  const column = new Int32Array(part.column.length);
  const values = new Float64Array(part.column.length);
  let used = 0;
  for (let i = 0; i < n; i++) {
    for (let k = part.rowStart[i]; k < part.rowStart[i + 1]; k++) {
      const value = scale * part.values[k];
      if (value === 0) continue;
      column[used] = part.column[k];
      values[used++] = value;
    }
    rowStart[i + 1] = used;
  }
  if (used === column.length) return { n, rowStart, column, values };
  return { n, rowStart, column: column.slice(0, used), values: values.slice(0, used) };
}

function denseRows({ n, values: matrix }: Couplings & { kind: "dense" }, scale: number): CsrMatrix {
  let entries = 0;
  for (let k = 0; k < matrix.length; k++) if (scale * matrix[k] !== 0) entries++;
  const rowStart = new Int32Array(n + 1);
  const column = new Int32Array(entries);
  const values = new Float64Array(entries);
  let used = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = scale * matrix[i * n + j];
      if (value === 0) continue;
      column[used] = j;
      values[used++] = value;
    }
    rowStart[i + 1] = used;
  }
  return { n, rowStart, column, values };
}

/** Rows of couplings made of CSR leaves only, merged, without a dense scratch row; null when some leaf is not CSR. */
function sparseRows(couplings: Couplings): ((i: number) => [number, number][]) | null {
  const parts = leaves(couplings);
  if (!parts.every((part) => part.couplings.kind === "csr")) return null;
  return (i) => {
    const row = new Map<number, number>();
    for (const { scale, start, couplings: part } of parts) {
      const a = i - start;
      if (part.kind !== "csr" || a < 0 || a >= part.n) continue;
      for (let k = part.rowStart[a]; k < part.rowStart[a + 1]; k++) {
        const j = start + part.column[k];
        row.set(j, (row.get(j) ?? 0) + scale * part.values[k]);
      }
    }
    return [...row].filter(([, value]) => value !== 0).sort(([x], [y]) => x - y);
  };
}

/** Row-major n x n couplings. @throws {MemoryError} when 8 n^2 exceeds `limit` bytes. */
export function toDense(model: EnergyModel, limit = DEFAULT_MEMORY_LIMIT): Float64Array {
  requireMemory(
    model,
    "dense",
    limit,
    "Use the couplings as an operator (couplingOperator), or raise the memory limit.",
  );
  const { n } = model;
  const operator = couplingOperator(model.couplings);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) operator.addColumn(i, 1, matrix.subarray(i * n, (i + 1) * n));
  return matrix;
}

/** All biases as doubles. */
export function toBiasArray(model: EnergyModel, limit = DEFAULT_MEMORY_LIMIT): Float64Array {
  requireMemory(model, "fields", limit, "Use biasAt, or raise the memory limit.");
  const values = new Float64Array(model.n);
  addBiases(model.biases, 1, values);
  return values;
}

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
