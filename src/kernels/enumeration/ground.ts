/**
 * Ground states with the kernel `enumerate-ground`: lays out its tables, chooses the lanes, and takes what it reports. Energies of a
 * block are kept relative to their middle, so that 16 bits serve wherever the couplings of six variables with the others fit.
 * Where units are rounded, the kernel is a filter: its candidates are judged by their exact levels.
 */
import { enumerateGroundModule } from "../generated/enumerate-ground.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { levelOf } from "./exact.ts";
import type { LowestStates } from "./lowest-states.ts";
import { createRounding, crossLevels, grayCode, ownLevels, type Rounding, type Unit } from "./tables.ts";
import type { EnumerationTask } from "./types.ts";

/** The session's fields, as in assembly/enumerate-ground.ts: bytes. */
const MIDS = 128;
const ORDER = 384;
const CEILING = 520;
const COUNT = 528;
const BASE = 536;
const LOWEST = 540;
const SLACK = 544;
const REPORTED = 548;
const COUNTING = 552;
const ADDRESSES = 556;
const SESSION = 640;
const CAPACITY = 4096;

/** Low and mid variables together: 2^10 states a group. */
export const GROUP_BITS = 10;
const LARGEST_16 = 32_767;

interface Exports {
  ground16(at: number, groups: number): number;
  ground32(at: number, groups: number): number;
}

export interface GroundPass {
  /** Goes on until so many states are visited, whole groups, and offers what it finds. */
  advance(visited: number): void;
  /** Ground states, where the kernel counts them; null where `lowest` does. */
  count(): number | null;
}

/** Tables in units. `high` are the variables above the block: mid ones first, then outer ones; a fixed one has no part. */
interface Tables {
  readonly lanes: 16 | 32;
  readonly low: number;
  readonly block: Int32Array;
  readonly cross: readonly Int32Array[];
  /** What is taken from the block when a high variable is set, and added to its own energy. */
  readonly middle: Int32Array;
  /** What is taken from the block always. */
  readonly origin: number;
}

/** @param free variables that are flipped, at least 10 */
export function createGroundPass(task: EnumerationTask, free: number, unit: Unit, lowest: LowestStates): GroundPass {
  const { memory, at, reports, run, error } = createSession(task, free, unit);
  const data = new DataView(memory.buffer, at, SESSION);
  const codes = new Float64Array(memory.buffer, reports, 2 * CAPACITY);
  const energies = new Int32Array(memory.buffer, reports, 4 * CAPACITY);
  const counting = error === 0 && task.band === 0;
  data.setInt32(LOWEST, unit.total + 2 ** 16, true);
  data.setInt32(SLACK, counting ? 0 : slackOf(task.band / unit.size + 2 * error), true);
  data.setInt32(COUNTING, counting ? 1 : 0, true);
  data.setFloat64(CEILING, Number.POSITIVE_INFINITY, true);
  let done = 0;

  function take(): void {
    const reported = data.getInt32(REPORTED, true);
    for (let k = 0; k < reported; k++) {
      const code = codes[2 * k];
      lowest.offer(counting ? energies[4 * k + 2] * unit.size : levelOf(task, code), code);
    }
    data.setInt32(REPORTED, 0, true);
    if (counting && reported > 0) data.setFloat64(CEILING, lowest.ceiling, true);
  }
  return {
    advance(visited) {
      const goal = visited / 2 ** GROUP_BITS;
      while (done < goal) {
        done += run(at, goal - done);
        take();
      }
    },
    count: () => (counting ? data.getFloat64(COUNT, true) : null),
  };
}

/** The memory of the kernel, filled; `error` bounds how far any energy is off, units. */
function createSession(task: EnumerationTask, free: number, unit: Unit) {
  const rounding = createRounding(unit);
  const tables = centredTables(task, free, unit) ?? plainTables(task, free, rounding);
  const { lanes, low } = tables;
  const outer = free - GROUP_BITS;
  const stride = 16 * Math.ceil(Math.max(1, outer) / 4);
  const arena = createArena();
  const session = arena.reserve(Int32Array, SESSION / 4);
  const cross = arena.reserve(Uint8Array, (free - low) * 256);
  const midCross = arena.reserve(Int32Array, outer * 64);
  const rows = arena.reserve(Int32Array, (outer * 2 * stride) / 4);
  const fields = arena.reserve(Int32Array, stride / 4);
  const reports = arena.reserve(Float64Array, 2 * CAPACITY);
  const zeros = arena.reserve(Int32Array, 32);
  const { exports, memory, view } = instantiate<Exports>(enumerateGroundModule, arena, "enumeration");

  const header = view(session);
  const lane = lanes === 16 ? Int16Array : Int32Array;
  new lane(memory.buffer, session.offset, 2 ** low).set(tables.block);
  writeSigned(new lane(memory.buffer, cross.offset), tables.cross, 2 ** low);
  header.set(ownTable(task, low, tables, rounding), MIDS / 4);
  writeSigned(view(midCross), midTables(task, free, low, rounding), 32);
  writeFields(task, free, tables, rounding, view(fields), view(rows));
  header[BASE / 4] = tables.origin;
  const addresses = [cross, midCross, rows, fields].map(({ offset }) => offset);
  header.set([...addresses, stride, reports.offset], ADDRESSES / 4);
  header.set(orderOf(GROUP_BITS - low, cross.offset, zeros.offset), ORDER / 4);
  const run = lanes === 16 ? exports.ground16 : exports.ground32;
  return { memory, at: session.offset, reports: reports.offset, run, error: rounding.error };
}

/** A slack of 2^29 reports everything, as it should. */
function slackOf(bound: number): number {
  return Math.min(2 ** 29, Math.ceil(bound) + 1);
}

/** Blocks of 64 states around the middle of what each high variable does to them; null if not exact in 16 bits. */
function centredTables(task: EnumerationTask, free: number, unit: Unit): Tables | null {
  const low = 6;
  const rounding = createRounding(unit);
  const block = rounding.round(ownLevels(task, 0, low));
  const cross: Int32Array[] = [];
  for (let j = low; j < free; j++) cross.push(rounding.round(crossLevels(task, 0, low, j)));
  if (rounding.error > 0) return null;
  const origin = centre(block);
  const middle = Int32Array.from(cross, centre);
  for (let l = 0; l < block.length; l++) {
    let [least, most] = [block[l], block[l]];
    for (const row of cross) {
      least += Math.min(0, row[l]);
      most += Math.max(0, row[l]);
    }
    if (Math.max(-least, most) > LARGEST_16) return null;
  }
  return { lanes: 16, low, block, cross, middle, origin };
}

/** Takes the middle between the extremes away and returns it. */
function centre(table: Int32Array): number {
  const middle = Math.round((Math.min(...table) + Math.max(...table)) / 2);
  for (let l = 0; l < table.length; l++) table[l] -= middle;
  return middle;
}

function plainTables(task: EnumerationTask, free: number, rounding: Rounding): Tables {
  const low = 5;
  const block = rounding.round(ownLevels(task, 0, low));
  const cross: Int32Array[] = [];
  for (let j = low; j < free; j++) cross.push(rounding.round(crossLevels(task, 0, low, j)));
  return { lanes: 32, low, block, cross, middle: new Int32Array(cross.length), origin: 0 };
}

/** Energies of the mid states in Gray order. */
function ownTable(task: EnumerationTask, low: number, { middle }: Tables, rounding: Rounding): Int32Array {
  const mid = GROUP_BITS - low;
  const units = rounding.round(ownLevels(task, low, mid));
  return units.map((_, k) => {
    const code = grayCode(k);
    let energy = units[code];
    for (let i = 0; i < mid; i++) if ((code >> i) & 1) energy += middle[i];
    return energy;
  });
}

/** What each outer variable adds to the mid states, in Gray order. */
function midTables(task: EnumerationTask, free: number, low: number, rounding: Rounding): Int32Array[] {
  return Array.from({ length: free - GROUP_BITS }, (_, k) => {
    const units = rounding.round(crossLevels(task, low, GROUP_BITS - low, GROUP_BITS + k));
    return units.map((_unit, position) => units[grayCode(position)]);
  });
}

/** Each table and its negative, one after the other, each `length` long. */
function writeSigned(target: Int16Array | Int32Array, tables: readonly Int32Array[], length: number): void {
  tables.forEach((table, k) => {
    table.forEach((value, l) => {
      target[2 * k * length + l] = value;
      target[(2 * k + 1) * length + l] = -value;
    });
  });
}

/** Fields of the outer variables and their couplings among each other. */
function writeFields(
  { n, weights, biases }: EnumerationTask,
  free: number,
  { low, middle }: Tables,
  rounding: Rounding,
  fields: Int32Array,
  rows: Int32Array,
): void {
  const outer = free - GROUP_BITS;
  rounding.round(biases.slice(GROUP_BITS, free), outer);
  const units = rounding.round(biases.slice(GROUP_BITS, free), 0);
  units.forEach((unit, k) => {
    fields[k] = unit - middle[GROUP_BITS - low + k];
  });
  for (let k = 0; k < outer; k++) {
    const from = (GROUP_BITS + k) * n;
    const row = rounding.round(weights.slice(from + GROUP_BITS, from + free), (outer - 1) / 2);
    rows.set(row, 2 * k * fields.length);
    rows.set(
      row.map((weight) => -weight),
      (2 * k + 1) * fields.length,
    );
  }
}

/**
 * Addresses of the rows to add in the steps of a group. Step 0 flips an outer variable (none in the first group), step k the mid
 * variable ctz(k): on, off, on ...
 */
function orderOf(mid: number, cross: number, zeros: number): number[] {
  return Array.from({ length: 2 ** mid }, (_, k) => {
    if (k === 0) return zeros;
    const i = 31 - Math.clz32(k & -k);
    const off = (k >> (i + 1)) & 1;
    return cross + i * 256 + off * 128;
  });
}
