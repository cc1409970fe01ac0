/**
 * Error correction as recall: codewords are the stored patterns, received words the cues, unknown symbols 0. A word is corrected when the
 * dynamics ends in a codeword that no other is nearer than; the nearest codeword is the most likely one for a symmetric channel with any error rate
 * below 1/2, and `modern` finds it in one step whenever it is unique (proof there). O(P n / 32) a word.
 */
import { finish } from "../run/slices.ts";
import { packPatterns } from "./packed.ts";
import { type Patterns, patternAt } from "./patterns.ts";
import { cueAt } from "./recall/cues.ts";
import type { RecallSettings, Recollection } from "./recall/index.ts";
import { recallingInParts } from "./recall/parts.ts";
import type { Cues, Memory, Trajectory } from "./recall/types.ts";

/**
 * corrected: it ended in the one nearest codeword. ambiguous: several codewords are equally near. not-nearest: it ended in a codeword, and
 * another is nearer. no-codeword: it ended elsewhere.
 */
export type CorrectionKind = "corrected" | "ambiguous" | "not-nearest" | "no-codeword";

/** What became of one received word. */
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
  const judge = createJudge(codebook);
  const corrections: Correction[] = [];
  for (const [k, { state }] of trajectories.entries()) {
    corrections.push(judge(cueAt(received, k), state));
    yield k + 1;
  }
  return corrections;
}

export interface WordsDone {
  /** Words done, about: some may be in the part at work. */
  readonly done: number;
  /** Recollections of the parts before. */
  readonly parts: readonly Recollection[];
  /** Of the first words. */
  readonly corrections: readonly Correction[];
}

/** Recall and judgement in turn, so that what is done is not lost when it is stopped. At least one word. */
export function* correctingInParts(
  memory: Memory,
  received: Cues,
  settings: RecallSettings,
): Generator<WordsDone, WordsDone, void> {
  const judge = createJudge(memory.patterns);
  const corrections: Correction[] = [];
  let judged = 0;
  let latest: WordsDone = { done: 0, parts: [], corrections };
  for (const { done, parts } of recallingInParts(memory, received, settings)) {
    latest = { done, parts, corrections };
    for (; judged < parts.length; judged++) {
      for (const { state } of parts[judged].trajectories) {
        corrections.push(judge(cueAt(received, corrections.length), state));
        yield latest;
      }
    }
    yield latest;
  }
  return latest;
}

/** O(P n / 32) a word, after O(P n). */
function createJudge(codebook: Patterns): (word: Int8Array, state: Int8Array) => Correction {
  const packed = packPatterns(codebook);
  const distances = new Int32Array(codebook.count);
  const isRepeated = (mu: number) => packed.find(patternAt(codebook, mu)) !== mu;
  return (word, state) => {
    packed.errors(word, distances);
    const errors = distances.reduce((least, d) => Math.min(least, d));
    const nearest: number[] = [];
    for (let mu = 0; mu < codebook.count; mu++) if (distances[mu] === errors && !isRepeated(mu)) nearest.push(mu);
    const codeword = packed.find(state);
    const erasures = word.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0);
    return { kind: kindOf(nearest, codeword), codeword, nearest, errors, erasures };
  };
}

function kindOf(nearest: readonly number[], codeword: number | null): CorrectionKind {
  if (nearest.length > 1) return "ambiguous";
  if (codeword === null) return "no-codeword";
  return codeword === nearest[0] ? "corrected" : "not-nearest";
}

/** Least distance between two different codewords; null when there are none. (d - 1) / 2 errors are corrected for certain. O(P^2 n / 32). */
export function minimumDistance(codebook: Patterns): number | null {
  const packed = packPatterns(codebook);
  const distances = new Int32Array(codebook.count);
  let least = Number.POSITIVE_INFINITY;
  for (let mu = 1; mu < codebook.count; mu++) {
    packed.errors(patternAt(codebook, mu), distances);
    for (let nu = 0; nu < mu; nu++) if (distances[nu] > 0 && distances[nu] < least) least = distances[nu];
  }
  return Number.isFinite(least) ? least : null;
}
