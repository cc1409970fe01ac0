/**
 * All states in rising energy, the rank of each one's energy among the distinct energies, and the flips that lower it. Ranks carry the whole landscape: a flip
 * descends exactly where the rank falls, a plateau is where it stays.
 *
 * Which energies are equal: in rising order, neighbours that differ by at most `band` levels share a rank, and so on along the chain.
 * That is an equivalence (a plain |a - b| <= band is none), so no rounding error makes a false basin or opens a true plateau. For
 * integer models the band is 0. Real weights bring a band of some 10^-13 of all weights together; two energies that truly differ by
 * less are taken for one.
 *
 * 12 bytes a state; 16 and the levels on the way.
 */
import type { Energies } from "./energies.ts";
import { sortStates } from "./sorting.ts";

export interface Ranks {
  readonly n: number;
  /** State indices in rising energy; among equal levels by index. */
  readonly order: Uint32Array;
  /** By state index: 0 is the ground states' rank. */
  readonly rank: Uint32Array;
  /** By state index: the variables whose flip lowers the energy, as bits, and LEVEL where a flip keeps it. */
  readonly flips: Uint32Array;
  /** Number of distinct energies. */
  readonly count: number;
  /** States that no flip lowers. */
  readonly fixedPoints: number;
}

/** In `flips`: the lowering flips. */
export const LOWERING = 0xffffff;
/** In `flips`: some flip keeps the energy. */
export const LEVEL = 1 << 30;

const SLICE = 2 ** 14;

/** Yields the states done in the present pass, of 2^n. */
export function* rankStates({ n, levels, band }: Energies): Generator<number, Ranks, void> {
  const states = levels.length;
  const order = yield* sortStates(levels);
  const rank = new Uint32Array(states);
  let last = 0;
  for (let from = 0; from < states; from += SLICE) {
    last = rankSlice(levels, order, rank, band, last, from, Math.min(states, from + SLICE));
    yield from;
  }
  const flips = new Uint32Array(states);
  let fixedPoints = 0;
  for (let from = 0; from < states; from += SLICE) {
    fixedPoints += flipSlice(n, rank, flips, from, Math.min(states, from + SLICE));
    yield from;
  }
  return { n, order, rank, flips, count: last + 1, fixedPoints };
}

function rankSlice(
  levels: Float64Array,
  order: Uint32Array,
  rank: Uint32Array,
  band: number,
  last: number,
  from: number,
  to: number,
): number {
  let current = last;
  for (let k = from; k < to; k++) {
    const x = order[k];
    if (k > 0 && levels[x] - levels[order[k - 1]] > band) current++;
    rank[x] = current;
  }
  return current;
}

/** Returns the fixed points. */
function flipSlice(n: number, rank: Uint32Array, flips: Uint32Array, from: number, to: number): number {
  let fixedPoints = 0;
  for (let x = from; x < to; x++) {
    const height = rank[x];
    let found = 0;
    for (let i = 0; i < n; i++) {
      const other = rank[x ^ (1 << i)];
      if (other < height) found |= 1 << i;
      else if (other === height) found |= LEVEL;
    }
    flips[x] = found;
    if ((found & LOWERING) === 0) fixedPoints++;
  }
  return fixedPoints;
}
