/**
 * The form in which bifurcation keeps a spin system: dense or sparse rows, whole or real numbers, and the strength of the forces.
 * Both twins work on the same form, so they agree bit for bit, real-valued systems included.
 */
import { MemoryError } from "../../errors.ts";
import type { SpinSystem } from "../system.ts";
import type { BifurcationRequest } from "./types.ts";

export type Storage =
  | "dense-signs"
  | "dense-small"
  | "dense-i8"
  | "dense-i16"
  | "dense-f32"
  | "sparse-i32"
  | "sparse-f32";

export interface Form {
  readonly storage: Storage;
  readonly n: number;
  /** n rounded up to a multiple of 16, of 128 for signs. */
  readonly length: number;
  /** A multiple of 8. */
  readonly agents: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Whole units, or real numbers divided so that forces are about 1. */
  readonly weight: Int32Array | Float32Array;
  /** Length n, in the same unit. */
  readonly bias: Int32Array | Float32Array;
  readonly whole: boolean;
  readonly dense: boolean;
  /** Energy of one unit. */
  readonly unit: number;
  readonly offset: number;
  /** c: force of a field of one unit. */
  readonly strength: number;
  /** Binary digits of the positions in ballistic products of dense whole rows: fields stay below 2^31. */
  readonly bits: number;
  /** Real-valued systems: fields up to this are rounding. */
  readonly margin: number;
}

/** A dense row is added in the time of about this share of its entries when they are scattered. */
const DENSE_FROM = 1 / 12;
/** Fewer digits than these distort the ballistic dynamics: real rows then. */
const FEWEST_BITS = 6;
const MOST_BITS = 14;
/** Sums of three positions are looked up and ten of them added in 16 bits (assembly/shared/sign-products.ts). */
const SIGN_BITS = 10;
/** Real weights smaller than this share of a typical force would only make subnormal numbers. */
const NEGLIGIBLE = 1e-30;

/** @throws {MemoryError} when the rows and the agents exceed the memory limit */
export function bifurcationForm(system: SpinSystem, { agents: wanted, memoryLimit }: BifurcationRequest): Form {
  const { n, rowStart, column, unit, offset } = system;
  const signs = hasOnlySigns(system);
  const block = signs ? 128 : 16;
  const length = Math.ceil(Math.max(1, n) / block) * block;
  const agents = Math.ceil(wanted / 8) * 8;
  const kind = chooseStorage(system, length, memoryLimit);
  const storage = signs && kind === "dense-small" ? "dense-signs" : kind;
  const whole = storage !== "dense-f32" && storage !== "sparse-f32";
  const bytes = formBytes(storage, length, agents, column.length);
  if (bytes > memoryLimit) {
    throw new MemoryError(
      `bifurcation with ${agents} agents of ${n} spins`,
      bytes,
      memoryLimit,
      "Raise the memory limit.",
    );
  }
  const force = typicalForce(system);
  const scaled = (numbers: ArrayLike<number>) =>
    Float32Array.from(numbers, (value) => (Math.abs(value) < NEGLIGIBLE * force ? 0 : value / force));
  const most = storage === "dense-signs" ? SIGN_BITS : MOST_BITS;
  const bits = Math.min(most, Math.clz32(system.reach) - 2);
  return {
    storage,
    n,
    length,
    agents,
    rowStart,
    column,
    weight: whole ? (system.weight as Int32Array) : scaled(system.weight),
    bias: whole ? (system.bias as Int32Array) : scaled(system.bias),
    whole,
    dense: storage.startsWith("dense"),
    unit: whole ? unit : unit * force,
    offset,
    strength: whole ? 0.5 / force : 0.5,
    bits,
    margin: whole ? 0 : 1e-5 * (system.reach / force),
  };
}

/** Rows of bits pay from here on; below, rows of bytes lie in the first-level caches. */
const SIGNS_FROM = 128;

/** Every two spins are coupled, by -1 or +1. */
function hasOnlySigns({ n, column, weight, integer }: SpinSystem): boolean {
  if (!integer || n < SIGNS_FROM || column.length !== n * (n - 1)) return false;
  for (let k = 0; k < weight.length; k++) if (Math.abs(weight[k]) !== 1) return false;
  return true;
}

function chooseStorage(system: SpinSystem, length: number, memoryLimit: number): Storage {
  const { n, column, integer, reach, weight } = system;
  let largest = 0;
  for (let k = 0; k < weight.length; k++) largest = Math.max(largest, Math.abs(weight[k]));
  const size = integer && reach <= 32_767 && largest <= 127 ? 1 : integer && largest <= 32_767 ? 2 : 4;
  const dense =
    column.length >= DENSE_FROM * n * n && length * (length + 4) * size < Math.min(memoryLimit, 2 ** 32) / 2;
  if (!dense) return integer ? "sparse-i32" : "sparse-f32";
  if (size === 1) return largest <= 15 ? "dense-small" : "dense-i8";
  return size === 2 && 2 ** FEWEST_BITS * reach < 2 ** 30 ? "dense-i16" : "dense-f32";
}

/** Root mean square over the rows of their Euclidean norms, so that c times it is 1/2. Biases count as couplings to one more spin. */
function typicalForce({ n, weight, bias }: SpinSystem): number {
  let largest = 0;
  for (let k = 0; k < weight.length; k++) largest = Math.max(largest, Math.abs(weight[k]));
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(bias[i]));
  if (largest === 0) return 1;
  // Divided by the largest, so that no square overflows.
  let pairs = 0;
  let single = 0;
  for (let k = 0; k < weight.length; k++) pairs += (weight[k] / largest) ** 2;
  for (let i = 0; i < n; i++) single += (bias[i] / largest) ** 2;
  const spins = single > 0 ? n + 1 : n;
  return largest * Math.sqrt((pairs + 2 * single) / Math.max(1, spins - 1));
}

/** Bytes of rows, fields, positions and momenta. */
export function formBytes(storage: Storage, length: number, agents: number, entries: number): number {
  const each = {
    "dense-signs": 0.9,
    "dense-small": 1,
    "dense-i8": 1,
    "dense-i16": 2,
    "dense-f32": 4,
    "sparse-i32": 0,
    "sparse-f32": 0,
  }[storage];
  const rows = each > 0 ? each * length * (length + 1) : 12 * entries + 4 * length;
  return rows + agents * length * (4 + 4 + 4 + 4 + 2) + 16 * length;
}
