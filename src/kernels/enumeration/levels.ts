/** The spectrum with the kernel `enumerate-levels`: a counter for every whole energy that there can be, unless they are too many. */
import { enumerateLevelsModule } from "../generated/enumerate-levels.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { createRounding, crossLevels, ownLevels, type Unit } from "./tables.ts";
import type { EnumerationTask, LevelCount } from "./types.ts";

/** The session's fields, as in assembly/enumerate-levels.ts: bytes. */
const BASE = 136;
const HIGH = 140;
const ADDRESSES = 144;
const SESSION = 192;

/** Variables of a block. */
const LOW = 5;
/** Counters: 16 MiB. */
const LARGEST_RANGE = 2 ** 21;

interface Exports {
  levels(at: number, blocks: number): void;
}

export interface LevelsPass {
  /** Goes through so many more states, whole blocks of 32. */
  advance(states: number): void;
  /** Ascending; null for more than `limit` levels. */
  result(limit: number): readonly LevelCount[] | null;
}

/** Null where energies are not whole units, or too many of them are possible. @param free variables that are flipped, at least 6 */
export function createLevelsPass(task: EnumerationTask, free: number, unit: Unit): LevelsPass | null {
  const { n, weights, biases } = task;
  const rounding = createRounding(unit);
  const [lowest, highest] = boundsOf(task, unit);
  const range = highest - lowest + 1;
  const high = free - LOW;
  const crossRows = Array.from({ length: high }, (_, j) => rounding.round(crossLevels(task, 0, LOW, LOW + j)));
  const coupled = Array.from({ length: high }, (_, j) =>
    rounding.round(weights.slice((LOW + j) * n + LOW, (LOW + j) * n + free)),
  );
  const own = rounding.round(ownLevels(task, 0, LOW));
  const highBiases = rounding.round(biases.slice(LOW, free));
  if (rounding.error > 0 || range > LARGEST_RANGE) return null;

  const lanes = 4 * Math.ceil((high + 1) / 4);
  const arena = createArena();
  const session = arena.reserve(Int32Array, SESSION / 4);
  const cross = arena.reserve(Int32Array, (high + 1) * 64);
  const rows = arena.reserve(Int32Array, (high + 1) * 2 * lanes);
  const fields = arena.reserve(Int32Array, lanes);
  const counters = arena.reserve(BigUint64Array, range);
  const { exports, view } = instantiate<Exports>(enumerateLevelsModule, arena, "the spectrum");
  const header = view(session);
  header.set(own);
  writeBoth(view(cross), crossRows, 32);
  writeBoth(view(rows), coupled, lanes);
  view(fields).set(highBiases);
  header[BASE / 4] = -lowest;
  header[HIGH / 4] = high;
  header.set([cross.offset, rows.offset, fields.offset, 4 * lanes, counters.offset], ADDRESSES / 4);
  const counts = view(counters);
  return {
    advance: (states) => exports.levels(session.offset, states / 2 ** LOW),
    result(limit) {
      const found: LevelCount[] = [];
      for (let k = 0; k < range; k++) {
        if (counts[k] === 0n) continue;
        if (found.length === limit) return null;
        found.push({ level: (lowest + k) * unit.size, count: Number(counts[k]) });
      }
      return found;
    },
  };
}

/** Each table and its negative, one after the other, each padded to `length`. */
function writeBoth(target: Int32Array, tables: readonly Int32Array[], length: number): void {
  tables.forEach((table, k) => {
    const negative = table.map((value) => -value);
    target.set(table, 2 * k * length);
    target.set(negative, (2 * k + 1) * length);
  });
}

/** Bounds of all energies, units. */
function boundsOf({ n, weights, biases }: EnumerationTask, unit: Unit): [lowest: number, highest: number] {
  let [lowest, highest] = [0, 0];
  const add = (value: number): void => {
    if (value > 0) lowest -= value / unit.size;
    else highest -= value / unit.size;
  };
  biases.forEach(add);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) add(weights[i * n + j]);
  return [lowest, highest];
}
