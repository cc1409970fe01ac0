/**
 * Meeting in the middle (Horowitz & Sahni 1974): the numbers in two halves, all sums of each in ascending order (sums.ts). A split's
 * difference is the distance between a sum of the left half, the largest number of all among it, and one of the right half with all signs turned;
 * the least distance is between neighbours of different halves. O(2^(n/2)) sums, O(2^(n/4)) memory: Schroeppel & Shamir 1981.
 */
import type { Split } from "./split.ts";
import { readerBytes, sumReader } from "./sums.ts";

export interface Meeting {
  /** Sums looked at. */
  readonly sums: number;
  /** All were: the best split is optimal. */
  readonly over: boolean;
  /** Reads one window of both halves. Returns true when the split improved. */
  advance(): boolean;
}

/** Sums of one window: sorting so many takes about a millisecond. */
const ROOM = 2 ** 13;

/** Bytes for so many numbers, about. */
export const meetingBytes = (n: number): number => 2 * readerBytes(Math.ceil(Math.max(0, n - 1) / 2), ROOM);

export function meeting(split: Split): Meeting {
  // Every other number, so that both halves reach equally far; the largest counts as +, as every split has a mirror image.
  const [largest = 0, ...rest] = split.numbers;
  const left = sumReader(Float64Array.from(rest.filter((_, k) => k % 2 === 0)), largest, ROOM);
  const right = sumReader(Float64Array.from(rest.filter((_, k) => k % 2 === 1)), 0, ROOM);
  const start = Math.max(left.lowest, right.lowest) - split.best;
  const end = Math.min(left.highest, right.highest) + split.best;
  let low = Math.max(start, Math.min(left.lowest, right.lowest));
  left.skipTo(low);
  right.skipTo(low);
  let width = Math.max(1, Math.ceil(((end - low) * ROOM) / (2 * Math.max(left.size, right.size))));
  // The largest sums that were seen: the neighbour of a sum may be in a window before.
  let lastLeft = Number.NEGATIVE_INFINITY;
  let lastRight = Number.NEGATIVE_INFINITY;
  let sums = 0;

  /** The next window of both, as wide as fits: of width 1 it does, with one sum a copy. */
  function read(): void {
    if (left.window.length + right.window.length < ROOM / 2) width *= 2;
    while (!left.read(low + width) || !right.read(low + width)) width = Math.max(1, Math.floor(width / 2));
    left.accept();
    right.accept();
    low += width;
    sums += left.window.length + right.window.length;
  }

  function keep(difference: number): void {
    const [mine, others] = [left.signsOf(lastLeft), right.signsOf(lastRight)];
    const signs = Int8Array.from(split.numbers, (_, i) => {
      if (i === 0) return 1;
      return i % 2 === 1 ? mine[(i - 1) >> 1] : -others[(i - 2) >> 1];
    });
    split.keep(signs, difference);
  }

  return {
    get sums() {
      return sums;
    },
    get over() {
      return low > end || split.best <= split.least;
    },
    advance() {
      read();
      const [mine, others] = [left.window, right.window];
      let improved = false;
      for (let i = 0, j = 0; i < mine.length || j < others.length; ) {
        if (j === others.length || (i < mine.length && mine[i] <= others[j])) lastLeft = mine[i++];
        else lastRight = others[j++];
        const difference = Math.abs(lastLeft - lastRight);
        if (difference >= split.best) continue;
        keep(difference);
        improved = true;
      }
      return improved;
    },
  };
}
