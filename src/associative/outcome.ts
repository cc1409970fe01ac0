/**
 * Which memory a state is: the stored pattern xi of largest |m|, m = xi . s / n, or its inverse, or a mixture of three patterns
 * sign(+-xi1 +- xi2 +- xi3) (Amit, Gutfreund & Sompolinsky 1985: the most stable spurious states), or none. Without biases E(-s) = E(s), so with every
 * memory its inverse is one too; it is told apart, not counted as recalled.
 */
import { finish } from "../run/slices.ts";
import { packPatterns } from "./packed.ts";
import { overlap, type Patterns, patternAt } from "./patterns.ts";
import { cueAt } from "./recall/cues.ts";
import type { Cues, Trajectory } from "./recall/types.ts";

/**
 * memory: at the threshold or above. inverse: the same for -xi. mixture: at rest near a mixture of three. spurious: at rest elsewhere. cycle: in a
 * 2-cycle away from any memory. unsettled: still moving, away from any memory, when its steps ran out.
 */
export type OutcomeKind = "memory" | "inverse" | "mixture" | "spurious" | "cycle" | "unsettled";

/** Which memory a recalled state is. @see OutcomeKind */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** The stored pattern of largest |m|, the first of equals. */
  readonly memory: number;
  /** m with that pattern at the end, -1 to 1. */
  readonly overlap: number;
  /** m of the cue with it; unknown spins count 0. */
  readonly before: number;
  /** Whether the state is that pattern, or its inverse, in every spin. */
  readonly exact: boolean;
  /** The three patterns of a mixture, strongest first; else null. */
  readonly mixture: readonly [number, number, number] | null;
}

/** A tenth of a spin flip in 20: what the classical network leaves of a stored pattern below capacity is closer. */
const THRESHOLD = 0.95;

/** One a trajectory. */
export function outcomesOf(
  patterns: Patterns,
  cues: Cues,
  trajectories: readonly Trajectory[],
  threshold: number = THRESHOLD,
): Outcome[] {
  return finish(judging(patterns, cues, trajectories, threshold));
}

/** The same in slices: yields the number of cues judged. O(n) for a state that is a pattern or an inverse, O(P n / 32) for others. */
export function* judging(
  patterns: Patterns,
  cues: Cues,
  trajectories: readonly Trajectory[],
  threshold: number = THRESHOLD,
): Generator<number, Outcome[], void> {
  const packed = packPatterns(patterns);
  const overlaps = new Float64Array(patterns.count);
  const outcomes: Outcome[] = [];
  for (const [k, { state, ending }] of trajectories.entries()) {
    const cue = cueAt(cues, k);
    const memory = packed.find(state) ?? packed.find(state.map((s) => -s));
    if (memory !== null) outcomes.push(exactOutcome(memory, patternAt(patterns, memory), cue, state));
    else {
      packed.overlaps(state, overlaps);
      outcomes.push(outcomeOf(patterns, overlaps, cue, state, ending, threshold));
    }
    yield k + 1;
  }
  return outcomes;
}

function exactOutcome(memory: number, pattern: Int8Array, cue: Int8Array, state: Int8Array): Outcome {
  const m = overlap(pattern, state);
  const kind = m > 0 ? "memory" : "inverse";
  return { kind, memory, overlap: m, before: overlap(pattern, cue), exact: true, mixture: null };
}

function outcomeOf(
  patterns: Patterns,
  overlaps: Float64Array,
  cue: Int8Array,
  state: Int8Array,
  ending: Trajectory["ending"],
  threshold: number,
): Outcome {
  let memory = 0;
  for (let mu = 1; mu < patterns.count; mu++) {
    const gain = Math.abs(overlaps[mu]) - Math.abs(overlaps[memory]);
    if (gain > 0 || (gain === 0 && overlaps[mu] > overlaps[memory])) memory = mu;
  }
  const m = overlaps[memory];
  const found = { memory, overlap: m, before: overlap(patternAt(patterns, memory), cue), exact: false };
  if (Math.abs(m) >= threshold) return { kind: m > 0 ? "memory" : "inverse", ...found, mixture: null };
  if (ending === "two-cycle") return { kind: "cycle", ...found, mixture: null };
  if (ending === "step-limit") return { kind: "unsettled", ...found, mixture: null };
  const mixture = mixtureOf(patterns, state, overlaps, threshold);
  return { kind: mixture === null ? "spurious" : "mixture", ...found, mixture };
}

/** The three patterns whose signed majority the state is, at the threshold or above; null when there are none. */
function mixtureOf(
  patterns: Patterns,
  state: Int8Array,
  overlaps: Float64Array,
  threshold: number,
): readonly [number, number, number] | null {
  if (patterns.count < 3) return null;
  const strongest = threeStrongest(overlaps);
  const [a, b, c] = strongest;
  const [x, y, z] = strongest.map((mu) => patternAt(patterns, mu));
  const sign = (mu: number) => (overlaps[mu] < 0 ? -1 : 1);
  const majority = state.map((_, i) => Math.sign(sign(a) * x[i] + sign(b) * y[i] + sign(c) * z[i]));
  return overlap(majority, state) >= threshold ? [a, b, c] : null;
}

/** Indices of the three largest |m|, the first of equals. O(P). */
function threeStrongest(overlaps: Float64Array): [number, number, number] {
  const found: number[] = [];
  for (let mu = 0; mu < overlaps.length; mu++) {
    let rank = found.length;
    while (rank > 0 && Math.abs(overlaps[mu]) > Math.abs(overlaps[found[rank - 1]])) rank--;
    if (rank < 3) found.splice(rank, 0, mu);
    if (found.length > 3) found.pop();
  }
  return found as [number, number, number];
}
