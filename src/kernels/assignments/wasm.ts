/**
 * The tabu search over assignments in WebAssembly: 32-bit integers where all changes fit, else doubles. Memory: eight matrices
 * of size^2 numbers.
 */
import { assignmentTabuModule } from "../generated/assignment-tabu.ts";
import { createArena, type Instance, instantiate } from "../wasm/arena.ts";
import type { AssignmentRequest, AssignmentSession } from "./types.ts";

interface Exports {
  place(size: number, columns: number, bytes: number, first: number, items: number, best: number): void;
  seed(a: number, b: number, c: number, d: number): void;
  beginInteger(cost: number): void;
  beginReal(cost: number): void;
  runInteger(iterations: number): void;
  runReal(iterations: number): void;
  bestCost(): number;
  fruitless(): number;
}

const MATRICES = 8;
/** Vectors of differences behind the matrices. */
const VECTORS = 5;

/** @throws {MemoryError} above the request's memory limit */
export function createAssignmentSession(request: AssignmentRequest): AssignmentSession {
  const { size, memoryLimit } = request;
  const integer = fitsIntegers(request);
  const stride = 4 * Math.ceil(size / 4);
  const type = integer ? Int32Array : Float64Array;
  const arena = createArena();
  const order = arena.reserve(Int32Array, size);
  const best = arena.reserve(Int32Array, size);
  const numbers = arena.reserve<Int32Array | Float64Array>(type, (MATRICES * size + VECTORS) * stride);
  const what = `a tabu search over ${size} places`;
  const instance = instantiate<Exports>(assignmentTabuModule, arena, what, memoryLimit);
  const { exports, view } = instance;
  exports.place(size, stride, type.BYTES_PER_ELEMENT, numbers.offset, order.offset, best.offset);
  exports.seed(...request.seed);
  return sessionOf(request, integer, stride, view(numbers), view(order), view(best), instance);
}

/** Whether all changes, and the terms that they are summed from, stay far inside 32 bits. */
function fitsIntegers({ size, places, items, linear }: AssignmentRequest): boolean {
  const reach = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const whole = [places, items, linear].every((values) => values.every((value) => Number.isSafeInteger(value)));
  // A difference of two entries is at most twice the reach; a swap changes 2 size - 2 pairs and four linear costs.
  return whole && (8 * size + 32) * reach(places) * reach(items) + 4 * reach(linear) < 2 ** 30;
}

function sessionOf(
  { size, places, items, linear }: AssignmentRequest,
  integer: boolean,
  stride: number,
  numbers: Int32Array | Float64Array,
  order: Int32Array,
  best: Int32Array,
  { exports }: Instance<Exports>,
): AssignmentSession {
  const fill = (matrix: number, entry: (k: number, l: number) => number) => {
    const first = matrix * size * stride;
    for (let k = 0; k < size; k++) for (let l = 0; l < size; l++) numbers[first + k * stride + l] = entry(k, l);
  };
  fill(0, (k, l) => places[k * size + l]);
  fill(1, (k, l) => places[l * size + k]);
  return {
    integer,
    begin(given) {
      order.set(given);
      fill(2, (k, l) => items[given[k] * size + given[l]]);
      fill(3, (k, l) => items[given[l] * size + given[k]]);
      fill(4, (k, l) => linear[given[k] * size + l]);
      const cost = costOf(size, places, items, linear, given);
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

function costOf(
  size: number,
  places: Float64Array,
  items: Float64Array,
  linear: Float64Array,
  order: Int32Array,
): number {
  let sum = 0;
  for (let k = 0; k < size; k++) {
    sum += linear[order[k] * size + k];
    for (let l = 0; l < size; l++) sum += places[k * size + l] * items[order[k] * size + order[l]];
  }
  return sum;
}
