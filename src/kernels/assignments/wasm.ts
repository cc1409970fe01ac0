/**
 * The tabu search over assignments in WebAssembly: 32-bit integers where all changes fit, else doubles. Memory: nine matrices
 * of size^2 numbers, twelve where neither matrix of the request is symmetric.
 */
import { assignmentTabuModule } from "../generated/assignment-tabu.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import type { AssignmentRequest, AssignmentSession } from "./types.ts";

interface Exports {
  place(
    size: number,
    columns: number,
    bytes: number,
    both: boolean,
    vectors: number,
    matrices: number,
    items: number,
    best: number,
  ): void;
  seed(a: number, b: number, c: number, d: number): void;
  beginInteger(cost: number): void;
  beginReal(cost: number): void;
  runInteger(iterations: number): void;
  runReal(iterations: number): void;
  bestCost(): number;
  fruitless(): number;
}

/** Matrices of a symmetric search, and further ones where columns count apart from rows. */
const MATRICES = 9;
const TURNED = 3;
const VECTORS = 16;

/** @throws {MemoryError} above the request's memory limit */
export function createAssignmentSession(request: AssignmentRequest): AssignmentSession {
  const { size, memoryLimit } = request;
  const form = normalForm(request);
  const integer = fitsIntegers(form);
  const stride = 4 * Math.ceil(size / 4);
  const type = integer ? Int32Array : Float64Array;
  const arena = createArena();
  const order = arena.reserve(Int32Array, size);
  const best = arena.reserve(Int32Array, size);
  const vectors = arena.reserve<Int32Array | Float64Array>(type, VECTORS * stride);
  const count = MATRICES + (form.twoWays ? TURNED : 0);
  const matrices = arena.reserve<Int32Array | Float64Array>(type, count * size * stride);
  const what = `a tabu search over ${size} places`;
  const { exports, view } = instantiate<Exports>(assignmentTabuModule, arena, what, memoryLimit);
  const bytes = type.BYTES_PER_ELEMENT;
  exports.place(size, stride, bytes, form.twoWays, vectors.offset, matrices.offset, order.offset, best.offset);
  exports.seed(...request.seed);
  return sessionOf(form, integer, stride, view(matrices), view(order), view(best), exports);
}

interface NormalForm {
  readonly size: number;
  /** Zero diagonals. */
  readonly places: Float64Array;
  readonly items: Float64Array;
  /** Item by place. */
  readonly linear: Float64Array;
  /** False: both are symmetric, and the cost is the sum over unordered pairs of places. */
  readonly twoWays: boolean;
}

/** Products of diagonals are costs of single placements; where one matrix is symmetric, only both ways together of the other count. */
function normalForm({ size, places, items, linear }: AssignmentRequest): NormalForm {
  const bare = (values: Float64Array) => values.map((value, at) => (at % (size + 1) === 0 ? 0 : value));
  const both = (values: Float64Array) =>
    values.map((value, at) => value + values[(at % size) * size + Math.floor(at / size)]);
  const whole = linear.map(
    (value, at) => value + items[Math.floor(at / size) * (size + 1)] * places[(at % size) * (size + 1)],
  );
  const bareForm = { size, places: bare(places), items: bare(items), linear: whole, twoWays: true };
  if (isSymmetric(items, size)) return { ...bareForm, places: both(bareForm.places), twoWays: false };
  if (isSymmetric(places, size)) return { ...bareForm, items: both(bareForm.items), twoWays: false };
  return bareForm;
}

function isSymmetric(values: Float64Array, size: number): boolean {
  return values.every((value, at) => value === values[(at % size) * size + Math.floor(at / size)]);
}

/** Whether all changes, and the terms that they are summed from, stay far inside 32 bits. */
function fitsIntegers({ size, places, items, linear }: NormalForm): boolean {
  const reach = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const whole = [places, items, linear].every((values) => values.every((value) => Number.isSafeInteger(value)));
  // Four sums of `size` products each way, differences of two entries times such, and four linear costs.
  return whole && (8 * size + 32) * reach(places) * reach(items) + 4 * reach(linear) < 2 ** 30;
}

function sessionOf(
  form: NormalForm,
  integer: boolean,
  stride: number,
  numbers: Int32Array | Float64Array,
  order: Int32Array,
  best: Int32Array,
  exports: Exports,
): AssignmentSession {
  const { size, places, items, linear, twoWays } = form;
  const fill = (matrix: number, entry: (k: number, l: number) => number) => {
    const first = matrix * size * stride;
    for (let k = 0; k < size; k++) for (let l = 0; l < size; l++) numbers[first + k * stride + l] = entry(k, l);
  };
  fill(0, (k, l) => places[k * size + l]);
  fill(1, (i, j) => items[i * size + j]);
  fill(2, (k, item) => linear[item * size + k]);
  fill(3, (item, k) => linear[item * size + k]);
  if (twoWays) {
    fill(MATRICES, (k, l) => places[l * size + k]);
    fill(MATRICES + 1, (i, j) => items[j * size + i]);
  }
  return {
    integer,
    begin(given) {
      order.set(given);
      const cost = costOf(form, given);
      if (integer) exports.beginInteger(cost);
      else exports.beginReal(cost);
    },
    run: integer ? exports.runInteger : exports.runReal,
    get best() {
      return exports.bestCost();
    },
    bestOrder: best,
    get fruitless() {
      return exports.fruitless();
    },
  };
}

function costOf({ size, places, items, linear, twoWays }: NormalForm, order: Int32Array): number {
  let sum = 0;
  let single = 0;
  for (let k = 0; k < size; k++) {
    single += linear[order[k] * size + k];
    for (let l = 0; l < size; l++) sum += places[k * size + l] * items[order[k] * size + order[l]];
  }
  return twoWays ? sum + single : sum / 2 + single;
}
