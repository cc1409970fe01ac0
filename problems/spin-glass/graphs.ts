/** Which spins are neighbours: grids of any dimension, all pairs, random regular graphs. Each pair once, in a fixed order. */
import type { Random } from "../../src/random.ts";

export type Pair = [i: number, j: number];

/** Neighbours along each axis, the last axis fastest; a border is joined to the opposite one only where they are not neighbours. O(spins axes). */
export function latticePairs(sides: readonly number[], periodic: boolean): Pair[] {
  const spins = sides.reduce((product, side) => product * side, 1);
  const pairs: Pair[] = [];
  let stride = spins;
  for (const side of sides) {
    stride /= side;
    for (let spin = 0; spin < spins; spin++) {
      const at = Math.floor(spin / stride) % side;
      if (at + 1 < side) pairs.push([spin, spin + stride]);
      else if (periodic && side > 2) pairs.push([spin - (side - 1) * stride, spin]);
    }
  }
  return pairs;
}

/** O(spins^2). */
export function allPairs(spins: number): Pair[] {
  const pairs: Pair[] = [];
  for (let j = 1; j < spins; j++) for (let i = 0; i < j; i++) pairs.push([i, j]);
  return pairs;
}

const SWITCHES_AN_EDGE = 10;

/**
 * A simple graph in which all have the same degree: a ring with chords, mixed by switches ab, cd -> ad, cb, which keep degrees
 * (Rao, Jana & Bandyopadhyay 1996). O(spins degree). @param degree less than spins, and even where spins is odd
 */
export function regularPairs(spins: number, degree: number, random: Random): Pair[] {
  const pairs: Pair[] = [];
  for (let step = 1; 2 * step <= degree; step++) {
    for (let i = 0; i < spins; i++) pairs.push([i, (i + step) % spins]);
  }
  if (degree % 2 === 1) for (let i = 0; 2 * i < spins; i++) pairs.push([i, i + spins / 2]);
  const keyOf = (i: number, j: number) => Math.min(i, j) * spins + Math.max(i, j);
  const joined = new Set(pairs.map(([i, j]) => keyOf(i, j)));
  for (let k = 0; k < SWITCHES_AN_EDGE * pairs.length; k++) {
    const [first, second] = [random.below(pairs.length), random.below(pairs.length)];
    const [a, b] = pairs[first];
    const [c, d] = random.below(2) === 0 ? pairs[second] : [pairs[second][1], pairs[second][0]];
    if (first === second || a === d || c === b || joined.has(keyOf(a, d)) || joined.has(keyOf(c, b))) continue;
    joined.delete(keyOf(a, b));
    joined.delete(keyOf(c, d));
    joined.add(keyOf(a, d)).add(keyOf(c, b));
    pairs[first] = [a, d];
    pairs[second] = [c, b];
  }
  return pairs.map(([i, j]): Pair => [Math.min(i, j), Math.max(i, j)]).sort((p, q) => p[0] - q[0] || p[1] - q[1]);
}
