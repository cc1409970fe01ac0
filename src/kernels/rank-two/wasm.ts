/** The rank-two relaxation in WebAssembly: rows, vectors and cut of one session in one memory. */
import { rankTwoModule } from "../generated/rank-two.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { type PairGraph, type Plane, SUMS } from "./types.ts";

/** rowStart, column, weight. */
type Rows = readonly [number, number, number];
/** spins, field, sums. */
type CutArrays = readonly [number, number, number];

interface Exports {
  mix(...args: [...Rows, vectors: number, sums: number, overshoot: number, from: number, to: number]): void;
  refresh(...args: [...Rows, ...CutArrays, from: number, to: number]): void;
  turn(...args: [...Rows, ...CutArrays, order: number, from: number, to: number]): number;
  descendSpins(...args: [...Rows, ...CutArrays, slack: number, from: number, to: number]): number;
  descendPairs(...args: [...Rows, ...CutArrays, slack: number, from: number, to: number]): number;
}

/** Copies the graph. @throws {MemoryError} */
export function createWasmPlane(graph: PairGraph, memoryLimit: number): Plane {
  const { size } = graph;
  const entries = graph.column.length;
  const arena = createArena();
  const rowStart = arena.reserve(Int32Array, size + 1);
  const column = arena.reserve(Int32Array, entries);
  const weight = arena.reserve(Float64Array, entries);
  const vectors = arena.reserve(Float64Array, 2 * size);
  const spins = arena.reserve(Int8Array, size);
  const field = arena.reserve(Float64Array, size);
  const order = arena.reserve(Int32Array, size);
  const sums = arena.reserve(Float64Array, SUMS);
  const what = `rank-two relaxation of ${size} spins`;
  const { exports, view } = instantiate<Exports>(rankTwoModule, arena, what, memoryLimit);
  view(rowStart).set(graph.rowStart);
  view(column).set(graph.column);
  view(weight).set(graph.weight);
  const rows: Rows = [rowStart.offset, column.offset, weight.offset];
  const cut: CutArrays = [spins.offset, field.offset, sums.offset];
  return {
    vectors: view(vectors),
    spins: view(spins).fill(1),
    order: view(order),
    sums: view(sums),
    mix: (overshoot, from, until) => exports.mix(...rows, vectors.offset, sums.offset, overshoot, from, until),
    refresh: (from, until) => exports.refresh(...rows, ...cut, from, until),
    turn: (from, until) => exports.turn(...rows, ...cut, order.offset, from, until),
    descendSpins: (slack, from, until) => exports.descendSpins(...rows, ...cut, slack, from, until),
    descendPairs: (slack, from, until) => exports.descendPairs(...rows, ...cut, slack, from, until),
  };
}
