/** Well-formedness of a model: sizes, finite numbers, symmetry, zero diagonal. What a solver may then rely on. */
import { unreachable } from "../errors.ts";
import type { Bands } from "./bands.ts";
import { checkStarts, fail } from "./check-pieces.ts";
import { checkPolynomial } from "./check-polynomial.ts";
import { hasDiagonal } from "./couplings.ts";
import { csrEntry } from "./factor.ts";
import { packingFault } from "./packing.ts";
import { magnitudeBound } from "./range.ts";
import { structureOf } from "./state.ts";
import { treeFault } from "./trees.ts";
import {
  type Biases,
  type Couplings,
  type EnergyModel,
  type Factor,
  type LeafCouplings,
  METRICS,
  type Structure,
  type Values,
} from "./types.ts";

/** Energies, local fields and the factors that conversions bring stay finite up to this sum of magnitudes. */
const LARGEST_TOTAL = 1e300;

/** O(stored values). @throws {GroundstateError} "model", naming the place, the value found and what was expected. */
export function checkModel(model: EnergyModel): void {
  if (!Number.isSafeInteger(model.n) || model.n < 0) fail(`n is ${model.n}, expected an integer from 0 to 2^53`);
  if (!Number.isFinite(model.offset)) fail(`offset is ${model.offset}, expected a finite number`);
  if (model.couplings.n !== model.n) fail(`couplings are of order ${model.couplings.n}, expected ${model.n}`);
  if (model.biases.n !== model.n) fail(`biases are for ${model.biases.n} variables, expected ${model.n}`);
  checkCouplings(model.couplings, "couplings");
  checkBiases(model.biases, "biases");
  const total = magnitudeBound(model);
  if (!(total <= LARGEST_TOTAL)) {
    fail(
      `magnitudes of couplings, biases and offset add up to ${total}, expected at most ${LARGEST_TOTAL}`,
      "Scale all of them down.",
    );
  }
  model.structure.forEach((structure, k) => {
    checkStructure(structure, model, `structure[${k}]`);
  });
}

/** Hints must fit into the model: a solver indexes by them without looking. */
function checkStructure(structure: Structure, model: EnergyModel, place: string): void {
  const { n, domain } = model;
  const within = (what: string, last: number) => {
    if (!(last <= n)) fail(`${place}: ${what} needs ${last} variables, the model has ${n}`);
  };
  switch (structure.kind) {
    case "permutation":
      if (domain !== "bit") fail(`${place} is a permutation over ${domain}s, expected bits`);
      return within(`a permutation of ${structure.size}`, structure.size ** 2);
    case "one-hot":
      if (domain !== "bit") fail(`${place} is one-hot over ${domain}s, expected bits`);
      return within(`${structure.groups} groups of ${structure.size}`, structure.groups * structure.size);
    case "balance": {
      const { items, parts, weights, slack } = structure;
      const copies = domain === "spin" ? 1 : parts;
      within(`a balance of ${items} items`, items * copies);
      if (weights !== null && weights.length !== items)
        fail(`${place} has ${weights.length} weights, expected ${items}`);
      if (slack !== null) within("its slack", slack.first + copies * slack.coefficients.length);
      return;
    }
    case "loads":
      return checkLoads(structure, structureOf(model, "permutation")?.size ?? null, place);
    case "schedule":
      return checkSchedule(structure, model, place);
    case "packing": {
      const fault = packingFault(structure, structureOf(model, "one-hot"), n);
      return fault === null ? undefined : fail(`${place} ${fault}`);
    }
    case "inequalities":
      return checkInequalities(structure, model, place);
    case "polynomial":
      return checkPolynomial(structure, model, place);
    case "tree": {
      const fault = domain === "bit" ? treeFault(structure, n) : `is over ${domain}s, expected bits`;
      return fault === null ? undefined : fail(`${place} ${fault}`);
    }
    default:
      return unreachable(structure);
  }
}

function checkInequalities(
  rows: Structure & { kind: "inequalities" },
  { n, domain }: EnergyModel,
  place: string,
): void {
  const { items, rowStart, column, coefficient, bound, objective, slack, products } = rows;
  if (domain !== "bit") fail(`${place} is over ${domain}s, expected bits`);
  const within = (what: string, index: number, end: number) => {
    if (!(Number.isInteger(index) && index >= 0 && index < end))
      fail(`${place}.${what} is ${index}, expected 0 to ${end - 1}`);
  };
  if (!(items <= n)) fail(`${place} is over ${items} bits, the model has ${n} variables`);
  checkStarts(rowStart, bound.length, column.length, `${place}.rowStart`);
  if (coefficient.length !== column.length)
    fail(`${place}.coefficient has ${coefficient.length} values, expected ${column.length}`);
  column.forEach((j, k) => {
    within(`column[${k}]`, j, items);
    if (!Number.isSafeInteger(coefficient[k]))
      fail(`${place}.coefficient[${k}] is ${coefficient[k]}, expected a whole number`);
  });
  bound.forEach((value, r) => {
    if (!Number.isSafeInteger(value)) fail(`${place}.bound[${r}] is ${value}, expected a whole number`);
  });
  slack.forEach(({ row, first, coefficients }, k) => {
    within(`slack[${k}].row`, row, bound.length);
    if (coefficients.length > 0) within(`slack[${k}].first`, first + coefficients.length - 1, n);
  });
  for (const { bit, factors } of products) for (const index of [bit, ...factors]) within("products", index, n);
  if (objective.couplings.n !== n || objective.biases.n !== n) fail(`${place}.objective is not of order ${n}`);
  checkCouplings(objective.couplings, `${place}.objective.couplings`);
  checkBiases(objective.biases, `${place}.objective.biases`);
}

function checkLoads(loads: Structure & { kind: "loads" }, permuted: number | null, place: string): void {
  const { size, demands, separators, capacity } = loads;
  if (permuted !== size) fail(`${place} is over ${size} places, the permutation over ${permuted ?? "none"}`);
  if (!Number.isInteger(separators) || separators < 0 || separators > size)
    fail(`${place}.separators is ${separators}, expected 0 to ${size}`);
  if (demands.length !== size) fail(`${place} has ${demands.length} demands, expected ${size}`);
  if (!(capacity >= 0)) fail(`${place}.capacity is ${capacity}, expected 0 or more`);
  let total = 0;
  demands.forEach((demand, item) => {
    const expected = item < separators ? "a whole number from 0" : "0 for a separator";
    if (!(Number.isInteger(demand) && demand >= 0 && (item < separators || demand === 0)))
      fail(`${place}.demands[${item}] is ${demand}, expected ${expected}`);
    total += demand;
  });
  if (!Number.isSafeInteger(total)) fail(`${place}: demands add up to ${total}, expected less than 2^53`);
}

function checkSchedule(
  { jobStart, machine, duration }: Structure & { kind: "schedule" },
  model: EnergyModel,
  place: string,
): void {
  const groups = structureOf(model, "one-hot");
  const found = groups === null ? "none" : `${groups.groups} groups of ${groups.size} over ${model.n} variables`;
  if (groups === null || groups.groups !== duration.length + 1 || groups.groups * groups.size !== model.n)
    fail(`${place} is over ${duration.length + 1} one-hot groups and nothing else, the model has ${found}`);
  checkStarts(jobStart, jobStart.length - 1, duration.length, `${place}.jobStart`);
  for (let j = 0; j + 1 < jobStart.length; j++)
    if (jobStart[j] === jobStart[j + 1]) fail(`${place}: job ${j} has no operation`);
  if (machine.length !== duration.length)
    fail(`${place} has ${machine.length} machines, expected ${duration.length}, one an operation`);
  let total = 0;
  for (let o = 0; o < duration.length; o++) {
    if (machine[o] < 0) fail(`${place}.machine[${o}] is ${machine[o]}, expected 0 or more`);
    if (duration[o] < 0) fail(`${place}.duration[${o}] is ${duration[o]}, expected 0 or more`);
    total += duration[o];
  }
  if (total >= 2 ** 31) fail(`${place}: durations add up to ${total}, expected less than 2^31`);
}

function checkCouplings(couplings: Couplings, place: string): void {
  if (couplings.kind !== "sum") return checkLeaf(couplings, place);
  couplings.terms.forEach((term, t) => {
    if (!Number.isFinite(term.scale)) fail(`${place}.terms[${t}].scale is ${term.scale}, expected a finite number`);
    if (!placed(term.start, term.couplings.n, couplings.n)) {
      fail(
        `${place}.terms[${t}] covers variables ${term.start} to ${term.start + term.couplings.n - 1} of ${couplings.n}`,
      );
    }
    checkCouplings(term.couplings, `${place}.terms[${t}].couplings`);
  });
}

/** Whether `size` variables from `start` lie within n. */
const placed = (start: number, size: number, n: number) => Number.isInteger(start) && start >= 0 && start + size <= n;

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
      return checkMetric(part, place);
    case "rank-one":
      if (part.vector.length !== part.n) fail(`${place}.vector has ${part.vector.length} values, expected ${part.n}`);
      return checkFinite(part.vector, `${place}.vector`);
    case "cliques":
      return checkCliques(part, place);
    case "bands":
      return checkBands(part, place);
    case "kronecker":
      return checkKronecker(part, place);
    default:
      return unreachable(part);
  }
}

function checkMetric(part: (LeafCouplings | Factor) & { kind: "metric" }, place: string): void {
  const { metric, dimensions, coordinates } = part;
  if (!METRICS.includes(metric)) fail(`${place}.metric is ${metric}, expected one of ${METRICS.join(", ")}`);
  const degrees = metric === "GEO" || metric === "great-circle";
  if (dimensions !== 2 && (degrees || dimensions !== 3)) {
    fail(`${place}.dimensions is ${dimensions}, expected 2${degrees ? ` for ${metric}` : " or 3"}`);
  }
  if (coordinates.length !== part.n * dimensions) {
    fail(`${place}.coordinates has ${coordinates.length} values, expected ${part.n} x ${dimensions}`);
  }
  checkFinite(coordinates, `${place}.coordinates`);
}

function checkCliques(part: LeafCouplings & { kind: "cliques" }, place: string): void {
  const { n, groupStart, member, coefficient } = part;
  checkStarts(groupStart, groupStart.length - 1, member.length, `${place}.groupStart`);
  if (coefficient !== null) {
    if (coefficient.length !== member.length)
      fail(`${place}.coefficient has ${coefficient.length} values, expected ${member.length}`);
    checkFinite(coefficient, `${place}.coefficient`);
  }
  const lastGroup = new Int32Array(n).fill(-1);
  for (let g = 0; g + 1 < groupStart.length; g++) {
    for (let k = groupStart[g]; k < groupStart[g + 1]; k++) {
      const i = member[k];
      if (i < 0 || i >= n) fail(`${place}.member[${k}] is ${i}, expected 0 to ${n - 1}`);
      if (lastGroup[i] === g) fail(`${place}: group ${g} holds variable ${i} twice`);
      lastGroup[i] = g;
    }
  }
}

function checkBands({ n, size, from, to, low, high, weight }: Bands, place: string): void {
  if (!(Number.isInteger(size) && size > 0 && n % size === 0))
    fail(`${place}.size is ${size}, expected a divisor of n = ${n}`);
  for (const [name, values] of Object.entries({ to, low, high, weight })) {
    if (values.length !== from.length)
      fail(`${place}.${name} has ${values.length} values, expected ${from.length}, one a band`);
  }
  checkFinite(weight, `${place}.weight`);
  const groups = n / size;
  for (let t = 0; t < from.length; t++) {
    for (const [name, group] of [["from", from[t]] as const, ["to", to[t]] as const]) {
      if (group < 0 || group >= groups) fail(`${place}.${name}[${t}] is ${group}, expected 0 to ${groups - 1}`);
    }
    if (from[t] === to[t]) fail(`${place}: band ${t} lies within group ${from[t]}, expected two groups`);
  }
}

function checkKronecker(part: LeafCouplings & { kind: "kronecker" }, place: string): void {
  const { left, right } = part;
  if (left.n * right.n !== part.n) fail(`${place} is ${left.n} x ${right.n}, expected ${part.n} in all`);
  checkFactor(left, `${place}.left`);
  checkFactor(right, `${place}.right`);
  if (hasDiagonal(left) && hasDiagonal(right)) {
    fail(`${place} has a non-zero diagonal in both factors`, "Fold a diagonal into the biases.");
  }
}

function checkFactor(factor: Factor, place: string): void {
  switch (factor.kind) {
    case "dense":
      return checkMatrix(factor.values, factor.n, factor.symmetric, place);
    case "csr":
      return checkRows(factor, factor.symmetric, place);
    case "metric":
      return checkMetric(factor, place);
    default:
      return;
  }
}

function checkDense(values: Values, n: number, place: string): void {
  checkMatrix(values, n, true, place);
  for (let i = 0; i < n; i++) {
    if (values[i * n + i] !== 0) fail(`${place}[${i}][${i}] is ${values[i * n + i]}, expected 0 on the diagonal`);
  }
}

function checkMatrix(values: Values, n: number, symmetric: boolean, place: string): void {
  if (values.length !== n * n) fail(`${place}.values has ${values.length} entries, expected ${n} x ${n}`);
  checkFinite(values, `${place}.values`);
  if (!symmetric) return;
  for (let i = 0; i < n; i++) {
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

function checkCsr(part: LeafCouplings & { kind: "csr" }, place: string): void {
  checkRows(part, true, place);
  for (let i = 0; i < part.n; i++) {
    for (let k = part.rowStart[i]; k < part.rowStart[i + 1]; k++) {
      if (part.column[k] === i) fail(`${place}[${i}][${i}] is stored, expected nothing on the diagonal`);
    }
  }
}

function checkRows(
  { n, rowStart, column, values }: { n: number; rowStart: Int32Array; column: Int32Array; values: Values },
  symmetric: boolean,
  place: string,
): void {
  if (column.length !== values.length) fail(`${place} has ${column.length} columns and ${values.length} values`);
  checkStarts(rowStart, n, column.length, `${place}.rowStart`);
  checkFinite(values, `${place}.values`);
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      if (column[k] < 0 || column[k] >= n) fail(`${place} row ${i} holds column ${column[k]}, expected 0 to ${n - 1}`);
      if (k > rowStart[i] && column[k - 1] >= column[k]) fail(`${place} row ${i} is not ascending`);
    }
  }
  if (!symmetric) return;
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const mirrored = csrEntry(rowStart, column, values, column[k], i);
      if (mirrored !== values[k]) {
        fail(
          `${place}[${i}][${column[k]}] is ${values[k]}, but [${column[k]}][${i}] is ${mirrored}: it must be symmetric`,
        );
      }
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
      return checkOuter(biases, place);
    case "sum":
      biases.parts.forEach((part, k) => {
        if (!Number.isFinite(part.scale)) fail(`${place}.parts[${k}].scale is ${part.scale}, expected a finite number`);
        if (!placed(part.start, part.biases.n, biases.n)) fail(`${place}.parts[${k}] leaves the model`);
        checkBiases(part.biases, `${place}.parts[${k}]`);
      });
      return;
    default:
      return unreachable(biases);
  }
}

function checkOuter({ left, right, rows, columns }: Biases & { kind: "outer" }, place: string): void {
  if (left.length !== right.length) fail(`${place} has ${left.length} left and ${right.length} right vectors`);
  left.forEach((values, t) => {
    if (values.length !== rows) fail(`${place}.left[${t}] has ${values.length} values, expected ${rows}`);
    if (right[t].length !== columns) fail(`${place}.right[${t}] has ${right[t].length} values, expected ${columns}`);
    checkFinite(values, `${place}.left[${t}]`);
    checkFinite(right[t], `${place}.right[${t}]`);
  });
}

function checkFinite(values: Values, place: string): void {
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) fail(`${place}[${k}] is ${values[k]}, expected a finite number`);
  }
}
