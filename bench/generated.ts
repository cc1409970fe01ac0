/** Random spin models made from a seed, and their form for the native references. E(s) = -sum_{i<j} w_ij s_i s_j. */
import { createRandom, csrFromEdges, type EnergyModel, type Random } from "groundstate";

export interface Pairs {
  readonly n: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** -1 or +1. */
export const sign = (random: Random): number => (random.uint32() & 1 ? 1 : -1);

/** A random graph with m different edges and weights from `draw`. Expected O(m). */
export function randomGraph(n: number, m: number, seed: number, draw: (random: Random) => number): Pairs {
  const random = createRandom(seed);
  const seen = new Set<number>();
  const pairs = { n, from: new Int32Array(m), to: new Int32Array(m), weight: new Float64Array(m) };
  while (seen.size < m) {
    const i = random.below(n);
    const j = random.below(n);
    const key = Math.min(i, j) * n + Math.max(i, j);
    if (i === j || seen.has(key)) continue;
    pairs.from[seen.size] = i;
    pairs.to[seen.size] = j;
    pairs.weight[seen.size] = draw(random);
    seen.add(key);
  }
  return pairs;
}

/** All pairs, each present with probability `density`. */
export function denseGraph(n: number, density: number, seed: number, draw: (random: Random) => number): Pairs {
  const random = createRandom(seed);
  const [from, to, weight]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (density < 1 && random.uniform() >= density) continue;
      from.push(i);
      to.push(j);
      weight.push(draw(random));
    }
  }
  return { n, from: Int32Array.from(from), to: Int32Array.from(to), weight: Float64Array.from(weight) };
}

export function spinModel({ n, from, to, weight }: Pairs): EnergyModel {
  return {
    n,
    domain: "spin",
    couplings: csrFromEdges(n, from, to, weight),
    biases: { kind: "constant", n, value: 0 },
    offset: 0,
    structure: [],
    integer: weight.every(Number.isInteger),
  };
}

/** As native/instance.hpp reads it. */
export function nativeBytes({ n, from, to, weight }: Pairs): Buffer {
  const view = (array: Int32Array | Float64Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  const head = Int32Array.of(n, from.length);
  return Buffer.concat([head, new Float64Array(n), from, to, weight].map(view));
}

/** Root mean square of a local field in a random state: the scale of useful temperatures. */
export function fieldScale({ n, weight }: Pairs): number {
  return Math.sqrt((2 * weight.reduce((sum, value) => sum + value * value, 0)) / n);
}
