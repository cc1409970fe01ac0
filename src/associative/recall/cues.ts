/** What dynamics do with cues: unknown spins (0) are drawn, or stay in the middle; signs are read from graded activities. */
import type { Random } from "../../random.ts";
import type { Cues } from "./types.ts";

/** Cue k as a view, length size. */
export function cueAt(cues: Cues, k: number): Int8Array {
  return cues.values.subarray(k * cues.size, (k + 1) * cues.size);
}

/** Its number in the whole list, from 0. */
export function numberOf({ first = 0 }: Cues, k: number): number {
  return first + k;
}

/**
 * A copy with every unknown spin drawn, -1 or +1 alike. Each cue has its own stream, so what it draws does not depend on the others;
 * dynamics take the streams 0, 1, 2 ... for themselves.
 */
export function drawUnknown(cues: Cues, random: Random): Int8Array {
  const values = cues.values.slice();
  const streams = random.split(-1);
  for (let k = 0; k < cues.count; k++) {
    const own = streams.split(numberOf(cues, k));
    for (let at = k * cues.size; at < (k + 1) * cues.size; at++)
      if (values[at] === 0) values[at] = own.below(2) * 2 - 1;
  }
  return values;
}

/** -1 below zero, +1 from zero on: the rule h(a) = +1 for a >= 0. Length as given. */
export function signsOf(activity: ArrayLike<number>): Int8Array {
  return Int8Array.from(activity, (value) => (value < 0 ? -1 : 1));
}
