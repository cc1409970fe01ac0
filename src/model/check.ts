/** Well-formedness of a model: sizes, finite numbers, symmetry, zero diagonal. What a solver may then rely on. */
import { GroundstateError, unreachable } from "../errors.ts";
import { csrEntry } from "./factor.ts";
import type { Biases, Couplings, EnergyModel, LeafCouplings, Values } from "./types.ts";

const fail = (message: string, hint?: string): never => {
  throw new GroundstateError("model", message, hint === undefined ? {} : { hint });
};

/** O(stored values). @throws {GroundstateError} "model", naming the place, the value found and what was expected. */
export function checkModel(model: EnergyModel): void {
  if (!Number.isSafeInteger(model.n) || model.n < 0) fail(`n is ${model.n}, expected an integer from 0 to 2^53`);
  if (!Number.isFinite(model.offset)) fail(`offset is ${model.offset}, expected a finite number`);
  if (model.couplings.n !== model.n) fail(`couplings are of order ${model.couplings.n}, expected ${model.n}`);
  if (model.biases.n !== model.n) fail(`biases are for ${model.biases.n} variables, expected ${model.n}`);
  checkCouplings(model.couplings, "couplings");
  checkBiases(model.biases, "biases");
}

function checkCouplings(couplings: Couplings, place: string): void {
  if (couplings.kind !== "sum") return checkLeaf(couplings, place);
  couplings.terms.forEach((term, t) => {
    if (!Number.isFinite(term.scale)) fail(`${place}.terms[${t}].scale is ${term.scale}, expected a finite number`);
    if (term.start < 0 || term.start + term.couplings.n > couplings.n) {
      fail(
        `${place}.terms[${t}] covers variables ${term.start} to ${term.start + term.couplings.n - 1} of ${couplings.n}`,
      );
    }
    checkCouplings(term.couplings, `${place}.terms[${t}].couplings`);
  });
}

function checkLeaf(part: LeafCouplings, place: string): void {
  switch (part.kind) {
    case "none":
      return;
    case "ring":
      if (part.n < 3) fail(`${place} is a ring of ${part.n}, expected at least 3`);
      return;
    case "dense":
      return checkDense(part.values, part.n, place);
    case "csr":
      return checkCsr(part, place);
    case "metric":
      if (part.coordinates.length !== part.n * part.dimensions) fail(`${place}.coordinates has the wrong length`);
      return checkFinite(part.coordinates, `${place}.coordinates`);
    case "rank-one":
      if (part.vector.length !== part.n) fail(`${place}.vector has ${part.vector.length} values, expected ${part.n}`);
      return checkFinite(part.vector, `${place}.vector`);
    case "cliques":
      for (const i of part.member)
        if (i < 0 || i >= part.n) fail(`${place}.member holds ${i}, expected 0 to ${part.n - 1}`);
      if (part.coefficient !== null) checkFinite(part.coefficient, `${place}.coefficient`);
      return;
    case "kronecker":
      if (part.left.n * part.right.n !== part.n)
        fail(`${place} is ${part.left.n} x ${part.right.n}, expected ${part.n} in all`);
      for (const side of ["left", "right"] as const) {
        const factor = part[side];
        if (factor.kind === "dense" || factor.kind === "csr") checkFinite(factor.values, `${place}.${side}.values`);
        if (factor.kind === "metric") checkFinite(factor.coordinates, `${place}.${side}.coordinates`);
      }
      return;
    default:
      return unreachable(part);
  }
}

function checkDense(values: Values, n: number, place: string): void {
  if (values.length !== n * n) fail(`${place}.values has ${values.length} entries, expected ${n} x ${n}`);
  checkFinite(values, `${place}.values`);
  for (let i = 0; i < n; i++) {
    if (values[i * n + i] !== 0) fail(`${place}[${i}][${i}] is ${values[i * n + i]}, expected 0 on the diagonal`);
    for (let j = 0; j < i; j++) {
      if (values[i * n + j] !== values[j * n + i]) {
        fail(
          `${place}[${i}][${j}] is ${values[i * n + j]}, but [${j}][${i}] is ${values[j * n + i]}: couplings must be symmetric`,
          "Use (W + W') / 2: it has the same energy.",
        );
      }
    }
  }
}

function checkCsr({ n, rowStart, column, values }: LeafCouplings & { kind: "csr" }, place: string): void {
  if (rowStart.length !== n + 1 || rowStart[n] !== column.length || column.length !== values.length) {
    fail(`${place} has inconsistent array lengths`);
  }
  checkFinite(values, `${place}.values`);
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const j = column[k];
      if (j < 0 || j >= n || j === i) fail(`${place} row ${i} holds column ${j}`);
      if (k > rowStart[i] && column[k - 1] >= j) fail(`${place} row ${i} is not ascending`);
      if (csrEntry(rowStart, column, values, j, i) !== values[k])
        fail(`${place}[${i}][${j}] differs from [${j}][${i}]`);
    }
  }
}

function checkBiases(biases: Biases, place: string): void {
  switch (biases.kind) {
    case "constant":
      if (!Number.isFinite(biases.value)) fail(`${place} is ${biases.value}, expected a finite number`);
      return;
    case "dense":
      if (biases.values.length !== biases.n) fail(`${place} has ${biases.values.length} values, expected ${biases.n}`);
      return checkFinite(biases.values, place);
    case "outer":
      if (biases.rows * biases.columns !== biases.n)
        fail(`${place} is ${biases.rows} x ${biases.columns}, expected ${biases.n}`);
      for (const values of [...biases.left, ...biases.right]) checkFinite(values, place);
      return;
    case "sum":
      biases.parts.forEach((part, k) => {
        if (part.start < 0 || part.start + part.biases.n > biases.n) fail(`${place}.parts[${k}] leaves the model`);
        checkBiases(part.biases, `${place}.parts[${k}]`);
      });
      return;
    default:
      return unreachable(biases);
  }
}

function checkFinite(values: Values, place: string): void {
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) fail(`${place}[${k}] is ${values[k]}, expected a finite number`);
  }
}
