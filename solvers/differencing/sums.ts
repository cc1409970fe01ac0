/**
 * All sums of +-a_1 +- .. +-a_m in ascending order, without holding them: those of the first numbers are a sorted list, and each sum of the
 * others moves a copy of it. Read from below, a window at a time, from all copies at once. O(2^(m/2)) memory, O(1) a sum and O(copies)
 * a window: Schroeppel & Shamir 1981, with windows in place of their heap.
 */

/** Different sums in ascending order, each with the signs of one way to get it: bit i of the code is 1 where number i counts as +. */
export interface SortedSums {
  readonly sums: Float64Array;
  readonly codes: Uint32Array;
}

/** By merging: with every number a, the list less a and the list plus a. O(2^m). @param numbers at most 32, 0 or above */
export function sortedSums(numbers: Float64Array): SortedSums {
  let sums = Float64Array.of(0);
  let codes = Uint32Array.of(0);
  numbers.forEach((a, i) => {
    const m = sums.length;
    const merged = new Float64Array(2 * m);
    const names = new Uint32Array(2 * m);
    let count = 0;
    for (let less = 0, more = 0; less < m || more < m; ) {
      const lower = more === m || (less < m && sums[less] - a <= sums[more] + a);
      const sum = lower ? sums[less] - a : sums[more] + a;
      const code = lower ? codes[less++] : codes[more++] + 2 ** i;
      if (count > 0 && merged[count - 1] === sum) continue;
      merged[count] = sum;
      names[count++] = code;
    }
    sums = merged.slice(0, count);
    codes = names.slice(0, count);
  });
  return { sums, codes };
}

export interface SumReader {
  /** Numbers of sums at most: equal ones of one copy count once. */
  readonly size: number;
  readonly lowest: number;
  readonly highest: number;
  /** The sums of the window last accepted, ascending; live. */
  readonly window: Float64Array;
  /** Leaves out all sums below. Before the first `accept`. */
  skipTo(low: number): void;
  /** The sums below `high` that were not accepted yet; false where they are more than fit. */
  read(high: number): boolean;
  /** Makes what was read last the window. */
  accept(): void;
  /** Signs of all numbers, +-1, that give a sum. O(copies log list). */
  signsOf(sum: number): Int8Array;
}

/** Numbers whose sums are held as a list: a megabyte, which stays in a cache. */
const LISTED = 17;

/** Bytes that a reader of the sums of m numbers takes, about. @param room sums a window */
export const readerBytes = (m: number, room: number): number =>
  12 * 2 ** Math.min(m, LISTED) + 20 * 2 ** Math.max(0, m - LISTED) + 8 * roomFor(m, room);

const roomFor = (m: number, room: number): number => Math.max(room, 2 ** Math.max(0, m - LISTED));

/** @param fixed added to every sum @param room sums a window, at least one a copy */
export function sumReader(numbers: Float64Array, fixed: number, room: number): SumReader {
  const list = sortedSums(numbers.subarray(0, LISTED));
  const shifts = sortedSums(numbers.subarray(LISTED));
  const { sums } = list;
  const copies = shifts.sums.length;
  const buffer = new Float64Array(roomFor(numbers.length, room));
  let next = new Int32Array(copies); // of each copy, the first sum that was not read
  let ahead = new Int32Array(copies);
  let count = 0;
  let window = buffer.subarray(0, 0);
  return {
    size: copies * sums.length,
    lowest: fixed + shifts.sums[0] + sums[0],
    highest: fixed + shifts.sums[copies - 1] + sums[sums.length - 1],
    get window() {
      return window;
    },
    skipTo(low) {
      next.forEach((_, c) => {
        next[c] = firstFrom(sums, low, shifts.sums[c] + fixed);
      });
    },
    read(high) {
      count = 0;
      for (let c = 0; c < copies; c++) {
        const shift = shifts.sums[c] + fixed;
        let k = next[c];
        for (; k < sums.length; k++) {
          const sum = sums[k] + shift;
          if (sum >= high) break;
          if (count === buffer.length) return false;
          buffer[count++] = sum;
        }
        ahead[c] = k;
      }
      return true;
    },
    accept() {
      [next, ahead] = [ahead, next];
      window = buffer.subarray(0, count).sort();
    },
    signsOf(sum) {
      const copy = shifts.sums.findIndex((shift) => {
        const k = firstFrom(sums, sum, shift + fixed);
        return k < sums.length && sums[k] + shift + fixed === sum;
      });
      const k = firstFrom(sums, sum, shifts.sums[copy] + fixed);
      const sign = (code: number, bit: number): number => (Math.floor(code / 2 ** bit) % 2 === 1 ? 1 : -1);
      return Int8Array.from(numbers, (_, i) =>
        i < LISTED ? sign(list.codes[k], i) : sign(shifts.codes[copy], i - LISTED),
      );
    },
  };
}

/** Index of the first sum that is `wanted` or more with `shift` added. */
function firstFrom(sums: Float64Array, wanted: number, shift: number): number {
  let [low, high] = [0, sums.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] + shift < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
