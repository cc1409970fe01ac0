/** Subsets of d out of n: all of them in order, or drawn. */
import type { Random } from "../random.ts";

/** C(n, d), exact below 2^53. O(d). */
export function binomial(n: number, d: number): number {
  let value = 1;
  for (let k = 1; k <= Math.min(d, n - d); k++) value = (value * (n - k + 1)) / k;
  return value;
}

/** All subsets of 0..n-1 with d elements, ascending, in lexicographic order. The array is reused. O(d) each. */
export function* subsets(n: number, d: number): Generator<Int32Array, void, void> {
  const chosen = Int32Array.from({ length: d }, (_, k) => k);
  for (;;) {
    yield chosen;
    let k = d - 1;
    while (k >= 0 && chosen[k] === n - d + k) k--;
    if (k < 0) return;
    chosen[k]++;
    for (let next = k + 1; next < d; next++) chosen[next] = chosen[next - 1] + 1;
  }
}

/** `count` subsets, uniform and independent: the first steps of a shuffle (Fisher & Yates). The array is reused. O(d) each. */
export function* drawnSubsets(n: number, d: number, count: number, random: Random): Generator<Int32Array, void, void> {
  const places = Int32Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < d; i++) {
      const other = i + random.below(n - i);
      const chosen = places[other];
      places[other] = places[i];
      places[i] = chosen;
    }
    yield places.subarray(0, d);
  }
}
