/** What an enumeration keeps of the levels it meets: the ground states within a band, and the spectrum. */
import type { LevelCount } from "./types.ts";

/** States within `band` of the lowest level seen so far: all counted, at most `limit` listed (the lowest ones). */
export interface LowestStates {
  readonly lowest: number;
  readonly code: number;
  /** Levels above this are of no interest. */
  readonly threshold: number;
  /** Offers the states code, code + 1, ... of levels levels[0] + base, levels[1] + base, ... */
  scan(levels: Float64Array, base: number, code: number): void;
  result(): { readonly count: number; readonly codes: readonly number[] };
}

export function createLowestStates(band: number, limit: number): LowestStates {
  let lowest = Number.POSITIVE_INFINITY;
  let lowestCode = 0;
  let counts = new Map<number, number>();
  let listed: { level: number; code: number }[] = [];
  /** Highest level in the list. */
  let highest = Number.NEGATIVE_INFINITY;
  // The level met last is counted outside the map: a flat landscape offers one level millions of times.
  let current = Number.NaN;
  let run = 0;

  function settle(level: number): void {
    if (run > 0) counts.set(current, (counts.get(current) ?? 0) + run);
    current = level;
    run = 0;
  }
  function lower(level: number, code: number): void {
    settle(level);
    lowest = level;
    lowestCode = code;
    counts = new Map([...counts].filter(([known]) => known <= level + band));
    listed = listed.filter((state) => state.level <= level + band);
    highest = listed.reduce((most, state) => Math.max(most, state.level), level);
  }
  function list(level: number, code: number): void {
    if (listed.length < limit) {
      listed.push({ level, code });
      highest = Math.max(highest, level);
    } else if (limit > 0) {
      // Full: keep the lowest, so that nothing within the band is missing when the lowest level falls later.
      listed[listed.findIndex((state) => state.level === highest)] = { level, code };
      highest = listed.reduce((most, state) => Math.max(most, state.level), level);
    }
  }
  return {
    get lowest() {
      return lowest;
    },
    get code() {
      return lowestCode;
    },
    get threshold() {
      return lowest + band;
    },
    scan(levels, base, code) {
      let threshold = lowest + band;
      for (let l = 0; l < levels.length; l++) {
        const level = levels[l] + base;
        if (level > threshold) continue;
        if (level < lowest) lower(level, code + l);
        else if (level !== current) settle(level);
        run++;
        if (listed.length < limit || level < highest) list(level, code + l);
        threshold = lowest + band;
      }
    },
    result() {
      settle(current);
      let count = 0;
      for (const some of counts.values()) count += some;
      return { count, codes: listed.map((state) => state.code).sort((a, b) => a - b) };
    },
  };
}

/** Multiplicity of every level: open addressing with linear probing, at most half full. */
export interface Histogram {
  /** False once there were more than the permitted levels: then counts mean nothing any more. */
  readonly complete: boolean;
  /** Adds base + levels[k] for all k. */
  add(levels: Float64Array, base: number): void;
  /** Ascending. */
  result(): LevelCount[];
}

export function createHistogram(limit: number): Histogram {
  const bits = Math.max(4, Math.ceil(Math.log2(limit + 1)) + 1);
  const mask = 2 ** bits - 1;
  const keys = new Float64Array(mask + 1).fill(Number.NaN);
  const counts = new Float64Array(mask + 1);
  let used = 0;
  return {
    get complete() {
      return used <= limit;
    },
    add(levels, base) {
      for (let k = 0; k < levels.length; k++) {
        const level = levels[k] + base;
        // Both words of the level: scaled weights may leave the low one empty.
        const word = (level | 0) ^ Math.imul((level * 2 ** -32) | 0, 0x85ebca6b);
        let slot = (Math.imul(word, 0x9e3779b1) >>> (32 - bits)) & mask;
        while (keys[slot] !== level) {
          if (counts[slot] === 0) {
            if (++used > limit) return;
            keys[slot] = level;
          } else slot = (slot + 1) & mask;
        }
        counts[slot]++;
      }
    },
    result() {
      const found: LevelCount[] = [];
      for (let slot = 0; slot <= mask; slot++) {
        if (counts[slot] > 0) found.push({ level: keys[slot], count: counts[slot] });
      }
      return found.sort((a, b) => a.level - b.level);
    },
  };
}
