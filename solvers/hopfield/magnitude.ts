/**
 * Bounds of the local fields: |h_i| <= sum_j |w_ij| + |b_i| over states with |z_j| <= 1. Terms are bounded one by one
 * (triangle inequality), in their own structure. O(stored couplings) time, O(n) memory.
 */
import { unreachable } from "../../src/errors.ts";
import {
  addBiases,
  couplingOperator,
  type Factor,
  factorOperator,
  type Leaf,
  leaves,
  type Values,
} from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";

/** Upper bound of |h_i| for each variable, length n, energy units. Allocates. */
export function fieldBounds(model: EnergyModel): Float64Array {
  const bound = new Float64Array(model.n);
  addBiases(model.biases, 1, bound);
  for (let i = 0; i < model.n; i++) bound[i] = Math.abs(bound[i]);
  for (const leaf of leaves(model.couplings)) addLeaf(leaf, Math.abs(leaf.scale), bound);
  return bound;
}

function addLeaf({ couplings: part, start }: Leaf, scale: number, bound: Float64Array): void {
  const { n } = part;
  switch (part.kind) {
    case "none":
      return;
    case "dense":
      for (let i = 0; i < n; i++) bound[start + i] += scale * absoluteSum(part.values, i * n, (i + 1) * n);
      return;
    case "csr":
      for (let i = 0; i < n; i++)
        bound[start + i] += scale * absoluteSum(part.values, part.rowStart[i], part.rowStart[i + 1]);
      return;
    case "ring":
      for (let i = 0; i < n; i++) bound[start + i] += 2 * scale;
      return;
    case "metric": {
      const sums = absoluteRowSums(part, false);
      for (let i = 0; i < n; i++) bound[start + i] += scale * sums[i];
      return;
    }
    case "rank-one": {
      const total = absoluteSum(part.vector, 0, n);
      for (let i = 0; i < n; i++) {
        const a = Math.abs(part.vector[i]);
        bound[start + i] += scale * a * (total - a);
      }
      return;
    }
    case "cliques":
      addCliques(part, start, scale, bound);
      return;
    case "bands": {
      const sums = new Float64Array(n);
      couplingOperator({ ...part, weight: part.weight.map(Math.abs) }).apply(new Float64Array(n).fill(1), sums);
      for (let i = 0; i < n; i++) bound[start + i] += scale * sums[i];
      return;
    }
    case "kronecker":
      addKronecker(part, start, scale, bound);
      return;
    default:
      unreachable(part);
  }
}

function addCliques(
  { groupStart, member, coefficient }: Leaf["couplings"] & { kind: "cliques" },
  start: number,
  scale: number,
  bound: Float64Array,
): void {
  for (let g = 0; g + 1 < groupStart.length; g++) {
    const [first, end] = [groupStart[g], groupStart[g + 1]];
    const total = coefficient === null ? end - first : absoluteSum(coefficient, first, end);
    for (let k = first; k < end; k++) {
      const a = coefficient === null ? 1 : Math.abs(coefficient[k]);
      bound[start + member[k]] += scale * a * (total - a);
    }
  }
}

/** Row sums of |A| (x) |B| plus its transpose are outer products of the factors' row and column sums. */
function addKronecker(
  { left, right }: Leaf["couplings"] & { kind: "kronecker" },
  start: number,
  scale: number,
  bound: Float64Array,
): void {
  for (const transposed of [false, true]) {
    const rows = absoluteRowSums(left, transposed);
    const columns = absoluteRowSums(right, transposed);
    for (let a = 0; a < left.n; a++) {
      for (let p = 0; p < right.n; p++) bound[start + a * right.n + p] += scale * rows[a] * columns[p];
    }
  }
}

function absoluteRowSums(factor: Factor, transposed: boolean): Float64Array {
  const operator = factorOperator(factor);
  const sums = new Float64Array(factor.n);
  for (let i = 0; i < factor.n; i++) {
    operator.forEachInRow(i, (j, value) => {
      sums[transposed ? j : i] += Math.abs(value);
    });
  }
  return sums;
}

function absoluteSum(values: Values, first: number, end: number): number {
  let sum = 0;
  for (let k = first; k < end; k++) sum += Math.abs(values[k]);
  return sum;
}
