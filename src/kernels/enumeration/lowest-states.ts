/** States within `band` of the lowest level seen so far: all counted, at most `limit` listed. */
import { createShortlist } from "./shortlist.ts";

export interface LowestStates {
  readonly lowest: number;
  /** The smallest code of that level. */
  readonly code: number;
  /** Levels above this are of no interest. */
  readonly threshold: number;
  /** States of the lowest level with this code or above need no offer but to be counted: the list is full of better ones. */
  readonly ceiling: number;
  offer(level: number, code: number): void;
  /** Offers the states code, code + 1, ... of levels levels[0] + base, levels[1] + base, ... */
  scan(levels: Float64Array, base: number, code: number): void;
  /** Codes ascending. */
  result(): { readonly count: number; readonly codes: readonly number[] };
}

export function createLowestStates(band: number, limit: number): LowestStates {
  const list = createShortlist(limit);
  let lowest = Number.POSITIVE_INFINITY;
  let lowestCode = 0;
  let counts = new Map<number, number>();
  // The level met last is counted outside the map: a flat landscape offers one level millions of times.
  let current = Number.NaN;
  let run = 0;

  function settle(level: number): void {
    if (run > 0) counts.set(current, (counts.get(current) ?? 0) + run);
    current = level;
    run = 0;
  }
  function offer(level: number, code: number): void {
    if (level > lowest + band) return;
    if (level !== current) settle(level);
    run++;
    if (level < lowest) {
      lowest = level;
      lowestCode = code;
      counts = new Map([...counts].filter(([known]) => known <= level + band));
    } else if (level === lowest && code < lowestCode) lowestCode = code;
    list.offer(level, code, false);
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
    get ceiling() {
      const { worst } = list;
      if (worst === null || worst.level > lowest) return Number.POSITIVE_INFINITY;
      return worst.level < lowest ? lowestCode : worst.code;
    },
    offer,
    scan(levels, base, code) {
      let threshold = lowest + band;
      for (let l = 0; l < levels.length; l++) {
        const level = levels[l] + base;
        if (level > threshold) continue;
        offer(level, code + l);
        threshold = lowest + band;
      }
    },
    result() {
      settle(current);
      let count = 0;
      for (const some of counts.values()) count += some;
      const codes = list.sorted().flatMap(({ level, code }) => (level <= lowest + band ? [code] : []));
      return { count, codes: codes.sort((a, b) => a - b) };
    },
  };
}
