/**
 * Couplings as operators: entry, column, product, row sums, each term in its own structure and never as a matrix.
 * `leaves` flattens nested sums once; everything else works on leaves.
 * Above 400 lines because every operation switches over the same kinds, and a new kind must touch them all.
 */
import { GroundstateError, unreachable } from "../errors.ts";
import { applyBands, type Bands, bandEntry, bandPairs, bandRows, forEachInBands } from "./bands.ts";
import { csrEntry, type FactorOperator, factorEntries, factorOperator, factorSums } from "./factor.ts";
import { type GridMaker, type GridProduct, gridProduct } from "./grid-product.ts";
import { distanceFunction } from "./metric.ts";
import type { Biases, Couplings, Factor, LeafCouplings } from "./types.ts";

/** A term that is not a sum, with the scales and starts of the sums around it multiplied and added up. */
export interface Leaf {
  readonly scale: number;
  readonly start: number;
  readonly couplings: LeafCouplings;
}

/** Leaves in order; terms of scale 0 and of kind `none` are dropped. */
export function leaves(couplings: Couplings): readonly Leaf[] {
  const result: Leaf[] = [];
  const walk = (part: Couplings, scale: number, start: number): void => {
    if (scale === 0 || part.kind === "none") return;
    if (part.kind === "sum")
      for (const term of part.terms) walk(term.couplings, scale * term.scale, start + term.start);
    else result.push({ scale, start, couplings: part });
  };
  walk(couplings, 1, 0);
  return result;
}

/** An operator over one leaf, indices local to the leaf. Closures are made once; call them in loops. */
interface LeafOperator {
  entry(i: number, j: number): number;
  /** target[start + j] += amount * W_ji for all j != i. */
  addColumn(i: number, amount: number, target: Float64Array, start: number): void;
  /** Kronecker terms: the product factor by factor. */
  readonly grid?: GridProduct;
  /** out[start ..] += scale * W x[start ..], where the leaf knows a way that is never slower than columns. */
  apply?(scale: number, start: number, x: ArrayLike<number>, out: Float64Array): void;
}

function nonZeros(x: ArrayLike<number>, start: number, n: number): number {
  let count = 0;
  for (let i = start; i < start + n; i++) if (x[i] !== 0) count++;
  return count;
}

/** Couplings ready for use: the closures of every leaf, made once. */
export interface CouplingOperator {
  readonly n: number;
  /** W_ij; 0 on the diagonal. */
  entry(i: number, j: number): number;
  /** target += amount * W e_i. target has length n. */
  addColumn(i: number, amount: number, target: Float64Array): void;
  /** out = W x, both of length n. O(stored couplings); rank-one and cliques O(members). */
  apply(x: ArrayLike<number>, out: Float64Array): void;
}

/** Couplings as functions that give entries, columns and products without making a matrix. @param grid who multiplies Kronecker terms factor by factor */
export function couplingOperator(couplings: Couplings, grid: GridMaker = gridProduct): CouplingOperator {
  const parts = leaves(couplings).map((leaf) => ({ ...leaf, operator: leafOperator(leaf.couplings, grid) }));
  return {
    n: couplings.n,
    entry(i, j) {
      if (i === j) return 0;
      let sum = 0;
      for (const { scale, start, couplings: part, operator } of parts) {
        const a = i - start;
        const b = j - start;
        if (a >= 0 && b >= 0 && a < part.n && b < part.n) sum += scale * operator.entry(a, b);
      }
      return sum;
    },
    addColumn(i, amount, target) {
      for (const { scale, start, couplings: part, operator } of parts) {
        const a = i - start;
        if (a >= 0 && a < part.n) operator.addColumn(a, amount * scale, target, start);
      }
    },
    apply(x, out) {
      out.fill(0);
      for (const { scale, start, couplings: part, operator } of parts) applyLeaf(part, operator, scale, start, x, out);
    },
  };
}

/** out[start..] += scale * W x[start..], by the structure of the leaf where that is cheaper than columns. */
function applyLeaf(
  part: LeafCouplings,
  operator: LeafOperator,
  scale: number,
  start: number,
  x: ArrayLike<number>,
  out: Float64Array,
): void {
  switch (part.kind) {
    case "rank-one": {
      const { vector } = part;
      let sum = 0;
      for (let i = 0; i < part.n; i++) sum += vector[i] * x[start + i];
      for (let i = 0; i < part.n; i++) out[start + i] += scale * vector[i] * (sum - vector[i] * x[start + i]);
      return;
    }
    case "cliques": {
      const { groupStart, member, coefficient } = part;
      for (let g = 0; g + 1 < groupStart.length; g++) {
        let sum = 0;
        for (let k = groupStart[g]; k < groupStart[g + 1]; k++) {
          sum += (coefficient === null ? 1 : coefficient[k]) * x[start + member[k]];
        }
        for (let k = groupStart[g]; k < groupStart[g + 1]; k++) {
          const a = coefficient === null ? 1 : coefficient[k];
          out[start + member[k]] += scale * a * (sum - a * x[start + member[k]]);
        }
      }
      return;
    }
    case "kronecker": {
      if (applyOnes(part, scale, start, x, out)) return;
      // Column by column where few values differ from 0 (a tour, say), else factor by factor, which goes along rows: 8 times faster.
      const grid = operator.grid!;
      if (nonZeros(x, start, part.n) * (kroneckerEntries(part.left, part.right) / part.n) > grid.cost / 8) {
        return grid.add(x, scale, start, out);
      }
      break;
    }
    default:
      if (operator.apply !== undefined) return operator.apply(scale, start, x, out);
      break;
  }
  for (let i = 0; i < part.n; i++) {
    if (x[start + i] !== 0) operator.addColumn(i, scale * x[start + i], out, start);
  }
}

/** identity (x) all-but-diagonal and its mirror are group sums: O(n) instead of O(n * group). Doubled, as (A (x) B) + its transpose. */
function applyOnes(
  part: LeafCouplings & { kind: "kronecker" },
  scale: number,
  start: number,
  x: ArrayLike<number>,
  out: Float64Array,
): boolean {
  const groups = onesGroups(part.left, part.right);
  if (groups === null) return false;
  const { count, size, stride, step } = groups;
  for (let g = 0; g < count; g++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += x[start + g * stride + k * step];
    for (let k = 0; k < size; k++) {
      const i = start + g * stride + k * step;
      out[i] += 2 * scale * (sum - x[i]);
    }
  }
  return true;
}

/** Group g of a kronecker product of identity and all-but-diagonal: variables g * stride + k * step, k < size. */
export interface OnesGroups {
  readonly count: number;
  readonly size: number;
  readonly stride: number;
  readonly step: number;
}

/** The groups whose pairs a Kronecker product couples with 1, where one factor is the identity and the other its complement; else null. */
export function onesGroups(left: Factor, right: Factor): OnesGroups | null {
  if (left.kind === "identity" && right.kind === "all-but-diagonal") {
    return { count: left.n, size: right.n, stride: right.n, step: 1 };
  }
  // With one column the members are neighbours and step 1 would read as rows: left to the general case.
  if (left.kind === "all-but-diagonal" && right.kind === "identity" && right.n > 1) {
    return { count: right.n, size: left.n, stride: 1, step: right.n };
  }
  return null;
}

function leafOperator(part: LeafCouplings, grid: GridMaker): LeafOperator {
  switch (part.kind) {
    case "none":
      return { entry: () => 0, addColumn: () => undefined };
    case "dense":
      return denseOperator(part);
    case "csr":
      return csrOperator(part);
    case "ring":
      return ringOperator(part.n);
    case "metric": {
      const distance = distanceFunction(part.metric, part.coordinates, part.dimensions);
      return everyPair(part.n, distance);
    }
    case "rank-one":
      return everyPair(part.n, (i, j) => part.vector[i] * part.vector[j]);
    case "cliques":
      return cliqueOperator(part);
    case "bands":
      return bandOperator(part);
    case "kronecker":
      return {
        ...kroneckerOperator(factorOperator(part.left), factorOperator(part.right)),
        grid: grid(part),
      };
    default:
      return unreachable(part);
  }
}

function everyPair(n: number, entry: (i: number, j: number) => number): LeafOperator {
  return {
    entry: (i, j) => (i === j ? 0 : entry(i, j)),
    addColumn(i, amount, target, start) {
      for (let j = 0; j < n; j++) if (j !== i) target[start + j] += amount * entry(i, j);
    },
  };
}

function denseOperator({ n, values }: LeafCouplings & { kind: "dense" }): LeafOperator {
  return {
    entry: (i, j) => values[i * n + j],
    addColumn(i, amount, target, start) {
      const row = i * n; // symmetric: the row is the column
      for (let j = 0; j < n; j++) target[start + j] += amount * values[row + j];
    },
  };
}

function csrOperator({ rowStart, column, values }: LeafCouplings & { kind: "csr" }): LeafOperator {
  return {
    entry: (i, j) => csrEntry(rowStart, column, values, i, j),
    addColumn(i, amount, target, start) {
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) target[start + column[k]] += amount * values[k];
    },
  };
}

function ringOperator(n: number): LeafOperator {
  return {
    entry: (i, j) => ((i + 1) % n === j || (j + 1) % n === i ? 1 : 0),
    addColumn(i, amount, target, start) {
      target[start + ((i + 1) % n)] += amount;
      target[start + ((i + n - 1) % n)] += amount;
    },
  };
}

function cliqueOperator({ n, groupStart, member, coefficient }: LeafCouplings & { kind: "cliques" }): LeafOperator {
  // Made when a single entry or column is asked for: products go group by group.
  let made: Memberships | null = null;
  const index = () => (made ??= transposeMembers(n, groupStart, member));
  const weight = (k: number) => (coefficient === null ? 1 : coefficient[k]);
  return {
    entry(i, j) {
      const memberships = index();
      let sum = 0;
      for (let a = memberships.start[i]; a < memberships.start[i + 1]; a++) {
        for (let b = memberships.start[j]; b < memberships.start[j + 1]; b++) {
          if (memberships.group[a] === memberships.group[b]) {
            sum += weight(memberships.slot[a]) * weight(memberships.slot[b]);
          }
        }
      }
      return sum;
    },
    addColumn(i, amount, target, start) {
      const memberships = index();
      for (let a = memberships.start[i]; a < memberships.start[i + 1]; a++) {
        const g = memberships.group[a];
        const scaled = amount * weight(memberships.slot[a]);
        for (let k = groupStart[g]; k < groupStart[g + 1]; k++) {
          if (member[k] !== i) target[start + member[k]] += scaled * weight(k);
        }
      }
    },
  };
}

/** For each variable the groups that hold it and its slot there: CSR over variables. O(members). */
export interface Memberships {
  readonly start: Int32Array;
  readonly group: Int32Array;
  readonly slot: Int32Array;
}

/** The groups of each variable, from the members of each group. O(n + members). */
export function transposeMembers(n: number, groupStart: Int32Array, member: Int32Array): Memberships {
  const start = new Int32Array(n + 1);
  for (const i of member) start[i + 1]++;
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const next = start.slice(0, n);
  const group = new Int32Array(member.length);
  const slot = new Int32Array(member.length);
  for (let g = 0; g + 1 < groupStart.length; g++) {
    for (let k = groupStart[g]; k < groupStart[g + 1]; k++) {
      const at = next[member[k]]++;
      group[at] = g;
      slot[at] = k;
    }
  }
  return { start, group, slot };
}

function bandOperator(part: Bands): LeafOperator {
  const rows = bandRows(part);
  return {
    entry: (i, j) => bandEntry(rows, part.size, i, j),
    addColumn: (i, amount, target, start) =>
      forEachInBands(rows, part.size, i, (j, w) => {
        target[start + j] += amount * w;
      }),
    apply: (scale, start, x, out) => applyBands(part, rows, scale, start, x, out),
  };
}

/** A (x) B plus its transpose: W_(a,p),(b,q) = A_ab B_pq + A_ba B_qp. */
function kroneckerOperator(left: FactorOperator, right: FactorOperator): LeafOperator {
  const m = right.n;
  const twin = left.symmetric && right.symmetric;
  return {
    entry(i, j) {
      const a = Math.floor(i / m);
      const b = Math.floor(j / m);
      const p = i - a * m;
      const q = j - b * m;
      const forward = left.entry(a, b) * right.entry(p, q);
      return twin ? 2 * forward : forward + left.entry(b, a) * right.entry(q, p);
    },
    addColumn(i, amount, target, start) {
      const a = Math.floor(i / m);
      const p = i - a * m;
      right.forEachInColumn(p, (q, r) => {
        const scaled = (twin ? 2 : 1) * amount * r;
        left.forEachInColumn(a, (b, l) => {
          target[start + b * m + q] += scaled * l;
        });
      });
      if (twin) return;
      right.forEachInRow(p, (q, r) => {
        const scaled = amount * r;
        left.forEachInRow(a, (b, l) => {
          target[start + b * m + q] += scaled * l;
        });
      });
    },
  };
}

/** Row sums W 1 as biases, in the structure of the couplings: O(rows + columns) for Kronecker terms. */
export function rowSums(couplings: Couplings): Biases {
  const parts = leaves(couplings).map(({ scale, start, couplings: part }) => ({
    scale,
    start,
    biases: leafSums(part),
  }));
  return { kind: "sum", n: couplings.n, parts };
}

function leafSums(part: LeafCouplings): Biases {
  switch (part.kind) {
    case "none":
      return { kind: "constant", n: part.n, value: 0 };
    case "ring":
      return { kind: "constant", n: part.n, value: 2 };
    case "kronecker": {
      const { left, right } = part;
      return {
        kind: "outer",
        n: part.n,
        rows: left.n,
        columns: right.n,
        left: [factorSums(left, false), factorSums(left, true)],
        right: [factorSums(right, false), factorSums(right, true)],
      };
    }
    default: {
      const values = new Float64Array(part.n);
      couplingOperator(part).apply(new Float64Array(part.n).fill(1), values);
      return { kind: "dense", n: part.n, values };
    }
  }
}

/** Scales couplings without copying them. */
export function scaleCouplings(couplings: Couplings, scale: number): Couplings {
  if (scale === 1) return couplings;
  return { kind: "sum", n: couplings.n, terms: [{ scale, start: 0, couplings }] };
}

/** Upper limit of the number of stored non-zeros of W (both triangles). O(terms), without walking them. */
export function couplingEntries(couplings: Couplings): number {
  let total = 0;
  for (const { couplings: part } of leaves(couplings)) total += leafEntries(part);
  return Math.min(total, couplings.n * Math.max(0, couplings.n - 1));
}

function leafEntries(part: LeafCouplings): number {
  switch (part.kind) {
    case "none":
      return 0;
    case "dense":
    case "metric":
    case "rank-one":
      return part.n * (part.n - 1);
    case "csr":
      return part.values.length;
    case "ring":
      return 2 * part.n;
    case "cliques": {
      let sum = 0;
      for (let g = 0; g + 1 < part.groupStart.length; g++) {
        const size = part.groupStart[g + 1] - part.groupStart[g];
        sum += size * (size - 1);
      }
      return sum;
    }
    case "bands": {
      let sum = 0;
      for (let t = 0; t < part.from.length; t++) sum += 2 * bandPairs(part, t);
      return sum;
    }
    case "kronecker":
      return kroneckerEntries(part.left, part.right);
    default:
      return unreachable(part);
  }
}

function kroneckerEntries(left: Factor, right: Factor): number {
  const one = factorEntries(left) * factorEntries(right);
  const symmetric = isSymmetric(left) && isSymmetric(right);
  return symmetric ? one : 2 * one;
}

export function isSymmetric(factor: Factor): boolean {
  switch (factor.kind) {
    case "dense":
    case "csr":
      return factor.symmetric;
    case "cycle":
      return factor.n <= 2;
    case "path":
      return factor.n < 2;
    default:
      return true;
  }
}

/** Kronecker couplings with their order worked out. @throws {GroundstateError} "model" when a diagonal would not be zero. */
export function kronecker(left: Factor, right: Factor): Couplings {
  if (hasDiagonal(left) && hasDiagonal(right)) {
    throw new GroundstateError(
      "model",
      `a Kronecker coupling of ${left.kind} and ${right.kind} has a non-zero diagonal`,
      {
        hint: "One factor must have a zero diagonal; fold a diagonal into the biases.",
      },
    );
  }
  return { kind: "kronecker", n: left.n * right.n, left, right };
}

/** Whether some diagonal entry is not zero. O(n log degree). */
export function hasDiagonal(factor: Factor): boolean {
  if (factor.kind === "identity") return factor.n > 0;
  if (factor.kind === "cycle") return factor.n === 1;
  if (factor.kind === "dense" || factor.kind === "csr") {
    const operator = factorOperator(factor);
    for (let i = 0; i < factor.n; i++) if (operator.entry(i, i) !== 0) return true;
  }
  return false;
}
