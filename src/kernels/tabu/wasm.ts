/**
 * Tabu search in WebAssembly: one memory holds couplings, gains and tabu lists, and whole stretches run inside. Gains begin in 16 bits
 * where they fit and are widened when the kernel reports that they near the end of that range: the search itself does not notice.
 */
import { tabuModule } from "../generated/tabu.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, type Instance, instantiate, type Region } from "../wasm/arena.ts";
import { type Form, formNumber, formOf } from "./form.ts";
import type { TabuRequest, TabuSession, Tenure } from "./types.ts";
import { gainsDown, type WholeSystem, wholeSystem } from "./whole.ts";
import { drawSeed } from "./words.ts";

interface Exports {
  search(state: number, iterations: number): number;
  moveTo(state: number, target: number, n: number, most: number): number;
  begin(state: number, n: number): void;
  restrict(state: number, allowed: number, n: number): void;
}

/** The 32-bit fields of the kernel's record, in its order, after the two doubles `energy` and `bestEnergy`. */
const FIELDS = [
  ...["size", "blocks", "rows", "rowStart", "gains", "bars", "plus", "minus", "best", "minima", "heads", "next"],
  ...[
    "previous",
    "list",
    "place",
    "changed",
    "mark",
    "words",
    "ringMask",
    "time",
    "stamp",
    "count",
    "tenure",
    "spread",
  ],
  ...["quiet", "patience", "form", "reach", "limit", "beyond", "walking", "pending", "least"],
] as const;
const FIRST_FIELD = 4;
const BLOCK = 64;
const LONGEST = 0x7fffffff;

type Gains = Int16Array | Int32Array;

/** The arrays of a session. Gains and bars have room for 32 bits. */
function layOut(system: WholeSystem, form: Form, ring: number) {
  const { n, rowStart } = system;
  const size = Math.ceil(n / BLOCK) * BLOCK;
  const blocks = size / BLOCK;
  const arena = createArena();
  const weights = form.dense ? size * n * form.weightBytes : rowStart[n] * form.weightBytes;
  const regions = {
    record: arena.reserve(Float64Array, 2 + Math.ceil(FIELDS.length / 2)),
    rows: arena.reserve(Uint8Array, weights),
    rowStart: arena.reserve(Int32Array, form.dense ? 0 : size + 1),
    gains: arena.reserve(Int32Array, size),
    bars: arena.reserve(Int32Array, size),
    plus: arena.reserve(Int16Array, size),
    minus: arena.reserve(Int16Array, size),
    best: arena.reserve(Int16Array, size),
    minima: arena.reserve(Int32Array, 4 * blocks),
    heads: arena.reserve(Int32Array, ring),
    next: arena.reserve(Int32Array, size),
    previous: arena.reserve(Int32Array, size),
    list: arena.reserve(Int32Array, size),
    place: arena.reserve(Int32Array, size),
    changed: arena.reserve(Int32Array, blocks + 1),
    mark: arena.reserve(Int32Array, blocks),
    words: arena.reserve(Int32Array, 4),
    /** For what a call is given: a byte a variable. */
    given: arena.reserve(Int8Array, size),
  };
  return { arena, regions, size, blocks };
}

/** The couplings as the form says; padding is zero. */
function writeRows(system: WholeSystem, form: Form, size: number, bytes: Uint8Array): void {
  const { n, rowStart, column, weight } = system;
  const { buffer, byteOffset } = bytes;
  if (form.dense) {
    const type = form.weightBytes === 1 ? Int8Array : form.weightBytes === 2 ? Int16Array : Int32Array;
    const rows = new type(buffer as ArrayBuffer, byteOffset, n * size);
    for (let i = 0; i < n; i++) {
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) rows[i * size + column[k]] = weight[k];
    }
    return;
  }
  const entries = new Int32Array(buffer, byteOffset, (rowStart[n] * form.weightBytes) / 4);
  for (let k = 0; k < rowStart[n]; k++) {
    if (form.weightBytes === 4) entries[k] = column[k] | ((2 * weight[k]) << 16);
    else {
      entries[2 * k] = column[k];
      entries[2 * k + 1] = 2 * weight[k];
    }
  }
}

/** Smallest power of two above every time that a variable can be tabu. */
function ringLength({ tenure, spread, longest = 0 }: TabuRequest): number {
  let length = 1;
  while (length < Math.max(tenure + spread, longest) + 2) length *= 2;
  return length;
}

export function createTabu(given: SpinSystem, request: TabuRequest): TabuSession {
  const system = wholeSystem(given);
  const { n, unit, offset } = system;
  const form = formOf(system, request.memoryLimit ?? Number.POSITIVE_INFINITY);
  const ring = ringLength(request);
  const { arena, regions, size, blocks } = layOut(system, form, ring);
  const what = `tabu search over ${n} variables`;
  const instance: Instance<Exports> = instantiate<Exports>(tabuModule, arena, what, request.memoryLimit);
  const { exports, view } = instance;
  const record = regions.record.offset;
  const energies = view(regions.record);
  const fields = new Int32Array(instance.memory.buffer, record, FIRST_FIELD + FIELDS.length);
  const at = Object.fromEntries(FIELDS.map((name, k) => [name, FIRST_FIELD + k])) as Record<string, number>;

  const down = gainsDown(system);
  let narrow = form.narrow && (form.limit === 0 || down.gains.every((gain) => Math.abs(gain) <= form.limit));
  const gainsAs = (region: Region<Int32Array>): Gains =>
    narrow ? new Int16Array(instance.memory.buffer, region.offset, size) : view(region);

  /** Gains and bars, in the current width. */
  function writeGains(values: ArrayLike<number>, free: (i: number) => boolean): void {
    const [gains, bars] = [gainsAs(regions.gains), gainsAs(regions.bars)];
    const largest = narrow ? 0x7fff : LONGEST;
    gains.fill(0);
    for (let i = 0; i < size; i++) {
      if (i < n) gains[i] = values[i];
      bars[i] = i < n && free(i) ? ~largest : largest;
    }
    fields[at["form"]] = formNumber(form, narrow);
    fields[at["limit"]] = narrow ? form.limit : 0;
  }
  function widen(): void {
    const values = gainsAs(regions.gains).slice();
    const bars = gainsAs(regions.bars).slice();
    narrow = false;
    writeGains(values, (i) => bars[i] < 0);
    fields[at["beyond"]] = 0;
  }
  function rest({ tenure, spread }: Tenure): void {
    fields[at["tenure"]] = tenure;
    fields[at["spread"]] = spread;
  }
  /** Calls the kernel until it has done `wanted`, or stops for another reason than the range of the gains. */
  function insist(wanted: number, call: (more: number) => number): number {
    let done = call(wanted);
    while (fields[at["beyond"]] !== 0) {
      widen();
      done += call(wanted - done);
    }
    return done;
  }

  for (const name of FIELDS) {
    const region = (regions as Record<string, { offset: number }>)[name];
    if (region !== undefined) fields[at[name]] = region.offset;
  }
  const values = { size, blocks, ringMask: ring - 1, reach: system.reach };
  for (const [name, value] of Object.entries(values)) fields[at[name]] = value;
  rest(request);
  writeRows(system, form, size, view(regions.rows));
  if (!form.dense) {
    const starts = view(regions.rowStart);
    starts.fill(system.rowStart[n]);
    starts.set(system.rowStart);
  }
  const [plus, minus, best, given8] = [regions.plus, regions.minus, regions.best, regions.given].map((region) =>
    view(region as Region<Int16Array | Int8Array>),
  );
  plus.fill(-2, 0, n);
  minus.fill(2, 0, n);
  view(regions.heads).fill(-1);
  view(regions.words).set(drawSeed(request.random));
  energies[0] = down.energy;
  writeGains(down.gains, () => true);
  exports.begin(record, n);

  const readFrom = (signs: ArrayLike<number>, into: Int8Array): void => {
    for (let i = 0; i < n; i++) into[i] = signs[i] >> 1;
  };
  return {
    n,
    get energy() {
      return energies[0] * unit + offset;
    },
    get bestEnergy() {
      return energies[1] * unit + offset;
    },
    read: (into) => readFrom(plus, into),
    readBest: (into) => readFrom(fields[at["pending"]] === 0 ? best : plus, into),
    moveTo(target, most) {
      given8.set(target);
      return insist(most, (more) => exports.moveTo(record, regions.given.offset, n, more));
    },
    begin(tenure) {
      if (tenure !== undefined) rest(tenure);
      exports.begin(record, n);
    },
    restrict(allowed) {
      given8.set(allowed);
      exports.restrict(record, regions.given.offset, n);
    },
    search(iterations, patience) {
      fields[at["patience"]] = Math.min(LONGEST, patience);
      return insist(Math.min(LONGEST, iterations), (more) => exports.search(record, more));
    },
  };
}
