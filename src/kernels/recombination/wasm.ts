/** Recombination in WebAssembly. States are copied in and out; rows live in the kernel's memory. @see Recombiner */
import { recombineModule } from "../generated/recombine.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import type { Bonds } from "./bonds.ts";
import type { Recombiner } from "./types.ts";

interface Exports {
  differ(n: number, a: number, b: number, mark: number): number;
  complement(n: number, mark: number): void;
  take(
    n: number,
    a: number,
    mark: number,
    stack: number,
    bondStart: number,
    bond: number,
    rowStart: number,
    column: number,
    weight: number,
    bias: number,
    drift: number,
  ): number;
}

/** @throws {MemoryError} above `memoryLimit` bytes */
export function createRecombiner(system: SpinSystem, memoryLimit: number, bonds: Bonds = system): Recombiner {
  const { n } = system;
  const arena = createArena();
  const a = arena.reserve(Int8Array, n);
  const b = arena.reserve(Int8Array, n);
  const mark = arena.reserve(Uint8Array, n);
  const stack = arena.reserve(Int32Array, n);
  const rowStart = arena.reserve(Int32Array, n + 1);
  const column = arena.reserve(Int32Array, system.column.length);
  const own = bonds.column === system.column;
  const bondStart = own ? rowStart : arena.reserve(Int32Array, n + 1);
  const bond = own ? column : arena.reserve(Int32Array, bonds.column.length);
  const weight = arena.reserve(Float64Array, system.column.length);
  const bias = arena.reserve(Float64Array, n);
  const what = `recombining states of ${n} spins with ${system.column.length} stored couplings`;
  const { exports, view } = instantiate<Exports>(recombineModule, arena, what, memoryLimit);
  view(rowStart).set(system.rowStart);
  view(column).set(system.column);
  if (!own) {
    view(bondStart).set(bonds.rowStart);
    view(bond).set(bonds.column);
  }
  view(weight).set(system.weight);
  view(bias).set(system.bias);
  const [first, second] = [view(a), view(b)];
  const biased = system.bias.some((value) => value !== 0);
  return {
    combine(into, other, drift) {
      first.set(into);
      second.set(other);
      const differing = exports.differ(n, a.offset, b.offset, mark.offset);
      if (!biased && 2 * differing > n) exports.complement(n, mark.offset);
      const change = exports.take(
        n,
        a.offset,
        mark.offset,
        stack.offset,
        bondStart.offset,
        bond.offset,
        rowStart.offset,
        column.offset,
        weight.offset,
        bias.offset,
        drift ? 1 : 0,
      );
      into.set(first);
      return change;
    },
  };
}
