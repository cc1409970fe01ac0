/** A network in the memory of its kernel, and the cues of a group on their way through it. @see assembly/recall.ts */
import { recallModule } from "../generated/recall.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { doubt, wholeBias, wholeCouplings, writeRow } from "./couplings.ts";
import type { RecallOutcome, RecallRequest, RecallRun } from "./types.ts";

type Numbers = (...numbers: number[]) => number;
type Exports = Readonly<
  Record<"firstFields" | "energyFields" | "addRows" | "openBlock" | "sweepBlock" | "opposed", Numbers>
>;

/** Cues side by side: their states and fields take 200 bytes a spin, and share each row of weights on its way from memory. */
export const GROUP = 32;
/** Spins that are updated before their rows are added, and padding. */
export const BLOCK = 64;
/** Rows of doubles that stay in the cache while the group passes, for energies. */
export const PANEL = 8;

function layOut(size: number, length: number, wide: boolean, whole: boolean) {
  const arena = createArena();
  const all = (size + 1) * length;
  return {
    arena,
    rows: wide ? arena.reserve(Int16Array, all) : arena.reserve(Int8Array, all),
    regions: {
      state: arena.reserve(Int16Array, GROUP * length),
      field: arena.reserve(Int32Array, GROUP * length),
      constant: arena.reserve(Int32Array, length),
      bias: arena.reserve(Int32Array, length),
      doubt: arena.reserve(Int32Array, length),
      scratch: arena.reserve(Int32Array, BLOCK),
      risen: arena.reserve(Int32Array, length),
      fallen: arena.reserve(Int32Array, length),
      counts: arena.reserve(Int32Array, 2),
      panel: arena.reserve(Float64Array, whole ? 0 : PANEL * length),
      doubles: arena.reserve(Float64Array, whole ? 0 : GROUP * length),
      energyFields: arena.reserve(Float64Array, PANEL * GROUP),
    },
  };
}

export type Network = ReturnType<typeof loadNetwork>;

/** @throws {GroundstateError} "model" for an ill-formed network; {MemoryError} */
export function loadNetwork({ size, weights, biases, memoryLimit }: RecallRequest) {
  const couplings = wholeCouplings(size, weights, biases);
  const length = BLOCK * Math.ceil(size / BLOCK);
  const wide = couplings.largest > 127;
  const { arena, rows, regions } = layOut(size, length, wide, couplings.whole);
  const what = `recall over ${size} spins`;
  const { exports, view } = instantiate<Exports>(recallModule, arena, what, memoryLimit);
  const matrix = view<Int8Array | Int16Array>(rows);
  const [constant, bias, doubts] = [view(regions.constant), view(regions.bias), view(regions.doubt)];
  for (let i = 0; i < size; i++) {
    const row = matrix.subarray(i * length, i * length + size);
    writeRow(couplings, weights, size, i, row);
    bias[i] = wholeBias(couplings, biases, i);
    constant[i] = bias[i] - sumOf(row);
    doubts[i] = doubt(couplings, weights, biases, size, i, row);
  }
  const address = Object.fromEntries(Object.entries(regions).map(([name, { offset }]) => [name, offset]));
  return {
    size,
    length,
    weights,
    biases,
    couplings,
    exports,
    wide: wide ? 1 : 0,
    rows: rows.offset,
    stride: length * (wide ? 2 : 1),
    address: address as Readonly<Record<keyof typeof regions, number>>,
    state: view(regions.state),
    field: view(regions.field),
    counts: view(regions.counts),
    risen: view(regions.risen),
    fallen: view(regions.fallen),
    panel: view(regions.panel),
    doubles: view(regions.doubles),
    energyFields: view(regions.energyFields),
    constant,
    bias,
  };
}

function sumOf(row: Int8Array | Int16Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j];
  return sum;
}

/** A cue on its way. */
export interface Cue {
  /** Place in the group. */
  readonly place: number;
  readonly state: Int16Array;
  readonly field: Int32Array;
  readonly energies: number[];
  steps: number;
  flips: number;
  /** Spins changed in this step. */
  changes: number;
  /** Synchronous: those that rose and fell in this step, ascending. */
  risen: Int32Array;
  fallen: Int32Array;
  ending: RecallOutcome["ending"] | null;
}

export function createGroup(network: Network, { cues }: RecallRun, first: number, count: number): Cue[] {
  const { size, length, state, field } = network;
  state.fill(0);
  return Array.from({ length: count }, (_, place) => {
    const own = state.subarray(place * length, place * length + size);
    const start = (first + place) * size;
    for (let i = 0; i < size; i++) own[i] = cues[start + i] > 0 ? 1 : 0;
    return {
      place,
      state: own,
      field: field.subarray(place * length, (place + 1) * length),
      energies: [],
      steps: 0,
      flips: 0,
      changes: 0,
      risen: new Int32Array(0),
      fallen: new Int32Array(0),
      ending: null,
    };
  });
}

export function outcomeOf({ size }: Network, { state, steps, flips, ending, energies }: Cue): RecallOutcome {
  const signs = new Int8Array(size);
  for (let i = 0; i < size; i++) signs[i] = state[i] === 0 ? -1 : 1;
  return { state: signs, steps, flips, ending: ending ?? "step-limit", energies };
}
