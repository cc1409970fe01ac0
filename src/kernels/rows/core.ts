/**
 * The part of a system that is worth searching (Balas & Zemel 1980): items whose reduced cost is so far from 0 that the best known state
 * cannot be bettered by the other value keep their value, and rows keep what is left of their bounds.
 */
import { indexRows, type RowSystem } from "./system.ts";

export interface Core {
  readonly system: RowSystem;
  /** By item of the core: the item that it is. */
  readonly items: Int32Array;
  /** Values of all items, those of the core 0. */
  readonly fixed: Int8Array;
  /** Objective of the fixed ones. */
  readonly base: number;
}

/**
 * O(entries).
 * @param kept 1 for items of the core
 * @param values what the others keep
 * @throws {MemoryError}
 */
export function coreOf(system: RowSystem, kept: Uint8Array, values: ArrayLike<number>, memoryLimit: number): Core {
  const { rows, rowStart, column, coefficient, cost } = system;
  const place = new Int32Array(system.items).fill(-1);
  const fixed = new Int8Array(system.items);
  const items: number[] = [];
  let base = 0;
  for (let j = 0; j < system.items; j++) {
    if (kept[j] === 1) place[j] = items.push(j) - 1;
    else if (values[j] === 1) {
      fixed[j] = 1;
      base += cost[j];
    }
  }
  const start = new Int32Array(rows + 1);
  const bound = system.bound.slice();
  let entries = 0;
  for (let r = 0; r < rows; r++) {
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) if (place[column[k]] >= 0) entries++;
    start[r + 1] = entries;
  }
  const own = { column: new Int32Array(entries), coefficient: new Float64Array(entries) };
  let to = 0;
  for (let r = 0; r < rows; r++) {
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) {
      const j = column[k];
      if (place[j] >= 0) {
        own.column[to] = place[j];
        own.coefficient[to++] = coefficient[k];
      } else if (fixed[j] === 1) bound[r] -= coefficient[k];
    }
  }
  const count = items.length;
  const costs = Float64Array.from(items, (j) => cost[j]);
  const plain = { items: count, rowStart: start, ...own, bound, cost: costs };
  return { system: indexRows(plain, null, memoryLimit), items: Int32Array.from(items), fixed, base };
}
