/** Minimum 1-trees in WebAssembly. Memory: 100 bytes a node and 12 an entry of the lists, and the costs. */
import { oneTreesModule } from "../generated/one-trees.ts";
import { PLANAR_METRICS } from "../tours/types.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import type { OneTreeRequest, OneTrees } from "./types.ts";

interface Exports {
  placeCosts(rule: number, costs: number, scale: number): void;
  placeLists(nodes: number, rowStart: number, column: number, price: number): void;
  placeTree(...arrays: readonly number[]): void;
  placeHeap(heap: number, place: number): void;
  placeColumns(...arrays: readonly number[]): void;
  beginSparse(): void;
  growSparse(most: number): number;
  closeSparse(): number;
  beginDense(): void;
  growDense(most: number): number;
  closeDense(): number;
  closingLeaf(): number;
  closingOther(): number;
}

/** The rule number of a table of costs follows those of the metrics. */
const TABLE = PLANAR_METRICS.length;

/** @throws {MemoryError} */
export function createOneTrees(request: OneTreeRequest): OneTrees {
  const { nodes: n, costs, scale, entries, memoryLimit } = request;
  const arena = createArena();
  const table = arena.reserve(Float64Array, costs.kind === "table" ? n * n : 2 * n);
  const rowStart = arena.reserve(Int32Array, n + 1);
  const column = arena.reserve(Int32Array, entries);
  const price = arena.reserve(Float64Array, entries);
  const weights = arena.reserve(Float64Array, n);
  const key = arena.reserve(Float64Array, n);
  const [parent, degree, order, heap, place] = Array.from({ length: 5 }, () => arena.reserve(Int32Array, n));
  const columns = Array.from({ length: 5 }, () => arena.reserve(Float64Array, n + 2));
  const names = arena.reserve(Int32Array, n + 2);
  const { exports, view } = instantiate<Exports>(oneTreesModule, arena, `1-trees over ${n} nodes`, memoryLimit);
  view(table).set(costs.kind === "table" ? costs.values : costs.coordinates);
  const rule = costs.kind === "table" ? TABLE : PLANAR_METRICS.indexOf(costs.metric);
  exports.placeCosts(rule, table.offset, scale);
  exports.placeLists(n, rowStart.offset, column.offset, price.offset);
  exports.placeTree(...[weights, key, parent, degree, order].map(({ offset }) => offset));
  exports.placeHeap(heap.offset, place.offset);
  exports.placeColumns(...[...columns, names].map(({ offset }) => offset));
  return {
    weights: view(weights),
    parent: view(parent),
    key: view(key),
    order: view(order),
    degree: view(degree),
    place(lists) {
      view(rowStart).set(lists.rowStart);
      view(column).set(lists.column);
      view(price).set(lists.cost);
    },
    beginSparse: exports.beginSparse,
    growSparse: exports.growSparse,
    closeSparse: exports.closeSparse,
    beginDense: exports.beginDense,
    growDense: exports.growDense,
    closeDense: exports.closeDense,
    closing: () => [exports.closingLeaf(), exports.closingOther()],
  };
}
