/**
 * Memory of one kernel session: arrays are laid out first, then one WebAssembly memory of exactly that size is made, so that a
 * session takes what its model needs, up to the 4 GiB that 32-bit addresses reach, and is freed with its owner.
 */
import { MemoryError } from "../../errors.ts";
import { compile } from "./support.ts";

/** The first page belongs to the module's constants. */
const FIRST = 65_536;
const PAGE = 65_536;
/** 32-bit addresses, less one page for reads beyond the last element. */
const ADDRESSABLE = 2 ** 32 - PAGE;
/** Arrays begin on cache lines. */
const ALIGNMENT = 64;

type ArrayType<T> = {
  new (buffer: ArrayBuffer, offset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
};

/** Where an array lies: `offset` is the address that kernels are given, bytes. */
export interface Region<T> {
  readonly type: ArrayType<T>;
  readonly offset: number;
  readonly length: number;
}

export interface Arena {
  /** Lays out an array of `length` elements. Kernels may read, not write, up to 64 bytes past its end. */
  reserve<T>(type: ArrayType<T>, length: number): Region<T>;
  readonly bytes: number;
}

export function createArena(): Arena {
  let end = FIRST;
  return {
    reserve(type, length) {
      const offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
      end = offset + Math.max(1, length) * type.BYTES_PER_ELEMENT;
      return { type, offset, length };
    },
    get bytes() {
      return end;
    },
  };
}

export interface Instance<Exports> {
  readonly exports: Exports;
  readonly memory: WebAssembly.Memory;
  /** The array over the session's memory. Memory never grows, so views stay valid. */
  view<T>(region: Region<T>): T;
}

/**
 * An instance of a generated module whose memory holds what `arena` laid out, zeroed.
 * @param what names the thing in a refusal: "annealing 16 replicas of 1000000 spins"
 * @throws {MemoryError} above `memoryLimit` bytes or what 32-bit addresses reach
 */
export function instantiate<Exports>(
  module: string,
  arena: Arena,
  what: string,
  memoryLimit: number = Number.POSITIVE_INFINITY,
): Instance<Exports> {
  const bytes = arena.bytes + ALIGNMENT;
  if (bytes > ADDRESSABLE) {
    throw new MemoryError(
      what,
      bytes,
      ADDRESSABLE,
      "WebAssembly addresses 4 GiB at most: use fewer replicas, or a solver that keeps less.",
    );
  }
  if (bytes > memoryLimit) throw new MemoryError(what, bytes, memoryLimit, "Raise the memory limit.");
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const instance = new WebAssembly.Instance(compile(module), { env: { memory } });
  return {
    exports: instance.exports as Exports,
    memory,
    view: ({ type, offset, length }) => new type(memory.buffer, offset, length),
  };
}
