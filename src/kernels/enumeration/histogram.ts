/** The spectrum: multiplicity of every level, by open addressing with linear probing, at most half full. */
import type { LevelCount } from "./types.ts";

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
