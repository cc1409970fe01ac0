/**
 * Best orders by dynamic programming over subsets (Bellman 1962; Held & Karp 1962): best[S] = min over j in S of best[S - j] plus what
 * j costs right behind all of S - j, which may depend on the sum of the weights from S - j to j, on j and on its place.
 * O(2^n n) time, 2^n doubles. Exact where costs are whole numbers.
 */

/** Most items: 32 MB, and some tenths of a second. */
export const MOST_ITEMS = 22;

/** Sums looked at between two pauses: about a millisecond. */
const PAUSE = 200_000;

interface SubsetCosts {
  readonly size: number;
  readonly weight: (i: number, j: number) => number;
  /** Cost of item j at `place` behind items whose weights to j add up to `sum`. */
  readonly cost: (sum: number, j: number, place: number) => number;
}

/** Bytes that it takes. */
export const subsetBytes = (size: number): number => 8 * (2 ** size + size * 2 ** (Math.ceil(size / 2) + 1));

/** The least cost of all orders, after many pauses. At most MOST_ITEMS items. */
export function* leastOverSubsets({ size: n, weight, cost }: SubsetCosts): Generator<void, number, void> {
  const half = n >> 1;
  const low = 2 ** half - 1;
  const sums = Array.from({ length: n }, (_, j) => [
    subsetSums(half, (i) => (i === j ? 0 : weight(i, j))),
    subsetSums(n - half, (i) => (i + half === j ? 0 : weight(i + half, j))),
  ]);
  const best = new Float64Array(2 ** n).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  for (let set = 0, looked = 0; set < best.length; set++) {
    const place = ones(set);
    for (let j = 0; j < n; j++) {
      if ((set >> j) & 1) continue;
      const value = best[set] + cost(sums[j][0][set & low] + sums[j][1][set >> half], j, place);
      const next = set | (1 << j);
      if (value < best[next]) best[next] = value;
    }
    looked += n;
    if (looked >= PAUSE) {
      looked = 0;
      yield;
    }
  }
  return best[best.length - 1];
}

/** Sums over all subsets of the first `count` values. */
function subsetSums(count: number, value: (i: number) => number): Float64Array {
  const sums = new Float64Array(2 ** count);
  for (let i = 0; i < count; i++) {
    const bit = 2 ** i;
    const own = value(i);
    for (let set = 0; set < bit; set++) sums[bit + set] = sums[set] + own;
  }
  return sums;
}

function ones(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
