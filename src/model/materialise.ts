/**
 * Memory of every representation of a model, known before it is made, and the ways to make it. Anything above the limit is
 * refused with the figure and the alternative; the limit is an argument everywhere (2 GB unless the caller says otherwise).
 */
import { MemoryError, unreachable } from "../errors.ts";
import { addBiases } from "./biases.ts";
import { couplingEntries, couplingOperator, leaves } from "./couplings.ts";
import { rowReader } from "./rows.ts";
import { treeBytes } from "./trees.ts";
import type { Biases, Couplings, EnergyModel, Factor, LeafCouplings } from "./types.ts";

/** 2 GB. */
export const DEFAULT_MEMORY_LIMIT = 2e9;

/** A form in which couplings may be written out. */
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

/** Refuses what would be too large, before it is made. @throws {MemoryError} when `representation` would exceed `limit` bytes; `alternative` says what to do instead. */
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
    if (structure.kind === "tree")
      slack += SKELETON_PART * (2 + structure.code.room.length + structure.code.products.length);
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
    case "bands":
      return part.from.byteLength * 4 + part.weight.byteLength;
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
    if (structure.kind === "tree") sum += treeBytes(structure);
    if (structure.kind === "schedule") sum += structure.jobStart.byteLength + 2 * structure.machine.byteLength;
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

/** The couplings of a model as compressed rows. @throws {MemoryError} when the estimate exceeds `limit` bytes. O(n + stored entries). */
export function toCsr(model: EnergyModel, limit = DEFAULT_MEMORY_LIMIT): CsrMatrix {
  requireMemory(model, "csr", limit, "Use a solver that keeps the structure, or raise the memory limit.");
  const { n } = model;
  const [only, ...others] = leaves(model.couplings);
  if (only !== undefined && others.length === 0 && only.couplings.n === n) {
    if (only.couplings.kind === "csr") return scaledRows(only.couplings, only.scale);
    if (only.couplings.kind === "dense") return denseRows(only.couplings, only.scale);
  }
  if (SPARSE * couplingEntries(model.couplings) <= n * n) return mirroredRows(model.couplings);
  const operator = couplingOperator(model.couplings);
  const column = new Float64Array(n);
  const rowStart = new Int32Array(n + 1);
  let capacity = Math.max(16, Math.min(couplingEntries(model.couplings), 1 << 20));
  let columns = new Int32Array(capacity);
  let values = new Float64Array(capacity);
  let used = 0;
  for (let i = 0; i < n; i++) {
    column.fill(0);
    operator.addColumn(i, 1, column);
    if (used + n > capacity) grow(n);
    for (let j = 0; j < n; j++) if (column[j] !== 0) push(j, column[j]);
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

/** Entries that are at most one in so many are gathered: looking through whole columns for them would take n^2 steps. */
const SPARSE = 8;

/** Both triangles from the upper one, read twice: to count, and to write. Rows come out ascending. O(entries log row). */
function mirroredRows(couplings: Couplings): CsrMatrix {
  const { n } = couplings;
  const reader = rowReader(couplings);
  const rowStart = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) {
    const length = reader.read(i);
    rowStart[i + 1] += length;
    for (let k = 0; k < length; k++) rowStart[reader.column[k] + 1]++;
  }
  for (let i = 0; i < n; i++) rowStart[i + 1] += rowStart[i];
  const column = new Int32Array(rowStart[n]);
  const values = new Float64Array(rowStart[n]);
  const next = rowStart.slice(0, n);
  const push = (i: number, j: number, value: number) => {
    column[next[i]] = j;
    values[next[i]++] = value;
  };
  for (let i = 0; i < n; i++) {
    const length = reader.read(i);
    for (let k = 0; k < length; k++) {
      push(i, reader.column[k], reader.values[k]);
      push(reader.column[k], i, reader.values[k]);
    }
  }
  return { n, rowStart, column, values };
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
