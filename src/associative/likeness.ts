/**
 * How much patterns are in each other's way, whatever rule stores them. Overlap of two: m = (1/n) xi . xi'. Crosstalk of pattern mu
 * at spin i: what the others add against it in Hebb's rule,
 *
 *     C_i = -(1/n) xi_i sum over nu other than mu, j other than i of xi_i^nu xi_j^nu xi_j,
 *
 * so that Hebb's rule loses the spin when C_i > (n - 1) / n. O(P^2 n), four patterns at a time.
 */
import { STRIP } from "../kernels/matrix-products/types.ts";
import type { LearningContext, LearningProgress } from "./learning/types.ts";
import type { Patterns } from "./patterns.ts";

/** Two patterns by their index, and their overlap. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly overlap: number;
}

export interface Likeness {
  /** The pair of largest |overlap|; null for a single pattern. */
  readonly mostAlike: Pair | null;
  /** Pairs with |overlap| of NEAR or more, the most alike first, up to MOST_PAIRS of them; -1 is the negative of a pattern. */
  readonly nearDuplicates: readonly Pair[];
  /** How many there are. */
  readonly nearDuplicateCount: number;
  /** One a pattern: the largest C_i. */
  readonly crosstalk: Float64Array;
}

/** Of 40 spins, two that differ. */
export const NEAR = 0.9;
const MOST_PAIRS = 100;

export function* compare(
  { count, size, values }: Patterns,
  { kernels, memoryLimit }: LearningContext,
): Generator<LearningProgress, Likeness, void> {
  const overlaps = kernels.matrixProduct({ rows: count, inner: size, columns: count }, memoryLimit);
  const sums = kernels.matrixProduct({ rows: STRIP, inner: count, columns: size }, memoryLimit);
  overlaps.setLeft(values);
  overlaps.setRight(transposed(values, count, size));
  sums.setRight(values);
  const near: Pair[] = [];
  let nearDuplicateCount = 0;
  let mostAlike: Pair | null = null;
  const crosstalk = new Float64Array(count);
  const strip = new Float64Array(STRIP * count);
  const against = new Float64Array(STRIP * size);
  for (let from = 0; from < count; from += STRIP) {
    overlaps.strip(from, strip);
    const rows = Math.min(STRIP, count - from);
    for (let r = 0; r < rows; r++) {
      const first = from + r;
      for (let second = first + 1; second < count; second++) {
        const overlap = strip[r * count + second] / size;
        const pair = { first, second, overlap };
        if (mostAlike === null || Math.abs(overlap) > Math.abs(mostAlike.overlap)) mostAlike = pair;
        if (Math.abs(overlap) < NEAR) continue;
        nearDuplicateCount++;
        near.push(pair);
        if (near.length >= 2 * MOST_PAIRS) keepNearest(near);
      }
      strip[r * count + first] = 0; // the pattern itself is no crosstalk
    }
    sums.setLeft(strip);
    sums.strip(0, against);
    for (let r = 0; r < rows; r++)
      crosstalk[from + r] = largest(values, (from + r) * size, against, r * size, count, size);
    yield { share: from / count, note: "overlaps" };
  }
  keepNearest(near);
  return { mostAlike, nearDuplicates: near, nearDuplicateCount, crosstalk };
}

function keepNearest(pairs: Pair[]): void {
  pairs.sort((a, b) => Math.abs(b.overlap) - Math.abs(a.overlap) || a.first - b.first || a.second - b.second);
  pairs.length = Math.min(pairs.length, MOST_PAIRS);
}

/** max over i of (count - 1 - xi_i against_i) / n: the terms j = i, one a pattern and all +1, are no crosstalk. */
function largest(
  values: Int8Array,
  at: number,
  against: Float64Array,
  from: number,
  count: number,
  size: number,
): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < size; i++) most = Math.max(most, count - 1 - values[at + i] * against[from + i]);
  return most / size;
}

function transposed(values: Int8Array, count: number, size: number): Int8Array {
  const columns = new Int8Array(values.length);
  for (let mu = 0; mu < count; mu++) for (let i = 0; i < size; i++) columns[i * count + mu] = values[mu * size + i];
  return columns;
}
