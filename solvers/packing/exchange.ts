/**
 * The exchange that packs most (consistent neighbourhood search, Buljubasic & Vasquez 2016): up to two items out of one bin, up to two homeless
 * ones in, as much as then fits. Items that were moved lately stay where they are (tabu); of equal exchanges one at random.
 * O((bins looked at) (items a bin)^2 homeless).
 */
import type { Random } from "../../src/random.ts";
import type { Partial } from "./partial.ts";

export interface Exchange {
  /** -1 when there is none. */
  bin: number;
  /** -1 for no item. */
  readonly out: [number, number];
  readonly into: [number, number];
  /** Size that comes in less size that goes out. */
  gain: number;
}

export const newExchange = (): Exchange => ({ bin: -1, out: [-1, -1], into: [-1, -1], gain: Number.NEGATIVE_INFINITY });

/** Bins looked at for one exchange; where there are more, as many that follow each other from a random one on. */
const MOST_BINS = 60;
/** Items of a bin of which pairs are looked at; of more, as many from a random one on. */
const MOST_ITEMS = 12;

/**
 * Writes the best exchange into `best`; returns how many sets of items that could go out it looked at.
 * @param freeAt by item, the first time at which it may move again
 */
export function bestExchange(
  partial: Partial,
  freeAt: Float64Array,
  time: number,
  random: Random,
  best: Exchange,
): number {
  const { sizes, bins, room, homeless } = partial;
  const free = homeless.filter((item) => freeAt[item] <= time);
  best.bin = -1;
  best.gain = Number.NEGATIVE_INFINITY;
  let ties = 0;
  let looked = 0;

  /** The fullest filling of `space` by one or two free items, against the best exchange. */
  function consider(bin: number, a: number, b: number): void {
    looked++;
    const out = (a < 0 ? 0 : sizes[a]) + (b < 0 ? 0 : sizes[b]);
    const space = room[bin] + out;
    let [one, two, sum] = [-1, -1, -1];
    let low = free.length - 1;
    for (let high = 0; high < free.length; high++) {
      const size = sizes[free[high]];
      if (size > space) continue;
      if (size > sum) [one, two, sum] = [free[high], -1, size];
      // Smaller first items leave more to the second: it only moves up.
      if (low <= high) continue;
      while (low - 1 > high && size + sizes[free[low - 1]] <= space) low--;
      const both = size + sizes[free[low]];
      if (both <= space && both > sum) [one, two, sum] = [free[high], free[low], both];
    }
    if (one < 0) return;
    const gain = sum - out;
    if (gain < best.gain) return;
    if (gain === 0 && sameSizes(sizes, a, b, one, two)) return;
    ties = gain > best.gain ? 1 : ties + 1;
    if (ties > 1 && random.below(ties) > 0) return;
    best.bin = bin;
    best.gain = gain;
    [best.out[0], best.out[1], best.into[0], best.into[1]] = [a, b, one, two];
  }
  if (free.length === 0) return 1;
  const count = Math.min(MOST_BINS, bins.length);
  const from = count < bins.length ? random.below(bins.length) : 0;
  for (let k = 0; k < count; k++) {
    const bin = from + k < bins.length ? from + k : from + k - bins.length;
    const members = bins[bin];
    const most = Math.min(MOST_ITEMS, members.length);
    const start = most < members.length ? random.below(members.length) : 0;
    consider(bin, -1, -1);
    for (let i = 0; i < most; i++) {
      const a = members[(start + i) % members.length];
      if (freeAt[a] > time) continue;
      consider(bin, a, -1);
      for (let j = i + 1; j < most; j++) {
        const b = members[(start + j) % members.length];
        if (freeAt[b] <= time) consider(bin, a, b);
      }
    }
  }
  return looked;
}

/** Whether as much goes out as comes in, piece by piece: that changes names only. */
function sameSizes(sizes: Float64Array, a: number, b: number, c: number, d: number): boolean {
  if (b < 0 !== d < 0 || a < 0) return false;
  if (b < 0) return sizes[a] === sizes[c];
  return (sizes[a] === sizes[c] && sizes[b] === sizes[d]) || (sizes[a] === sizes[d] && sizes[b] === sizes[c]);
}
