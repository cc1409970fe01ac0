/**
 * Basins of stored patterns: the probability that a cue at Hamming distance d from a pattern returns to it, by d (Kanter & Sompolinsky 1987; Forrest 1988).
 * Cues at a distance are all C(n, d) where there are no more than the samples, else drawn, so that small networks are answered exactly.
 * Costs the recall of as many cues.
 */
import { GroundstateError } from "../errors.ts";
import { crossing, type Estimate, share } from "../estimates.ts";
import { didYouMean } from "../names.ts";
import { createRandom, type Random } from "../random.ts";
import { finish, runSlices } from "../run/slices.ts";
import { overlap, type Patterns, patternAt } from "./patterns.ts";
import { type RecallSettings, recalling } from "./recall/index.ts";
import type { Memory } from "./recall/types.ts";
import { binomial, drawnSubsets, subsets } from "./subsets.ts";

/** How to measure basins. */
export interface BasinSettings extends Pick<RecallSettings, "dynamics" | "options" | "kernels" | "memoryLimit"> {
  /** Distances as shares of the spins, 0 to 1, rounded to whole spins; default 0, 0.05, ... 0.5. "all": 0, 1, 2, ... n spins. */
  readonly distances?: readonly number[] | "all";
  /** Cues a pattern and distance at most; default 100. Infinity asks all, for up to 20 spins. */
  readonly samples?: number;
  /** Overlap from which a cue has returned, default 0.95. */
  readonly threshold?: number;
  /** Same seed, same bits. Default 1. */
  readonly seed?: number;
}

/** Cues at one distance from the pattern. */
export interface BasinPoint {
  /** Spins. */
  readonly distance: number;
  /** Share of the cues that returned; no interval where all were asked. */
  readonly returned: Estimate;
  /** Whether these are all states at this distance. */
  readonly all: boolean;
}

/** Of one pattern: how many cues return, by distance. */
export interface BasinCurve {
  readonly label: string;
  /** By rising distance. */
  readonly points: readonly BasinPoint[];
  /** Distance, as a share of the spins, where the probability falls below one half, by straight lines; 0 where it begins below; null where it does not fall. */
  readonly radius: number | null;
  /** Share of all 2^n states that return; null unless all have been asked. */
  readonly volume: number | null;
}

export interface BasinProgress {
  readonly share: number;
  readonly note: string;
  /** Of the patterns that are finished. */
  readonly curves: readonly BasinCurve[];
}

/** One curve a stored pattern. Lets the host breathe. @throws as `measuringBasins`; the signal's reason when it aborts */
export async function basins(
  memory: Memory,
  settings: BasinSettings = {},
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly BasinCurve[]> {
  const ended = await runSlices(measuringBasins(memory, settings), signal === undefined ? {} : { signal });
  if ("value" in ended) return ended.value;
  throw signal?.reason ?? new GroundstateError("invalid-options", "the signal aborted the measurement");
}

/** The same in one stretch. */
export function basinsSync(memory: Memory, settings: BasinSettings = {}): readonly BasinCurve[] {
  return finish(measuringBasins(memory, settings));
}

/** The same in slices of a few milliseconds. @throws {GroundstateError} unknown-name, invalid-options; {MemoryError} */
export function measuringBasins(
  memory: Memory,
  settings: BasinSettings = {},
): Generator<BasinProgress, readonly BasinCurve[], void> {
  return measured(memory, settings, checkBasins(memory.patterns, settings));
}

/** With every choice made. */
interface Plan {
  /** Spins, ascending, without repetition. */
  readonly distances: readonly number[];
  readonly samples: number;
  readonly threshold: number;
  readonly seed: number;
}

function* measured(
  memory: Memory,
  settings: BasinSettings,
  plan: Plan,
): Generator<BasinProgress, readonly BasinCurve[], void> {
  const { count, labels } = memory.patterns;
  const curves: BasinCurve[] = [];
  for (let mu = 0; mu < count; mu++) {
    const work = around(memory, mu, settings, plan);
    let next = work.next();
    for (; next.done !== true; next = work.next())
      yield { share: (mu + next.value) / count, note: `pattern ${mu + 1} of ${count}`, curves };
    curves.push(curveOf(labels[mu], memory.patterns.size, next.value));
  }
  return curves;
}

function curveOf(label: string, size: number, points: readonly BasinPoint[]): BasinCurve {
  const shares = points.map(({ distance, returned }) => [distance / size, returned.mean] as const);
  const radius = shares[0][1] < 0.5 ? 0 : crossing(shares, 0.5);
  const asked = points.length === size + 1 && points.every(({ all }) => all);
  const states = points.reduce((sum, p) => sum + p.returned.mean * binomial(size, p.distance), 0);
  return { label, points, radius, volume: asked ? states / 2 ** size : null };
}

/** Cues recalled at once. */
const PART = 2048;

/** The points of pattern mu; yields the share done. */
function* around(
  memory: Memory,
  mu: number,
  settings: BasinSettings,
  { distances, samples, threshold, seed }: Plan,
): Generator<number, BasinPoint[], void> {
  const { size } = memory.patterns;
  const pattern = patternAt(memory.patterns, mu);
  const { dynamics, options, kernels, memoryLimit } = settings;
  const random = createRandom(seed, mu);
  const given = Object.entries({ dynamics, options, kernels, memoryLimit }).filter(([, value]) => value !== undefined);
  const recallSettings: RecallSettings = { ...Object.fromEntries(given), seed: random.uint32() };
  const total = distances.reduce((sum, d) => sum + Math.min(samples, binomial(size, d)), 0);
  const hits = distances.map(() => 0);
  const batch = { values: new Int8Array(Math.min(PART, total) * size), places: [] as number[] };
  let done = 0;
  for (const [place, flips] of cuesAround(size, distances, samples, random)) {
    const row = batch.values.subarray(batch.places.length * size, (batch.places.length + 1) * size);
    row.set(pattern);
    for (const i of flips) row[i] = -row[i];
    batch.places.push(place);
    const { length } = batch.places;
    if (length < PART && done + length < total) continue;
    const cues = { count: length, size, values: batch.values.slice(0, length * size), first: done };
    const work = recalling(memory, cues, recallSettings);
    let next = work.next();
    for (; next.done !== true; next = work.next()) yield (done + next.value) / (total + length);
    for (const [k, { state }] of next.value.trajectories.entries())
      if (overlap(pattern, state) >= threshold) hits[batch.places[k]]++;
    done += length;
    batch.places.length = 0;
  }
  return distances.map((distance, k) => {
    const states = binomial(size, distance);
    const all = states <= samples;
    const returned = all ? { mean: hits[k] / states, low: null, high: null } : share(hits[k], samples);
    return { distance, returned, all };
  });
}

/** Which spins each cue flips, with the place of its distance. */
function* cuesAround(
  size: number,
  distances: readonly number[],
  samples: number,
  random: Random,
): Generator<readonly [place: number, flips: Int32Array], void, void> {
  for (const [place, d] of distances.entries()) {
    const sets = binomial(size, d) <= samples ? subsets(size, d) : drawnSubsets(size, d, samples, random.split(d));
    for (const flips of sets) yield [place, flips];
  }
}

const NAMES = ["distances", "samples", "threshold", "seed", "dynamics", "options", "kernels", "memoryLimit"];
/** 2^20 states a pattern. */
const MOST_ASKED = 20;

function checkBasins({ size }: Patterns, settings: BasinSettings): Plan {
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new GroundstateError("invalid-options", `${name} is ${String(value)}, expected ${expected}`);
  };
  for (const name of Object.keys(settings))
    if (!NAMES.includes(name)) refuse(`option ${name}`, "unknown", didYouMean(name, NAMES));
  const { samples = 100, threshold = 0.95, seed = 1 } = settings;
  const { distances = Array.from({ length: 11 }, (_, k) => k / 20) } = settings;
  if (samples !== Number.POSITIVE_INFINITY && !(Number.isSafeInteger(samples) && samples >= 1))
    refuse("samples", samples, "a positive integer");
  if (samples > 2 ** MOST_ASKED && size > MOST_ASKED)
    refuse("samples", samples, `at most ${2 ** MOST_ASKED} for more than ${MOST_ASKED} spins`);
  if (!(threshold > 0 && threshold <= 1)) refuse("threshold", threshold, "an overlap above 0, at most 1");
  if (!Number.isSafeInteger(seed)) refuse("seed", seed, "an integer");
  if (distances === "all")
    return { distances: Array.from({ length: size + 1 }, (_, d) => d), samples, threshold, seed };
  if (distances.length === 0) refuse("distances", "empty", "at least one");
  const spins = distances.map((rate) => {
    if (!(rate >= 0 && rate <= 1)) refuse("a distance", rate, "a share of the spins from 0 to 1");
    return Math.round(rate * size);
  });
  return { distances: [...new Set(spins)].sort((a, b) => a - b), samples, threshold, seed };
}
