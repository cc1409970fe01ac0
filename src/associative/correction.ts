/**
 * Error correction as recall: codewords are the stored patterns, received words the cues, unknown symbols 0. A word is corrected when the
 * dynamics ends in a codeword that no other is nearer than; the nearest codeword is the most likely one for a symmetric channel with any error rate
 * below 1/2, and `modern` finds it in one step whenever it is unique (proof there). O(P n) a word.
 */
import { finish } from "../run/slices.ts";
import { type Patterns, patternAt } from "./patterns.ts";
import { cueAt } from "./recall/cues.ts";
import type { Cues, Trajectory } from "./recall/types.ts";

/**
 * corrected: it ended in the one nearest codeword. ambiguous: several codewords are equally near. not-nearest: it ended in a codeword, and
 * another is nearer. no-codeword: it ended elsewhere.
 */
export type CorrectionKind = "corrected" | "ambiguous" | "not-nearest" | "no-codeword";

export interface Correction {
  readonly kind: CorrectionKind;
  /** The codeword where it ended; null when there is none. */
  readonly codeword: number | null;
  /** All codewords at the least distance, each of equal ones once. */
  readonly nearest: readonly number[];
  /** Known symbols of the word that differ from the nearest codeword. */
  readonly errors: number;
  /** Unknown symbols. */
  readonly erasures: number;
}

/** One a received word. */
export function correctionsOf(
  codebook: Patterns,
  received: Cues,
  trajectories: readonly Pick<Trajectory, "state">[],
): Correction[] {
  return finish(correcting(codebook, received, trajectories));
}

/** The same in slices: yields the number of words judged. */
export function* correcting(
  codebook: Patterns,
  received: Cues,
  trajectories: readonly Pick<Trajectory, "state">[],
): Generator<number, Correction[], void> {
  const corrections: Correction[] = [];
  for (const [k, { state }] of trajectories.entries()) {
    corrections.push(correctionOf(codebook, cueAt(received, k), state));
    yield k + 1;
  }
  return corrections;
}

function correctionOf(codebook: Patterns, word: Int8Array, state: Int8Array): Correction {
  let nearest: number[] = [];
  let errors = Number.POSITIVE_INFINITY;
  let codeword: number | null = null;
  for (let mu = 0; mu < codebook.count; mu++) {
    const candidate = patternAt(codebook, mu);
    const d = errorsOf(word, candidate);
    if (codeword === null && isSame(state, candidate)) codeword = mu;
    if (d > errors) continue;
    if (d < errors) nearest = [];
    errors = d;
    if (!nearest.some((other) => isSame(patternAt(codebook, other), candidate))) nearest.push(mu);
  }
  const erasures = word.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0);
  return { kind: kindOf(nearest, codeword), codeword, nearest, errors, erasures };
}

function kindOf(nearest: readonly number[], codeword: number | null): CorrectionKind {
  if (nearest.length > 1) return "ambiguous";
  if (codeword === null) return "no-codeword";
  return codeword === nearest[0] ? "corrected" : "not-nearest";
}

/** In every symbol; most codewords differ within the first few. */
function isSame(a: Int8Array, b: Int8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Known symbols of `word` that differ from `other`. */
function errorsOf(word: Int8Array, other: Int8Array): number {
  let count = 0;
  for (let i = 0; i < word.length; i++) if (word[i] !== 0 && word[i] !== other[i]) count++;
  return count;
}

/** Least distance between two different codewords; null when there are none. (d - 1) / 2 errors are corrected for certain. O(P^2 n). */
export function minimumDistance(codebook: Patterns): number | null {
  let least = Number.POSITIVE_INFINITY;
  for (let mu = 0; mu < codebook.count; mu++) {
    for (let nu = 0; nu < mu; nu++) {
      const d = errorsOf(patternAt(codebook, mu), patternAt(codebook, nu));
      if (d > 0 && d < least) least = d;
    }
  }
  return Number.isFinite(least) ? least : null;
}
