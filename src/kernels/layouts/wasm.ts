/** The annealing over layouts in WebAssembly. Memory: the graph, and 24 bytes a vertex. */
import { layoutAnnealModule } from "../generated/layout-anneal.ts";
import { exponentialVariates } from "../tours/tables.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { NEAR_PLACE, NEAR_TARGET, VARIATES } from "./settings.ts";
import type { LayoutRequest, LayoutSession } from "./types.ts";

interface Exports {
  placeGraph(size: number, rowStart: number, column: number, weight: number, prices: number): void;
  placeState(order: number, place: number, cuts: number, mark: number): void;
  placeMoves(variates: number, count: number, nearTarget: number, nearPlace: number): void;
  seed(a: number, b: number, c: number, d: number): void;
  begin(): number;
  anneal(moves: number, temperature: number): number;
}

/** @throws {MemoryError} above the request's memory limit */
export function createLayoutSession(request: LayoutRequest): LayoutSession {
  const { size: n, rowStart, column, weight, prices, memoryLimit } = request;
  const arena = createArena();
  const at = {
    order: arena.reserve(Int32Array, n),
    place: arena.reserve(Int32Array, n),
    cuts: arena.reserve(Float64Array, n),
    mark: arena.reserve(Float64Array, n),
    rowStart: arena.reserve(Int32Array, n + 1),
    column: arena.reserve(Int32Array, column.length),
    weight: arena.reserve(Float64Array, weight.length),
    prices: arena.reserve(Float64Array, prices === null ? 0 : n),
    variates: arena.reserve(Float64Array, VARIATES),
  };
  const { exports, view } = instantiate<Exports>(layoutAnnealModule, arena, `a layout of ${n} vertices`, memoryLimit);
  view(at.rowStart).set(rowStart);
  view(at.column).set(column);
  view(at.weight).set(weight);
  if (prices !== null) view(at.prices).set(prices);
  view(at.variates).set(exponentialVariates(VARIATES));
  const pricesAt = prices === null ? 0 : at.prices.offset;
  exports.placeGraph(n, at.rowStart.offset, at.column.offset, at.weight.offset, pricesAt);
  exports.placeState(at.order.offset, at.place.offset, at.cuts.offset, at.mark.offset);
  exports.placeMoves(at.variates.offset, VARIATES, NEAR_TARGET, NEAR_PLACE);
  exports.seed(...request.seed);
  return { order: view(at.order), begin: exports.begin, anneal: exports.anneal };
}
