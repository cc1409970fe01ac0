/** The descent over orders in WebAssembly: 32-bit integers where all sums of margins fit, else doubles. Memory: size^2 numbers. */
import { orderingDescentModule } from "../generated/ordering-descent.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import type { OrderingRequest, OrderingSession } from "./types.ts";

interface Exports {
  descendInteger(n: number, order: number, margins: number, items: number, state: number): number;
  descendReal(n: number, order: number, margins: number, threshold: number, items: number, state: number): number;
  totalInteger(n: number, order: number, margins: number): number;
  totalReal(n: number, order: number, margins: number): number;
}

/** @throws {MemoryError} above the request's memory limit */
export function createOrderingSession({ size: n, margins, threshold, memoryLimit }: OrderingRequest): OrderingSession {
  const integer = threshold === 0 && fitsIntegers(n, margins);
  const arena = createArena();
  const at = {
    order: arena.reserve(Int32Array, n),
    margins: arena.reserve<Int32Array | Float64Array>(integer ? Int32Array : Float64Array, n * n),
    state: arena.reserve(Int32Array, 6), // four counts, then a double
  };
  const { exports, view } = instantiate<Exports>(orderingDescentModule, arena, `margins of ${n} items`, memoryLimit);
  view(at.margins).set(margins);
  const order = view(at.order);
  const counts = view(at.state);
  const change = new Float64Array(counts.buffer, at.state.offset + 16, 1);
  return {
    order,
    sum: () => (integer ? exports.totalInteger : exports.totalReal)(n, at.order.offset, at.margins.offset),
    begin(place) {
      counts.set([place, 0, 0]);
      change[0] = 0;
    },
    descend: (items) =>
      (integer
        ? exports.descendInteger(n, at.order.offset, at.margins.offset, items, at.state.offset)
        : exports.descendReal(n, at.order.offset, at.margins.offset, threshold, items, at.state.offset)) === 1,
    get change() {
      return change[0];
    },
    get looked() {
      return counts[2];
    },
  };
}

/** Whether the margins of any item add up to less than 2^31. */
function fitsIntegers(n: number, margins: Float64Array): boolean {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const value = margins[i * n + j];
      if (!Number.isInteger(value)) return false;
      sum += Math.abs(value);
    }
    if (sum >= 2 ** 31) return false;
  }
  return true;
}
