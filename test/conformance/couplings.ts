/**
 * Laws of couplings: every way to read them (entry, column, product, row sums, compressed rows, matrix) gives the same
 * matrix, and that matrix is the one the definitions in src/model/types.ts spell out.
 */
import { deepStrictEqual } from "node:assert";
import {
  type CouplingOperator,
  couplingOperator,
  energy,
  estimate,
  packModel,
  rowSums,
  toCsr,
  toDense,
  unpackModel,
} from "../../src/model/index.ts";
import type { Couplings, EnergyModel } from "../../src/model/types.ts";
import { close, denseBiases, denseMatrix, type Matrix } from "../support/oracle.ts";

/** Throws unless a and b are equal (exact) or equal within rounding of numbers of this magnitude. */
export function same(place: string, found: number, expected: number, exact: boolean, magnitude = 1): void {
  if (exact ? found === expected : close(found, expected, magnitude)) return;
  throw new Error(`${place} is ${found}, expected ${expected}`);
}

const largest = (matrix: Matrix) => matrix.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** entry, addColumn and apply agree with the matrix; W is symmetric with zero diagonal. */
export function operatorLaw(
  couplings: Couplings,
  exact: boolean,
  operator: CouplingOperator = couplingOperator(couplings),
): void {
  const matrix = denseMatrix(couplings);
  const { n } = couplings;
  const magnitude = largest(matrix) * n;
  for (let i = 0; i < n; i++) {
    const column = new Float64Array(n);
    operator.addColumn(i, 3, column);
    for (let j = 0; j < n; j++) {
      same(`entry(${i}, ${j})`, operator.entry(i, j), matrix[i][j], exact, magnitude);
      same(`entry(${j}, ${i})`, operator.entry(j, i), operator.entry(i, j), exact, magnitude);
      same(`row ${j} of 3 x column ${i}`, column[j], 3 * matrix[j][i], exact, magnitude);
    }
    if (operator.entry(i, i) !== 0 || column[i] !== 0) throw new Error(`the diagonal at ${i} is not zero`);
  }
  const x = Float64Array.from({ length: n }, (_, i) => ((7 * i + 3) % 5) - 2);
  const product = new Float64Array(n).fill(99);
  operator.apply(x, product);
  for (let i = 0; i < n; i++) {
    const expected = matrix[i].reduce((sum, w, j) => sum + w * x[j], 0);
    same(`(Wx)_${i}`, product[i], expected, exact, magnitude);
  }
}

export function rowSumLaw(couplings: Couplings, exact: boolean): void {
  const matrix = denseMatrix(couplings);
  const sums = denseBiases(rowSums(couplings));
  matrix.forEach((row, i) => {
    const expected = row.reduce((sum, w) => sum + w, 0);
    same(`row sum ${i}`, sums[i], expected, exact, largest(matrix) * couplings.n);
  });
}

/** toDense and toCsr hold the matrix; rows ascend and hold no zeros; estimates are upper bounds of the bytes that come out. */
export function materialiseLaw(model: EnergyModel, exact: boolean): void {
  const matrix = denseMatrix(model.couplings);
  const magnitude = largest(matrix) * model.n;
  const dense = toDense(model);
  matrix.flat().forEach((value, k) => {
    same(`toDense[${k}]`, dense[k], value, exact, magnitude);
  });
  const csr = toCsr(model);
  const back = denseMatrix({ kind: "csr", ...csr });
  for (let i = 0; i < model.n; i++) {
    for (let j = 0; j < model.n; j++) same(`toCsr[${i}][${j}]`, back[i][j], matrix[i][j], exact, magnitude);
    for (let k = csr.rowStart[i]; k < csr.rowStart[i + 1]; k++) {
      if (csr.values[k] === 0) throw new Error(`toCsr stores a zero in row ${i}`);
      if (k > csr.rowStart[i] && csr.column[k - 1] >= csr.column[k]) throw new Error(`row ${i} does not ascend`);
    }
  }
  atLeast("csr", estimate(model, "csr"), heldBytes(csr));
  atLeast("dense", estimate(model, "dense"), dense.byteLength);
}

function atLeast(what: string, estimated: number, actual: number): void {
  if (estimated < actual) throw new Error(`estimate(${what}) is ${estimated} bytes, but it takes ${actual}`);
}

/** Bytes of all typed arrays inside a value. */
export function heldBytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + heldBytes(part), 0);
}

/** Memory as documented: `estimate(model)` is the bytes of the typed arrays, `packed` bounds the buffer. */
export function memoryLaw(model: EnergyModel): void {
  const held = heldBytes(model);
  const estimated = estimate(model, "model");
  if (held !== estimated) throw new Error(`estimate(model) is ${estimated} bytes, the arrays hold ${held}`);
  atLeast("packed", estimate(model, "packed"), packModel(model).byteLength);
}

/** pack and unpack are inverse, also after the buffer has been transferred to somebody else. */
export function packLaw(model: EnergyModel): void {
  const buffer = packModel(model);
  const moved = structuredClone(buffer, { transfer: [buffer] });
  if (buffer.byteLength !== 0) throw new Error("the buffer was copied, not transferred");
  const unpacked = unpackModel(moved);
  deepStrictEqual(unpacked, model);
  const values = new Int8Array(model.n).fill(1);
  same(
    "energy after unpacking",
    energy(unpacked, { kind: "plain", values }),
    energy(model, { kind: "plain", values }),
    true,
  );
}
