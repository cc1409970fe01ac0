/**
 * Couplings between groups of choices that look at the difference of two choices only: W_(a,k),(b,l) = weight where
 * low <= l - k <= high. A rule such as "b begins no earlier than 5 after a" over m choices each is one band instead of up to m^2 entries.
 * Columns O(bands at the group x width), products O(n + bands x choices) by prefix sums, energies of labels O(bands). Memory O(bands).
 */
import type { LeafCouplings } from "./types.ts";

export type Bands = LeafCouplings & { readonly kind: "bands" };

/** Every band at both of its groups, seen from there: the other group's choice less the own one is from `low` to `high`. */
export interface BandRows {
  /** Group a has the bands start[a] .. start[a + 1], the other groups ascending. */
  readonly start: Int32Array;
  readonly other: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float64Array;
}

/** O(groups + bands). */
export function bandRows({ n, size, from, to, low, high, weight }: Bands): BandRows {
  const groups = n / size;
  const start = new Int32Array(groups + 1);
  for (let t = 0; t < from.length; t++) {
    start[from[t] + 1]++;
    start[to[t] + 1]++;
  }
  for (let a = 0; a < groups; a++) start[a + 1] += start[a];
  // By the one group first and then by the other: within each the bands end up ascending by it.
  const sorted = new Int32Array(2 * from.length);
  const next = start.slice(0, groups);
  for (let t = 0; t < from.length; t++) {
    sorted[next[from[t]]++] = 2 * t;
    sorted[next[to[t]]++] = 2 * t + 1;
  }
  next.set(start.subarray(0, groups));
  const rows = {
    start,
    other: new Int32Array(sorted.length),
    low: new Int32Array(sorted.length),
    high: new Int32Array(sorted.length),
    weight: new Float64Array(sorted.length),
  };
  for (const end of sorted) {
    const t = end >> 1;
    const forward = (end & 1) === 0;
    const at = next[forward ? to[t] : from[t]]++;
    rows.other[at] = forward ? from[t] : to[t];
    rows.low[at] = forward ? -high[t] : low[t];
    rows.high[at] = forward ? -low[t] : high[t];
    rows.weight[at] = weight[t];
  }
  return rows;
}

/** Sum of the weights of the bands that hold choices i and j. O(log bands at the group). */
export function bandEntry({ start, other, low, high, weight }: BandRows, size: number, i: number, j: number): number {
  const a = Math.floor(i / size);
  const b = Math.floor(j / size);
  const difference = j - b * size - (i - a * size);
  let [first, end] = [start[a], start[a + 1]];
  while (first < end) {
    const middle = (first + end) >> 1;
    if (other[middle] < b) first = middle + 1;
    else end = middle;
  }
  let sum = 0;
  for (let t = first; t < start[a + 1] && other[t] === b; t++) {
    if (difference >= low[t] && difference <= high[t]) sum += weight[t];
  }
  return sum;
}

/** Tells the entries of column i that are not in its own group, band by band. */
export function forEachInBands(rows: BandRows, size: number, i: number, tell: (j: number, w: number) => void): void {
  const a = Math.floor(i / size);
  const k = i - a * size;
  for (let t = rows.start[a]; t < rows.start[a + 1]; t++) {
    const base = rows.other[t] * size;
    const last = Math.min(size - 1, k + rows.high[t]);
    for (let l = Math.max(0, k + rows.low[t]); l <= last; l++) tell(base + l, rows.weight[t]);
  }
}

/** out[start ..] += scale * W x[start ..]. Allocates n doubles. */
export function applyBands(
  { n, size }: Bands,
  rows: BandRows,
  scale: number,
  start: number,
  x: ArrayLike<number>,
  out: Float64Array,
): void {
  const groups = n / size;
  /** Sums of the first choices of each group, size + 1 a group. */
  const sums = new Float64Array(groups * (size + 1));
  for (let a = 0; a < groups; a++) {
    const base = a * (size + 1);
    for (let k = 0; k < size; k++) sums[base + k + 1] = sums[base + k] + x[start + a * size + k];
  }
  for (let a = 0; a < groups; a++) {
    for (let t = rows.start[a]; t < rows.start[a + 1]; t++) {
      const base = rows.other[t] * (size + 1);
      const w = scale * rows.weight[t];
      for (let k = 0; k < size; k++) {
        const first = Math.max(0, k + rows.low[t]);
        const end = Math.min(size, k + rows.high[t] + 1);
        if (first < end) out[start + a * size + k] += w * (sums[base + end] - sums[base + first]);
      }
    }
  }
}

/** Pairs of choices in band t. O(1). */
export function bandPairs({ size, low, high }: Bands, t: number): number {
  return Math.max(0, pairsUpTo(size, high[t]) - pairsUpTo(size, low[t] - 1));
}

/** Pairs (k, l) of choices with l - k <= most. */
function pairsUpTo(size: number, most: number): number {
  if (most <= -size) return 0;
  if (most >= size - 1) return size * size;
  if (most < 0) return ((size + most) * (size + most + 1)) / 2;
  return size * size - ((size - 1 - most) * (size - most)) / 2;
}
