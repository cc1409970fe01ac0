/**
 * Local minima with the kernel `enumerate-minima`: lays out its tables and takes what it reports. Every ground state is a local minimum,
 * so these are found on the way. Where units are rounded, the kernel is a filter that lets every local minimum through, and each
 * candidate is judged by its exact gains.
 */
import { enumerateMinimaModule } from "../generated/enumerate-minima.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { leastGainOf, levelOf } from "./exact.ts";
import { createLowestStates, type LowestStates } from "./lowest-states.ts";
import { createShortlist } from "./shortlist.ts";
import { createRounding, crossLevels, ownLevels, type Rounding, type Unit } from "./tables.ts";
import type { Enumeration, EnumerationTask } from "./types.ts";

/** The session's fields, as in assembly/enumerate-minima.ts: bytes. */
const OWN = 384;
const COUNT = 520;
const STRICT_COUNT = 528;
const GROUND_COUNT = 536;
const CEILING_CODE = 544;
const GROUND_CODE = 552;
const CEILING = 560;
const LOWEST = 564;
const SLACK = 568;
const REPORTED = 572;
const COUNTING = 576;
const HIGH = 580;
const FREE = 584;
const ADDRESSES = 588;
const LANES = 624;
const SESSION = 704;
const CAPACITY = 4096;

/** Variables of a block, and where the high ones begin in a row. */
const LOW = 5;
const FIRST_HIGH = 8;

/** Above all energies and gains; four of them still fit 32 bits. */
const BEYOND = 2 ** 29;
const NEVER = 2 ** 31 - 1;

interface Exports {
  minima(at: number, end: number): number;
}

export interface MinimaPass {
  readonly ground: LowestStates;
  /** Goes on until so many states are visited: whole blocks of 32. */
  advance(visited: number): void;
  groundStates(): ReturnType<Enumeration["groundStates"]>;
  localMinima(): NonNullable<ReturnType<Enumeration["localMinima"]>>;
}

/** @param free variables that are flipped, at least 6 */
export function createMinimaPass(task: EnumerationTask, free: number, unit: Unit, limit: number): MinimaPass {
  const { memory, at, reports, minima, exact } = createSession(task, free, unit);
  const data = new DataView(memory.buffer, at, SESSION);
  const entries = new DataView(memory.buffer, reports, 16 * CAPACITY);
  const counting = exact && task.band === 0;
  data.setInt32(COUNTING, counting ? 1 : 0, true);
  const ground = createLowestStates(task.band, task.listGroundStates);
  const list = createShortlist(limit);
  let count = 0;
  let strictCount = 0;

  function judge(code: number): void {
    const gain = leastGainOf(task, code);
    if (gain < -task.band) return;
    count++;
    if (gain > task.band) strictCount++;
    const level = levelOf(task, code);
    ground.offer(level, code);
    list.offer(level, code, gain > task.band);
  }
  function take(): void {
    const reported = data.getUint32(REPORTED, true);
    for (let entry = 0; entry < 16 * reported; entry += 16) {
      const code = entries.getFloat64(entry, true);
      if (!counting) judge(code);
      else {
        const level = entries.getInt32(entry + 8, true) * unit.size;
        ground.offer(level, code);
        list.offer(level, code, entries.getInt32(entry + 12, true) === 1);
      }
    }
    data.setUint32(REPORTED, 0, true);
    // What the lists would refuse need not be reported.
    const { worst } = list;
    data.setInt32(CEILING, worst === null ? BEYOND + 1 : Math.max(-BEYOND - 1, worst.level / unit.size), true);
    data.setFloat64(CEILING_CODE, worst?.code ?? 0, true);
    data.setFloat64(GROUND_CODE, ground.ceiling, true);
  }
  take();
  return {
    ground,
    advance(visited) {
      const end = visited / 2 ** LOW;
      while (minima(at, end) < end) take();
      take();
    },
    groundStates() {
      const result = ground.result();
      return counting ? { ...result, count: data.getFloat64(GROUND_COUNT, true) } : result;
    },
    localMinima() {
      const counts = counting
        ? { count: data.getFloat64(COUNT, true), strictCount: data.getFloat64(STRICT_COUNT, true) }
        : { count, strictCount };
      return { ...counts, listed: list.sorted() };
    },
  };
}

/** The memory of the kernel, filled; `exact` when no unit was rounded. */
function createSession(task: EnumerationTask, free: number, unit: Unit) {
  const { n, weights, biases } = task;
  const high = n - LOW;
  const flips = free - LOW;
  const lanes = 4 * Math.ceil((FIRST_HIGH + high) / 4);
  const arena = createArena();
  const session = arena.reserve(Int32Array, SESSION / 4);
  const cross = arena.reserve(Int32Array, high * 32);
  const rows = arena.reserve(Int32Array, (flips + 1) * lanes);
  const fields = arena.reserve(Int32Array, (flips + 1) * lanes);
  const signs = arena.reserve(Int32Array, lanes);
  const bounds = arena.reserve(Int32Array, 2 * (flips + 1) * lanes);
  const reports = arena.reserve(Float64Array, 2 * CAPACITY);
  const { exports, memory, view } = instantiate<Exports>(enumerateMinimaModule, arena, "enumeration of local minima");

  // A gain is the difference of two own energies less a field, or an entry of a row D_j less a field.
  const rounding = createRounding(unit);
  view(session).set(rounding.round(ownLevels(task, 0, LOW), 2), OWN / 4);
  const tables = Array.from({ length: high }, (_, j) => rounding.round(crossLevels(task, 0, LOW, LOW + j)));
  tables.forEach((table, j) => {
    view(cross).set(table, 32 * j);
  });
  const coupled = Array.from({ length: flips }, (_, j) => spread(weights.subarray((LOW + j) * n), n, rounding));
  coupled.forEach((row, j) => {
    view(rows).set(row, j * lanes);
  });
  view(fields).set(rounding.round(biases.slice(LOW)), flips * lanes + FIRST_HIGH);

  const error = rounding.error;
  const slack = error === 0 && task.band === 0 ? 0 : Math.min(BEYOND, Math.ceil(task.band / unit.size + error) + 1);
  writeBounds(tables, coupled, slack, lanes, view(bounds));
  const data = new DataView(memory.buffer, session.offset, SESSION);
  const addresses = [cross, rows, fields, signs, bounds].map(({ offset }) => offset);
  [...addresses, 4 * lanes, reports.offset].forEach((value, k) => {
    data.setUint32(ADDRESSES + 4 * k, value, true);
  });
  for (let k = 0; k < 4; k++) data.setInt32(LANES + 20 * k, -1, true);
  data.setInt32(LOWEST, BEYOND + 1, true);
  data.setInt32(SLACK, slack, true);
  data.setUint32(HIGH, high, true);
  data.setUint32(FREE, flips, true);
  return { memory, at: session.offset, reports: reports.offset, minima: exports.minima, exact: error === 0 };
}

/** Couplings of a variable as a row: low ones, a gap, high ones. */
function spread(weights: Float64Array, n: number, rounding: Rounding): Int32Array {
  const units = rounding.round(weights.slice(0, n));
  const row = new Int32Array(FIRST_HIGH + n - LOW);
  row.set(units.subarray(0, LOW));
  row.set(units.subarray(LOW), FIRST_HIGH);
  return row;
}

/**
 * At level k the high variables from k on are decided. The change of energy when j is set is D_j[l] - field, and each undecided high
 * variable takes its coupling from that or not: beyond the largest such sum the field gains for certain.
 */
function writeBounds(
  tables: readonly Int32Array[],
  coupled: readonly Int32Array[],
  slack: number,
  lanes: number,
  bounds: Int32Array,
): void {
  bounds.fill(NEVER);
  tables.forEach((table, j) => {
    let unset = slack + Math.max(...table);
    let set = slack - Math.min(...table) - 1; // ~x = -x - 1
    for (let level = 0; level <= Math.min(j, coupled.length); level++) {
      bounds[2 * level * lanes + FIRST_HIGH + j] = unset;
      bounds[(2 * level + 1) * lanes + FIRST_HIGH + j] = set;
      const weight = coupled[level]?.[FIRST_HIGH + j] ?? 0;
      unset += Math.max(0, -weight);
      set += Math.max(0, weight);
    }
  });
}
