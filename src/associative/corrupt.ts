/** Cues from stored patterns: exactly round(rate n) positions of each, drawn without replacement, flipped or made unknown. O(count n). */
import { GroundstateError } from "../errors.ts";
import type { Random } from "../random.ts";
import type { Patterns } from "./patterns.ts";
import type { Cues } from "./recall/types.ts";

/** The patterns with round(rate n) spins of each flipped. @throws {GroundstateError} "invalid-options" for a rate outside 0..1 */
export function flipNoise(patterns: Patterns | Cues, rate: number, random: Random): Cues {
  return corrupted(patterns, rate, random, (value) => (value === 0 ? 0 : -value));
}

/** The patterns with round(rate n) spins of each unknown (0). @throws {GroundstateError} "invalid-options" for a rate outside 0..1 */
export function erase(patterns: Patterns | Cues, rate: number, random: Random): Cues {
  return corrupted(patterns, rate, random, () => 0);
}

function corrupted(
  { count, size, values }: Patterns | Cues,
  rate: number,
  random: Random,
  damage: (value: number) => number,
): Cues {
  if (!(rate >= 0 && rate <= 1))
    throw new GroundstateError("invalid-options", `the rate is ${rate}, expected a share from 0 to 1`);
  const hit = Math.round(rate * size);
  const positions = Int32Array.from({ length: size }, (_, i) => i);
  const made = Int8Array.from(values);
  for (let mu = 0; mu < count; mu++) {
    // The first `hit` steps of a shuffle (Fisher & Yates), whatever order the last pattern left: a uniform choice without replacement.
    for (let k = 0; k < hit; k++) {
      const other = k + random.below(size - k);
      const chosen = positions[other];
      positions[other] = positions[k];
      positions[k] = chosen;
      const at = mu * size + chosen;
      made[at] = damage(made[at]);
    }
  }
  return { count, size, values: made };
}
