/**
 * Changes of energy when the items of two places are swapped, in a permutation model of any form. A product term
 * scale * (A (x) B) costs O(size) (Burkard & Rendl 1984; Taillard 1991), O(1) if B is thin, other terms O(size) entries.
 */

import { MemoryError } from "../../../src/errors.ts";
import {
  type Biases,
  biasAt,
  type CouplingOperator,
  type EnergyModel,
  type Factor,
  factorOperator,
} from "../../../src/model/index.ts";
import type { AssignmentForm } from "../form.ts";

/** Gain or loss by exchanging order[p] and order[q], p != q. */
export type SwapChange = (order: Int32Array, p: number, q: number) => number;

/**
 * @throws {MemoryError} when factors that must be copied as matrices exceed `memoryLimit`. Products with a thin right factor
 * (cycle, path, identity) cost O(1) a swap and no memory.
 */
export function createSwapChange(model: EnergyModel, form: AssignmentForm, memoryLimit: number): SwapChange {
  const { size, products, rest } = form;
  const dense = products.filter(({ right }) => !factorOperator(right).thin);
  const bytes = dense.length * 32 * size * size;
  if (bytes > memoryLimit) {
    const what = `a permutation of ${size} with ${dense.length} dense product terms`;
    throw new MemoryError(what, bytes, memoryLimit, "Raise the memory limit.");
  }
  const changes = products.map((product) =>
    factorOperator(product.right).thin ? thinChange(product) : denseChange(product, size),
  );
  const { biases } = model;
  const flat = biases.kind === "constant";
  return (order, p, q) => {
    let sum = flat ? 0 : biasChange(biases, size, order, p, q);
    for (const change of changes) sum += change(order, p, q);
    if (rest !== null) sum += restChange(rest, size, order, p, q);
    return -sum;
  };
}

/**
 * Mean over places (up to 256 of them) of the magnitudes of all numbers that meet there in `order`, energy units: what the change by a
 * swap is made of, hence what its rounding and its margin are relative to. O(256 size) entries.
 */
export function termMagnitude({ biases }: EnergyModel, form: AssignmentForm, order: Int32Array): number {
  const { size, products, rest } = form;
  const parts = products.map(({ scale, left, right }) => {
    const [a, b] = [factorOperator(left).entry, factorOperator(right).entry];
    return (p: number, k: number) =>
      Math.abs(scale * a(order[p], order[k]) * b(p, k)) + Math.abs(scale * a(order[k], order[p]) * b(k, p));
  });
  const at = (place: number) => order[place] * size + place;
  if (rest !== null) parts.push((p, k) => Math.abs(rest.entry(at(p), at(k))));
  const flat = biases.kind === "constant";
  const stride = Math.max(1, Math.floor(size / 256));
  let sum = 0;
  let places = 0;
  for (let p = 0; p < size; p += stride, places++) {
    if (!flat) sum += Math.abs(biasAt(biases, at(p)));
    for (let k = 0; k < size; k++) if (k !== p) for (const part of parts) sum += part(p, k);
  }
  return places === 0 ? 0 : sum / places;
}

/** Whether a swap costs O(1): no dense product and no other terms. */
export function isLocal({ products, rest }: AssignmentForm): boolean {
  return rest === null && products.every(({ right }) => factorOperator(right).thin);
}

/** By the few non-zeros of B in rows and columns p and q. */
function thinChange({ scale, left, right }: AssignmentForm["products"][number]): SwapChange {
  const { entry } = factorOperator(left);
  const { forEachInRow, forEachInColumn } = factorOperator(right);
  return (order, p, q) => {
    const [a, b] = [order[p], order[q]];
    let sum = 0;
    const along = (place: number, before: number, after: number, other: number, its: number) => {
      forEachInRow(place, (k, value) => {
        if (k !== place) sum += value * (entry(after, k === other ? its : order[k]) - entry(before, order[k]));
      });
      forEachInColumn(place, (k, value) => {
        // The pair (p, q) itself is counted in the rows.
        if (k !== place && k !== other) sum += value * (entry(order[k], after) - entry(order[k], before));
      });
    };
    along(p, a, b, q, a);
    along(q, b, a, p, b);
    return scale * sum;
  };
}

/**
 * The sum over places k, l of A[order k, order l] B[k, l]; one of A, B has a zero diagonal. With a, b the items at p, q its change
 * is the sum over k other than p, q of (A[b, k] - A[a, k]) (B[p, k] - B[q, k]), the same of the transposes, and the pair itself.
 * Keeps dense copies of the factors, and of their transposes unless both are symmetric.
 */
function denseChange(product: AssignmentForm["products"][number], size: number): SwapChange {
  const twin = factorOperator(product.left).symmetric && factorOperator(product.right).symmetric;
  const left = matrixOf(product.left, size);
  const right = matrixOf(product.right, size);
  const scale = twin ? 2 * product.scale : product.scale;
  const leftTurned = twin ? left : matrixOf(product.left, size, { turned: true });
  const rightTurned = twin ? right : matrixOf(product.right, size, { turned: true });
  return (order, p, q) => {
    const [a, b] = [order[p] * size, order[q] * size];
    const [rowP, rowQ] = [p * size, q * size];
    let sum = rowsChange(left, right, order, a, b, rowP, rowQ, p, q);
    if (!twin) {
      sum += rowsChange(leftTurned, rightTurned, order, a, b, rowP, rowQ, p, q);
      sum += (left[b + order[p]] - left[a + order[q]]) * (right[rowP + q] - right[rowQ + p]);
    }
    return scale * sum;
  };
}

/** Sum over k other than p, q of (left[b + order k] - left[a + order k]) (right[rowP + k] - right[rowQ + k]). */
function rowsChange(
  left: Float64Array,
  right: Float64Array,
  order: Int32Array,
  a: number,
  b: number,
  rowP: number,
  rowQ: number,
  p: number,
  q: number,
): number {
  let sum = 0;
  for (let k = 0; k < order.length; k++) {
    if (k === p || k === q) continue;
    const item = order[k];
    sum += (left[b + item] - left[a + item]) * (right[rowP + k] - right[rowQ + k]);
  }
  return sum;
}

/** Row-major copy of a factor, or of its transpose, each number `times` as large. */
export function matrixOf(factor: Factor, size: number, { turned = false, times = 1 } = {}): Float64Array {
  const { forEachInRow } = factorOperator(factor);
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    forEachInRow(i, (j, value) => {
      values[turned ? j * size + i : i * size + j] = times * value;
    });
  }
  return values;
}

function biasChange(biases: Biases, size: number, order: Int32Array, p: number, q: number): number {
  const a = order[p] * size;
  const b = order[q] * size;
  return biasAt(biases, b + p) + biasAt(biases, a + q) - biasAt(biases, a + p) - biasAt(biases, b + q);
}

function restChange({ entry }: CouplingOperator, size: number, order: Int32Array, p: number, q: number): number {
  const a = order[p] * size;
  const b = order[q] * size;
  let sum = entry(b + p, a + q) - entry(a + p, b + q);
  for (let k = 0; k < size; k++) {
    if (k === p || k === q) continue;
    const other = order[k] * size + k;
    sum += entry(b + p, other) + entry(a + q, other) - entry(a + p, other) - entry(b + q, other);
  }
  return sum;
}
