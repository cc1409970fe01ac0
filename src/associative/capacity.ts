/**
 * Capacity of a memory (Hopfield 1982; Amit, Gutfreund & Sompolinsky 1985): overlap at the end of recall against the load P / n. One trial is
 * one memory that fills: its patterns and cues are drawn once, and each load stores the first P of them under every rule, so that loads and
 * rules are compared on the same patterns. Trials depend on (seed, trial) alone. A load costs what its learning and recall cost.
 */
import { GroundstateError } from "../errors.ts";
import { type Estimate, estimate, meanShare } from "../estimates.ts";
import { createRandom, type Random } from "../random.ts";
import { finish, runSlices } from "../run/slices.ts";
import { checkCapacity } from "./capacity-options.ts";
import { flipNoise } from "./corrupt.ts";
import { learning, memoryOf } from "./index.ts";
import { type Knee, kneeOf } from "./knee.ts";
import type { LearningRule } from "./learning/types.ts";
import { overlap, type Patterns, patternAt, rowsOf } from "./patterns.ts";
import { type RecallSettings, recalling } from "./recall/index.ts";
import type { Cues, Memory } from "./recall/types.ts";

/** How to measure capacity. */
export interface CapacitySettings extends Pick<RecallSettings, "dynamics" | "options" | "kernels" | "memoryLimit"> {
  /** Spins of random patterns, or patterns of which each trial draws its own order. */
  readonly patterns: number | Patterns;
  /** Loads P / n above 0; P is rounded, at least 1. */
  readonly loads: readonly number[];
  /** Learning rules, a curve each. Default Hebb's rule; not for dynamics that work on the patterns themselves, which have one curve. */
  readonly rules?: readonly (string | LearningRule)[];
  /** Options of rules, by id. */
  readonly learn?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Share of spins flipped in each cue, default 0.1. */
  readonly noise?: number;
  /** Independent memories a load, default 3. */
  readonly trials?: number;
  /** Cues a trial at most, spread evenly over its patterns; default 100. */
  readonly cues?: number;
  /** Overlap from which a pattern counts as recalled, default 0.95. */
  readonly threshold?: number;
  /** Same seed, same bits. Default 1. */
  readonly seed?: number;
}

/** Recall at one load, with intervals over independent memories. */
export interface CapacityPoint {
  /** P / n. */
  readonly load: number;
  readonly patterns: number;
  /** Overlap of the end with the pattern behind the cue. */
  readonly overlap: Estimate;
  /** Share of cues that end in their pattern, spin for spin. */
  readonly exact: Estimate;
  /** Share of cues that end at the threshold or above. */
  readonly recalled: Estimate;
}

/** Recall over load of one rule. */
export interface CapacityCurve {
  /** Id of the rule, or of the dynamics where there is none. */
  readonly label: string;
  /** By rising load. */
  readonly points: readonly CapacityPoint[];
  readonly knee: Knee;
}

export interface CapacityProgress {
  readonly share: number;
  readonly note: string;
  /** Curves of the loads that are finished. */
  readonly curves: readonly CapacityCurve[];
}

/** What one trial of one rule at one load has measured, means over its cues. */
interface Trial {
  /** How many were asked: the same in all trials of a load. */
  readonly cues: number;
  readonly overlap: number;
  readonly exact: number;
  readonly recalled: number;
}

/** The curves of `settings`. Lets the host breathe. @throws as `measuringCapacity`; the signal's reason when it aborts */
export async function capacity(
  settings: CapacitySettings,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly CapacityCurve[]> {
  const ended = await runSlices(measuringCapacity(settings), signal === undefined ? {} : { signal });
  if ("value" in ended) return ended.value;
  throw signal?.reason ?? new GroundstateError("invalid-options", "the signal aborted the measurement");
}

/** The same in one stretch. */
export function capacitySync(settings: CapacitySettings): readonly CapacityCurve[] {
  return finish(measuringCapacity(settings));
}

/**
 * The same in slices of a few milliseconds.
 * @throws {GroundstateError} unknown-name, invalid-options; {MemoryError}
 */
export function measuringCapacity(
  settings: CapacitySettings,
): Generator<CapacityProgress, readonly CapacityCurve[], void> {
  return measured(settings, checkCapacity(settings));
}

/** Settings with every choice made. */
export interface CapacityPlan {
  readonly size: number;
  /** P, ascending, without repetition. */
  readonly counts: readonly number[];
  /** Null: the patterns themselves. */
  readonly rules: readonly (LearningRule | null)[];
  readonly labels: readonly string[];
  readonly noise: number;
  readonly trials: number;
  readonly cues: number;
  readonly threshold: number;
  readonly seed: number;
}

function* measured(
  settings: CapacitySettings,
  plan: CapacityPlan,
): Generator<CapacityProgress, readonly CapacityCurve[], void> {
  const { counts, rules, labels, size, trials } = plan;
  const points: CapacityPoint[][] = rules.map(() => []);
  let curves = curvesOf(labels, points);
  const total = counts.reduce((sum, count) => sum + count, 0) * trials * rules.length;
  let done = 0;
  for (const count of counts) {
    const measures: Trial[][] = rules.map(() => []);
    for (let trial = 0; trial < trials; trial++) {
      const filled = fill(settings.patterns, count, plan, trial);
      for (const [k, rule] of rules.entries()) {
        const work = recallTrial(filled, rule, settings, plan);
        let next = work.next();
        for (; next.done !== true; next = work.next()) {
          const note = `${labels[k]}, ${count} patterns, trial ${trial + 1} of ${trials}`;
          yield { share: done / total, note, curves };
        }
        measures[k].push(next.value);
        done += count;
      }
    }
    for (const [k, trialsOfRule] of measures.entries()) points[k].push(pointOf(count, size, trialsOfRule));
    curves = curvesOf(labels, points);
  }
  return curves;
}

function curvesOf(labels: readonly string[], points: readonly (readonly CapacityPoint[])[]): CapacityCurve[] {
  return labels.map((label, k) => ({ label, points: points[k].slice(), knee: kneeOf(points[k]) }));
}

function pointOf(count: number, size: number, measures: readonly Trial[]): CapacityPoint {
  return {
    load: count / size,
    patterns: count,
    overlap: estimate(
      measures.map((m) => m.overlap),
      [-1, 1],
    ),
    exact: meanShare(
      measures.map((m) => m.exact),
      measures[0].cues,
    ),
    recalled: meanShare(
      measures.map((m) => m.recalled),
      measures[0].cues,
    ),
  };
}

interface Filled {
  readonly stored: Patterns;
  readonly cues: Cues;
  /** The stored pattern behind each cue. */
  readonly origins: readonly number[];
  readonly recallSeed: number;
}

/** What trial number `trial` stores at P = `count`, and what it is asked. O(P n). */
function fill(source: number | Patterns, count: number, plan: CapacityPlan, trial: number): Filled {
  const random = createRandom(plan.seed, trial);
  const stored =
    typeof source === "number"
      ? randomPatterns(count, source, random.split(0))
      : firstOf(source, count, random.split(0));
  const asked = Math.min(count, plan.cues);
  const origins = Array.from({ length: asked }, (_, k) => Math.floor((k * count) / asked));
  const noisy = flipNoise(rowsOf(stored, origins), plan.noise, random.split(1));
  return { stored, cues: noisy, origins, recallSeed: random.split(2).uint32() };
}

/** Spins that are -1 or +1 alike; the first patterns are the same for every count. O(count size). */
export function randomPatterns(count: number, size: number, random: Random): Patterns {
  const values = new Int8Array(count * size);
  for (let k = 0, bits = 0; k < values.length; k++, bits >>>= 1) {
    if (k % 32 === 0) bits = random.uint32();
    values[k] = 2 * (bits & 1) - 1;
  }
  const labels = Array.from({ length: count }, (_, mu) => String(mu + 1));
  return { name: null, count, size, values, width: null, labels };
}

/** The first `count` patterns of a random order. */
function firstOf(patterns: Patterns, count: number, random: Random): Patterns {
  const order = patterns.labels.map((_, mu) => mu);
  random.shuffle(order);
  return rowsOf(patterns, order.slice(0, count));
}

function* recallTrial(
  { stored, cues, origins, recallSeed }: Filled,
  rule: LearningRule | null,
  { dynamics = rule === null ? "modern" : "cyclic", options, learn, kernels, memoryLimit }: CapacitySettings,
  { threshold }: CapacityPlan,
): Generator<unknown, Trial, void> {
  const context = {
    ...(kernels === undefined ? {} : { kernels }),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  };
  const memory: Memory =
    rule === null ? memoryOf(stored) : yield* learning(stored, rule, learn?.[rule.id] ?? {}, context);
  const given = options === undefined ? {} : { options };
  const { trajectories } = yield* recalling(memory, cues, { dynamics, seed: recallSeed, ...given, ...context });
  const overlaps = trajectories.map(({ state }, k) => overlap(patternAt(stored, origins[k]), state));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    cues: cues.count,
    overlap: mean(overlaps),
    exact: mean(overlaps.map((m) => (m === 1 ? 1 : 0))),
    recalled: mean(overlaps.map((m) => (m >= threshold ? 1 : 0))),
  };
}
