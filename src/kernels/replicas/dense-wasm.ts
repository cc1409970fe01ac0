/**
 * Dense replicas in WebAssembly: assembly/dense-anneal (16-bit fields) and dense-anneal-wide (32-bit ones). The batches of a request share
 * the panels of weights in one memory, and a batch is a table of addresses of replica records, so that an exchange swaps addresses.
 * n^2 weights of a bit or of 1, 2 or 4 bytes, about 30 n bytes a replica.
 */
import { denseAnnealModule } from "../generated/dense-anneal.ts";
import { denseAnnealWideModule } from "../generated/dense-anneal-wide.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, type Instance, instantiate, type Region } from "../wasm/arena.ts";
import { type DenseForm, denseForm, densePositions, lowestFields, lowOf, roundPositions } from "./dense.ts";
import { boundTables } from "./dense-bounds.ts";
import { fillBits, fillPanels } from "./dense-panels.ts";
import { LANES, REFRESH, thresholds } from "./form.ts";
import { createLaneGenerator } from "./generator.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

/** Proposals of one call: about half a millisecond when many are accepted. */
const SLICE = 2 ** 14;

/** Byte offsets in a replica's record, as in assembly/shared/dense-log.ts. */
const RECORD = { energy: 64, ends: 72, capacity: 80, fields: 128 } as const;
/** Bytes of the numbers of one turn: assembly/shared/dense-bounds.ts, dense-draws.ts. */
const SCRATCH = 1280 + 256;
/** Room in a log beyond one flip of every spin and what one turn needs. */
const SPARE = 256;

type Sweep = (...numbers: number[]) => number;
type Settle = (weights: number, n: number, blocks: number, replica: number, sum: number) => void;
type Exports = Readonly<Record<string, Sweep & Settle>>;

/** The functions of a form: names in its module. */
const ENTRY = {
  bits: ["sweepBits", "settleBits", Uint8Array, Int16Array],
  short: ["sweepBytes", "settleBytes", Int8Array, Int16Array],
  "whole-short": ["sweepShort", "settleShort", Int16Array, Int32Array],
  whole: ["sweepWhole", "settleWhole", Int32Array, Int32Array],
  real: ["sweepReal", "settleReal", Float32Array, Float32Array],
} as const;

/** What the batches of a request share. */
interface Session {
  readonly system: SpinSystem;
  readonly form: DenseForm;
  readonly blocks: number;
  readonly weights: number;
  readonly buffer: ArrayBuffer;
  /** Fields of the state of all -1, padded. */
  readonly lowest: Int16Array | Int32Array | Float32Array;
  readonly bias: Float64Array;
  sweep(table: number, count: number, scale: number, from: number, to: number): number;
  settle(replica: number): void;
}

/** @throws {MemoryError} */
export function createDenseReplicas(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  const { width = LANES, batches = 1, memoryLimit } = request;
  const { n } = system;
  const form = denseForm(system);
  const [sweepName, settleName, Weights, Fields] = ENTRY[form.kind];
  const blocks = Math.ceil(n / form.block);
  const capacity = 2 * n + SPARE;
  const recordBytes = RECORD.fields + blocks * (form.block * (Fields.BYTES_PER_ELEMENT + 1) + 8) + 8 * capacity;
  const record = Math.ceil(recordBytes / 64) * 64;
  const arena = createArena();
  const isBits = form.kind === "bits";
  const panels = arena.reserve(Weights as typeof Int8Array, blocks * (isBits ? 16 * (n + 1) : n * form.block));
  const diagonal = arena.reserve(Int8Array, isBits ? blocks * form.block ** 2 : 0);
  const scratch = arena.reserve(Uint8Array, SCRATCH);
  const addressTables = arena.reserve(Uint32Array, batches * width);
  const tables = arena.reserve(Int8Array, 32);
  const records = arena.reserve(Uint8Array, batches * width * record);
  const what = `annealing ${width * batches} replicas of ${n} densely coupled spins`;
  const module = form.block > 32 ? denseAnnealModule : denseAnnealWideModule;
  const instance: Instance<Exports> = instantiate(module, arena, what, memoryLimit);
  const { exports, memory } = instance;
  const scale = system.integer ? 1 : 1 / form.unit;
  if (isBits) fillBits(system, form, instance.view(panels as Region<unknown>) as Uint8Array, instance.view(diagonal));
  else fillPanels(system, form, scale, instance.view(panels));

  const lowest = new Fields(blocks * form.block).fill(form.padding);
  lowest.set(lowestFields(system).map((field) => scale * field - lowOf(form)));
  const [sweep, settle] = [exports[sweepName], exports[settleName]];
  // The tables are those of the last temperature.
  const boundBytes = instance.view(tables);
  let known = Number.NaN;
  let shift = 0;
  const session: Session = {
    system,
    form,
    blocks,
    weights: panels.offset,
    buffer: memory.buffer,
    lowest,
    bias: Float64Array.from(system.bias, (bias) => scale * bias),
    sweep(table, count, threshold, from, to) {
      if (form.block === 32) {
        const bound = threshold < 0 ? form.descent : form.highest;
        return sweep(panels.offset, n, blocks, scratch.offset, table, count, threshold, bound, from, to);
      }
      if (threshold !== known) {
        known = threshold;
        const hot = threshold >= form.hot;
        const bounds = boundTables(hot ? 0 : Math.max(0, threshold), form.highest);
        boundBytes.set(bounds.bytes);
        shift = hot ? -1 : bounds.shift;
      }
      const at = [panels.offset, diagonal.offset, n, blocks, scratch.offset, tables.offset, table];
      return sweep(...at, count, threshold, shift, form.sum, from, to);
    },
    settle: (replica) => settle(panels.offset, n, blocks, replica, form.sum),
  };
  const addresses = instance.view(addressTables);
  for (let k = 0; k < batches * width; k++) {
    addresses[k] = records.offset + k * record;
    new DataView(memory.buffer).setUint32(addresses[k] + RECORD.capacity, capacity, true);
  }
  return Array.from({ length: batches }, (_, b) => {
    const table = addresses.subarray(b * width, (b + 1) * width);
    return createBatch(session, table, request);
  });
}

/** Address tables of every batch made here, and which replicas' energies must be computed anew; for exchanges. */
const insideOf = new WeakMap<Replicas, { readonly table: Uint32Array; readonly stale: Uint8Array }>();

function createBatch(session: Session, table: Uint32Array, request: ReplicasRequest): Replicas {
  const { system, form, blocks, buffer, lowest, bias } = session;
  const { n, offset, integer } = system;
  const width = table.length;
  const positions = densePositions(n);
  const energies = new Float64Array(width);
  const stale = new Uint8Array(width).fill(1);
  const padded = blocks * form.block;
  const stride = Math.max(form.block, Math.floor(SLICE / width / form.block) * form.block);
  const rowBytes = form.kind === "bits" ? 16 : form.block * ENTRY[form.kind][2].BYTES_PER_ELEMENT;
  const fieldBytes = ENTRY[form.kind][3].BYTES_PER_ELEMENT * padded;
  const low = lowOf(form);
  let proposed = 0;

  const fieldsOf = (r: number) => {
    const Fields = ENTRY[form.kind][3];
    return new Fields(buffer, table[r] + RECORD.fields, padded);
  };
  const spinsOf = (r: number) => new Int8Array(buffer, table[r] + RECORD.fields + fieldBytes, padded);
  const energyOf = (r: number) => new Float64Array(buffer, table[r] + RECORD.energy, 1);

  /** The fields become those of all -1, and the log a flip of every +1: the blocks work it off when their turns come. */
  function rebuild(r: number): void {
    const spins = spinsOf(r);
    const turns = table[r] + RECORD.fields + fieldBytes + padded;
    fieldsOf(r).set(lowest);
    new Uint32Array(buffer, turns, 2 * blocks).fill(0);
    const log = new Uint32Array(buffer, turns + 8 * blocks, n);
    let end = 0;
    for (let i = 0; i < n; i++) if (spins[i] === 1) log[end++] = i * rowBytes;
    new Uint32Array(buffer, table[r] + RECORD.ends, 2).set([4 * end, 0]);
    stale[r] = 1;
  }
  function computeEnergy(r: number): void {
    session.settle(table[r]);
    const [fields, spins] = [fieldsOf(r), spinsOf(r)];
    let sum = 0;
    for (let i = 0; i < n; i++) sum += spins[i] * (fields[i] - low * spins[i] + bias[i]);
    energyOf(r)[0] = -sum / 2;
    stale[r] = 0;
  }
  const batch: Replicas = {
    n,
    width,
    form: `dense-${form.kind}`,
    positions,
    restart(random) {
      for (let r = 0; r < width; r++) {
        const spins = spinsOf(r).fill(1);
        for (let i = 0; i < n; i++) spins[i] = random.uint32() >>> 31 === 1 ? 1 : -1;
        new Int32Array(buffer, table[r], 16).set(createLaneGenerator(random).state);
        rebuild(r);
      }
    },
    sweep(beta, start = 0, end = positions) {
      const [from, to] = roundPositions(form, n, start, end);
      proposed += to - from;
      if (!integer && proposed >= REFRESH * n) {
        for (let r = 0; r < width; r++) rebuild(r);
        proposed = 0;
      }
      const { scale } = beta === Number.POSITIVE_INFINITY ? { scale: -1 } : thresholds(beta, form.unit, false);
      let flips = 0;
      for (let at = from; at < to; ) {
        const stop = Math.min(to, at + stride);
        flips += session.sweep(table.byteOffset, width, scale, at, stop);
        at = stop;
      }
      return flips;
    },
    energies() {
      for (let r = 0; r < width; r++) {
        if (stale[r] === 1) computeEnergy(r);
        energies[r] = offset + form.unit * energyOf(r)[0];
      }
      return energies;
    },
    read(r, into) {
      into.set(spinsOf(r).subarray(0, n));
    },
    write(r, from) {
      spinsOf(r).set(from);
      rebuild(r);
    },
    exchange(other, mask) {
      const theirs = insideOf.get(other);
      if (theirs === undefined) throw new TypeError("exchange takes a batch of the same request");
      for (let r = 0; r < width; r++) {
        if (((mask >>> r) & 1) === 0) continue;
        [table[r], theirs.table[r]] = [theirs.table[r], table[r]];
        [stale[r], theirs.stale[r]] = [theirs.stale[r], stale[r]];
      }
    },
  };
  insideOf.set(batch, { table, stale });
  batch.restart(request.random);
  return batch;
}
