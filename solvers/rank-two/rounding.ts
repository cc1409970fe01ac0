/**
 * Rounding by all cut lines (Burer, Monteiro & Zhang 2002): a line through the origin splits the vectors in two. As it turns by half
 * a circle each vector changes sides once, in the order of its angle; of these states the lowest is taken.
 */
import type { Plane } from "../../src/kernels/rank-two/types.ts";

/** What sorting needs. */
export interface Sorting {
  readonly keys: Int32Array;
  readonly halfSorted: Int32Array;
  readonly count: Int32Array;
}

/** Angles are told apart to 2^-22 of half a circle, sorted in two passes of so many bits. */
const DIGIT_BITS = 11;
const RADIX = 1 << DIGIT_BITS;
const RESOLUTION = RADIX * RADIX;

export function createSorting(size: number): Sorting {
  return { keys: new Int32Array(size), halfSorted: new Int32Array(size), count: new Int32Array(2 * RADIX + 2) };
}

/**
 * Sets the spins to the sides of the line at angle 0, and the order to that in which a line that turns from there meets the vectors. Angles are
 * compared by 1 - x / (|x| + y), which grows with them and needs no arc tangent; equal ones keep the order of their indices. O(n).
 */
export function sideAndOrder({ vectors: v, spins, order }: Plane, { keys, halfSorted, count }: Sorting): void {
  const size = spins.length;
  count.fill(0);
  const high = RADIX + 1;
  for (let i = 0; i < size; i++) {
    const side = v[2 * i + 1] >= 0 ? 1 : -1;
    spins[i] = side;
    const x = side * v[2 * i];
    // 0 at angle 0, 1 at a right angle, 2 at half a turn.
    const turn = 1 - x / (Math.abs(x) + side * v[2 * i + 1]);
    const key = Math.min(RESOLUTION - 1, Math.floor((turn * RESOLUTION) / 2));
    keys[i] = key;
    count[(key & (RADIX - 1)) + 1]++;
    count[high + (key >> DIGIT_BITS) + 1]++;
  }
  for (let digit = 1; digit <= RADIX; digit++) {
    count[digit] += count[digit - 1];
    count[high + digit] += count[high + digit - 1];
  }
  for (let i = 0; i < size; i++) halfSorted[count[keys[i] & (RADIX - 1)]++] = i;
  for (let rank = 0; rank < size; rank++) {
    const i = halfSorted[rank];
    order[count[high + (keys[i] >> DIGIT_BITS)]++] = i;
  }
}
