/**
 * Couplings row by row without storing them: the entries W_ij, j > i, of one row after the other, in the structure of the couplings.
 * O(entries of the row) time a row (sorting it included where asked), O(n) memory, and the entries of Kronecker factors once.
 */
import { unreachable } from "../errors.ts";
import { bandRows, forEachInBands } from "./bands.ts";
import { type Leaf, leaves, transposeMembers } from "./couplings.ts";
import { type FactorOperator, factorOperator } from "./factor.ts";
import { distanceFunction } from "./metric.ts";
import type { Couplings, LeafCouplings } from "./types.ts";

/** Reads rows of the couplings one at a time. @see rowReader */
export interface RowReader {
  /** Reads row i: the number of entries j > i that are not zero. */
  count(i: number): number;
  /** The same, with `column` (ascending) and `values` filled up to that number. */
  read(i: number): number;
  /** Length n, overwritten by each row. */
  readonly column: Int32Array;
  readonly values: Float64Array;
}

/** Adds w to the entry (i, j) of the row that is being read, j local to the leaf. */
type Add = (j: number, w: number) => void;
/** Tells the entries of row i with j > i of one leaf, times `scale`. */
type LeafRow = (i: number, scale: number, add: Add) => void;

/** 25 bytes a variable, 24 an entry of the factors of Kronecker terms. */
export function rowReader(couplings: Couplings): RowReader {
  const { n } = couplings;
  const parts = leaves(couplings).map((leaf: Leaf) => ({ ...leaf, row: leafRow(leaf.couplings) }));
  const sums = new Float64Array(n);
  const touched = new Uint8Array(n);
  const list = new Int32Array(n);
  const column = new Int32Array(n);
  const values = new Float64Array(n);
  let length = 0;
  let first = 0;
  const add: Add = (j, w) => {
    const at = first + j;
    if (touched[at] === 0) {
      touched[at] = 1;
      list[length++] = at;
      sums[at] = w;
    } else sums[at] += w;
  };
  function gather(i: number): void {
    length = 0;
    for (const { scale, start, couplings: part, row } of parts) {
      const a = i - start;
      if (a < 0 || a >= part.n) continue;
      first = start;
      row(a, scale, add);
    }
    for (let k = 0; k < length; k++) touched[list[k]] = 0;
  }
  return {
    column,
    values,
    count(i) {
      gather(i);
      let used = 0;
      for (let k = 0; k < length; k++) if (sums[list[k]] !== 0) used++;
      return used;
    },
    read(i) {
      gather(i);
      list.subarray(0, length).sort();
      let used = 0;
      for (let k = 0; k < length; k++) {
        const j = list[k];
        if (sums[j] === 0) continue;
        column[used] = j;
        values[used++] = sums[j];
      }
      return used;
    },
  };
}

function leafRow(part: LeafCouplings): LeafRow {
  const { n } = part;
  switch (part.kind) {
    case "none":
      return () => undefined;
    case "dense":
      return everyPair(n, (i, j) => part.values[i * n + j]);
    case "csr":
      return (i, scale, add) => {
        for (let k = part.rowStart[i]; k < part.rowStart[i + 1]; k++) {
          if (part.column[k] > i) add(part.column[k], scale * part.values[k]);
        }
      };
    case "ring":
      return (i, scale, add) => {
        if (i + 1 < n) add(i + 1, scale);
        if (i === 0) add(n - 1, scale);
      };
    case "metric":
      return everyPair(n, distanceFunction(part.metric, part.coordinates, part.dimensions));
    case "rank-one":
      return everyPair(n, (i, j) => part.vector[i] * part.vector[j]);
    case "cliques":
      return cliqueRow(part);
    case "bands": {
      const bands = bandRows(part);
      return (i, scale, add) =>
        forEachInBands(bands, part.size, i, (j, w) => {
          if (j > i) add(j, scale * w);
        });
    }
    case "kronecker":
      return kroneckerRow(factorOperator(part.left), factorOperator(part.right));
    default:
      return unreachable(part);
  }
}

function everyPair(n: number, entry: (i: number, j: number) => number): LeafRow {
  return (i, scale, add) => {
    for (let j = i + 1; j < n; j++) add(j, scale * entry(i, j));
  };
}

function cliqueRow({ n, groupStart, member, coefficient }: LeafCouplings & { kind: "cliques" }): LeafRow {
  const memberships = transposeMembers(n, groupStart, member);
  const weight = (k: number) => (coefficient === null ? 1 : coefficient[k]);
  return (i, scale, add) => {
    for (let a = memberships.start[i]; a < memberships.start[i + 1]; a++) {
      const g = memberships.group[a];
      const scaled = scale * weight(memberships.slot[a]);
      for (let k = groupStart[g]; k < groupStart[g + 1]; k++) if (member[k] > i) add(member[k], scaled * weight(k));
    }
  };
}

/** Stored entries of a factor, line by line. */
interface Lines {
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
}

function linesOf(factor: FactorOperator, columns: boolean): Lines {
  const start = new Int32Array(factor.n + 1);
  const index: number[] = [];
  const value: number[] = [];
  const push = (j: number, w: number): void => {
    index.push(j);
    value.push(w);
  };
  for (let i = 0; i < factor.n; i++) {
    if (columns) factor.forEachInColumn(i, push);
    else factor.forEachInRow(i, push);
    start[i + 1] = index.length;
  }
  return { start, index: Int32Array.from(index), value: Float64Array.from(value) };
}

/** A (x) B plus its transpose, as `couplingOperator` adds them up. */
function kroneckerRow(left: FactorOperator, right: FactorOperator): LeafRow {
  const m = right.n;
  const twin = left.symmetric && right.symmetric;
  const passes = (twin ? [true] : [true, false]).map((columns) => ({
    outer: linesOf(right, columns),
    inner: linesOf(left, columns),
  }));
  const factor = twin ? 2 : 1;
  return (i, scale, add) => {
    const a = Math.floor(i / m);
    const p = i - a * m;
    for (const { outer, inner } of passes) {
      for (let x = outer.start[p]; x < outer.start[p + 1]; x++) {
        const q = outer.index[x];
        const scaled = factor * scale * outer.value[x];
        // Lines are ascending: from the end down to what lies in row i.
        for (let y = inner.start[a + 1] - 1; y >= inner.start[a]; y--) {
          const j = inner.index[y] * m + q;
          if (j <= i) break;
          add(j, scaled * inner.value[y]);
        }
      }
    }
  };
}
