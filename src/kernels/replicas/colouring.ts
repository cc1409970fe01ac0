/**
 * An order of the variables in which 16 consecutive positions from a multiple of 16 on share no coupling: greedy colouring in index
 * order (at most degree + 1 colours), every colour filled up to whole blocks. O(couplings).
 */
import type { SpinSystem } from "../system.ts";

/** Variables decided together. */
export const BLOCK = 16;

export interface Colouring {
  /** Position -> variable, or -1 where a colour is filled up. Length a multiple of 16. */
  readonly order: Int32Array;
  /** Variable -> position. */
  readonly place: Int32Array;
}

export function colourVariables({ n, rowStart, column, degree }: SpinSystem): Colouring {
  const colour = new Int32Array(n).fill(-1);
  const seenBy = new Int32Array(degree + 2).fill(-1);
  const sizes: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const other = colour[column[k]];
      if (other >= 0) seenBy[other] = i;
    }
    let free = 0;
    while (seenBy[free] === i) free++;
    colour[i] = free;
    sizes[free] = (sizes[free] ?? 0) + 1;
  }
  const next: number[] = [];
  let length = 0;
  for (const size of sizes) {
    next.push(length);
    length += Math.ceil(size / BLOCK) * BLOCK;
  }
  const order = new Int32Array(length).fill(-1);
  const place = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    place[i] = next[colour[i]]++;
    order[place[i]] = i;
  }
  return { order, place };
}
