/**
 * Recall of many cues in parts, so that what is done is not lost when it is stopped. What becomes of a cue does not depend on the parts:
 * they only grow, so that a kernel still sees many cues at once.
 */
import { type RecallSettings, type Recollection, recalling } from "./index.ts";
import type { Cues, Memory, RecallVerification } from "./types.ts";

const FIRST_PART = 4;
const LARGEST_PART = 1024;

export interface PartsDone {
  /** Cues done, about: some may be in the part at work. */
  readonly done: number;
  /** Recollections of the parts before. */
  readonly parts: readonly Recollection[];
}

/** The same recollection as `recalling` gives. At least one cue. */
export function* recallingInParts(
  memory: Memory,
  cues: Cues,
  settings: RecallSettings,
): Generator<PartsDone, Recollection, void> {
  const parts: Recollection[] = [];
  const { first = 0, size } = cues;
  for (let from = 0, length = FIRST_PART; from < cues.count; length = Math.min(2 * length, LARGEST_PART)) {
    const to = Math.min(cues.count, from + length);
    const part = { count: to - from, size, values: cues.values.subarray(from * size, to * size), first: first + from };
    const work = recalling(memory, part, settings);
    let next = work.next();
    for (; next.done !== true; next = work.next()) yield { done: from + next.value, parts };
    parts.push(next.value);
    from = to;
    yield { done: to, parts };
  }
  return joined(parts);
}

/** One recollection of several, at least one. */
export function joined(parts: readonly Recollection[]): Recollection {
  const reports = parts.flatMap(({ verification }) => verification ?? []);
  return {
    ...parts[0],
    trajectories: parts.flatMap(({ trajectories }) => trajectories),
    outcomes: parts.flatMap(({ outcomes }) => outcomes),
    verification: reports.length === 0 ? null : reports.reduce(together),
  };
}

function together(a: RecallVerification, b: RecallVerification): RecallVerification {
  return {
    moves: a.moves + b.moves,
    rises: a.rises + b.rises,
    mismatches: a.mismatches + b.mismatches,
    first: a.first ?? b.first,
  };
}
