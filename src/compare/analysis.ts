/**
 * What the runs of a comparison say: by entrant and instance, by entrant over all, and entrant against entrant with the chance that the
 * difference is luck. Runs that failed or ended invalid count as misses everywhere; none is left out.
 */
import { mean, quantileSorted } from "simple-statistics";
import { GroundstateError } from "../errors.ts";
import { type Estimate, share } from "../estimates.ts";
import { ascending, groupBy } from "./lists.ts";
import { type PairComparison, pairsOf } from "./pairs.ts";
import type { Budget, RunRecord } from "./record.ts";
import { bootstrap, statisticOf, timeToSolution } from "./success.ts";
import { gapOf, hits, type InstanceTarget, instanceKey, type Reference, reachOf, targetsOf } from "./targets.ts";
import { budgetText } from "./words.ts";

/** Least, quartiles and greatest; null for Infinity: where too many runs have no valid solution, or missed. */
export type Quantiles = readonly [number | null, number | null, number | null, number | null, number | null];

export interface Outcomes {
  readonly runs: number;
  /** Runs that threw. */
  readonly failed: number;
  /** Runs that ended without a valid solution. */
  readonly invalid: number;
  readonly hits: number;
  /** Share of runs that hit the target, with Wilson's 95 % interval. */
  readonly success: Estimate;
  /** Relative distance to the reference, of all runs. */
  readonly gap: Quantiles;
}

export interface Cell extends Outcomes {
  readonly entrant: string;
  /** Index into `instances`. */
  readonly instance: number;
  /** Seconds or work until the target was hit. */
  readonly reach: Quantiles;
  /** Time to solution with 99 %, with a 95 % bootstrap interval; null: never, or no limit found. */
  readonly tts: { readonly value: number | null; readonly low: number | null; readonly high: number | null };
}

export interface Standing extends Outcomes {
  readonly entrant: string;
  readonly solver: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Mean over the runs with a valid solution; null without any. */
  readonly meanGap: number | null;
  /** Mean over instances of the place by mean rank of gap among entrants, 1 the best, ties shared. */
  readonly rank: number;
}

export interface Analysis {
  readonly format: "groundstate-comparison";
  readonly formatVersion: 1;
  readonly version: string;
  readonly budget: Budget;
  readonly within: number;
  readonly reference: Reference["kind"];
  readonly seeds: readonly number[];
  readonly machines: readonly string[];
  readonly runs: number;
  /** Runs under a time budget that had less than nine tenths of a processor: their times say little. */
  readonly disturbed: number;
  /** Runs that a full table of entrants, instances and seeds would have and that are not there. */
  readonly missing: number;
  readonly instances: readonly InstanceTarget[];
  readonly entrants: readonly Standing[];
  readonly cells: readonly Cell[];
  readonly pairs: readonly PairComparison[];
}

export interface AnalysisOptions {
  readonly reference?: Reference;
  /** Relative distance to the reference that still is a success, default 0. */
  readonly within?: number;
  /** Of the bootstrap, default 1. */
  readonly seed?: number;
}

/**
 * @throws {GroundstateError} "invalid-options" without records, or when they have different budgets or versions: those cannot be compared
 */
export function analyse(records: readonly RunRecord[], options: AnalysisOptions = {}): Analysis {
  const { reference = { kind: "best" }, within = 0, seed = 1 } = options;
  const { budget, version } = common(records);
  const targets = targetsOf(records, reference, within);
  const instances = [...targets.values()];
  const names = [...new Set(records.map(({ entrant }) => entrant))];
  const places = new Map([...targets.keys()].map((key, k) => [key, k]));
  const seeds = [...new Set(records.map((record) => record.seed))].sort((a, b) => a - b);
  const scored = records.map((record) => scoreOf(record, targets, places));
  const byEntrant = groupBy(scored, ({ record }) => record.entrant);
  const cells = names.flatMap((entrant) => {
    const byInstance = groupBy(byEntrant.get(entrant) ?? [], ({ instance }) => instance);
    return [...byInstance]
      .sort(([a], [b]) => a - b)
      .map(([instance, runs]): Cell => ({ entrant, instance, ...outcomes(runs), ...reachesOf(runs, seed) }));
  });
  const ranks = ranksOf(scored, names);
  const entrants = names.map((entrant) => standingOf(entrant, byEntrant.get(entrant) ?? [], ranks));
  return {
    format: "groundstate-comparison",
    formatVersion: 1,
    version,
    budget,
    within,
    reference: reference.kind,
    seeds,
    machines: [...new Set(records.flatMap(({ machine }) => machine ?? []))].sort(),
    runs: records.length,
    disturbed: records.filter(({ time, processor }) => time !== undefined && (processor ?? time) < 0.9 * time).length,
    missing: names.length * instances.length * seeds.length - records.length,
    instances,
    entrants,
    cells,
    pairs: pairsOf(scored, names),
  };
}

/** A record with what it is worth. */
export interface Scored {
  readonly record: RunRecord;
  readonly instance: number;
  readonly gap: number;
  readonly hit: boolean;
  /** Seconds or work until the target was hit, or Infinity. */
  readonly reach: number;
}

function scoreOf(
  record: RunRecord,
  targets: ReadonlyMap<string, InstanceTarget>,
  places: ReadonlyMap<string, number>,
): Scored {
  const key = instanceKey(record);
  const target = targets.get(key) as InstanceTarget;
  const hit = record.objective !== null && hits(record.objective, target);
  const reach = hit ? reachOf(record, target) : Number.POSITIVE_INFINITY;
  return { record, instance: places.get(key) as number, gap: gapOf(record.objective, target), hit, reach };
}

function common(records: readonly RunRecord[]): { readonly budget: Budget; readonly version: string } {
  if (records.length === 0) throw new GroundstateError("invalid-options", "there are no runs to compare");
  const budgets = [...new Set(records.map(({ budget }) => budgetText(budget)))];
  if (budgets.length > 1) {
    throw new GroundstateError("invalid-options", `the runs have different budgets: ${budgets.join(", ")}`, {
      hint: "Compare runs of one budget at a time: a longer run is no better solver.",
    });
  }
  const versions = [...new Set(records.map((record) => record.version))];
  if (versions.length > 1) {
    throw new GroundstateError("invalid-options", `the runs are of different versions: ${versions.join(", ")}`, {
      hint: "Keep the runs of each version in a file of their own.",
    });
  }
  return { budget: records[0].budget, version: versions[0] };
}

function outcomes(runs: readonly Scored[]): Outcomes {
  const count = runs.length;
  const hit = runs.filter((run) => run.hit).length;
  const failed = runs.filter(({ record }) => record.status === "failed").length;
  const invalid = runs.filter(({ record }) => record.status !== "failed" && record.objective === null).length;
  const gaps = runs.map(({ gap }) => gap);
  return { runs: count, failed, invalid, hits: hit, success: share(hit, count), gap: quantilesOf(gaps) };
}

function reachesOf(runs: readonly Scored[], seed: number): Pick<Cell, "reach" | "tts"> {
  const reaches = runs.map(({ reach }) => reach);
  const value = statisticOf(timeToSolution, reaches);
  const known = Number.isFinite(value) && reaches.length > 1;
  const interval = known ? bootstrap(reaches, timeToSolution, seed) : { low: Infinity, high: Infinity };
  const tts = { value: finite(value), low: finite(interval.low), high: finite(interval.high) };
  return { reach: quantilesOf(reaches), tts };
}

function quantilesOf(values: readonly number[]): Quantiles {
  const sorted = ascending(values);
  const at = (p: number) => finite(quantileSorted(sorted, p));
  return [at(0), at(0.25), at(0.5), at(0.75), at(1)];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function standingOf(entrant: string, runs: readonly Scored[], ranks: ReadonlyMap<string, number>): Standing {
  const [{ record }] = runs;
  const valid = runs.map(({ gap }) => gap).filter(Number.isFinite);
  return {
    entrant,
    solver: record.solver,
    options: record.options,
    ...outcomes(runs),
    meanGap: valid.length === 0 ? null : mean(valid),
    rank: ranks.get(entrant) as number,
  };
}

/** Mean rank of each entrant's gap among the entrants, over instances and seeds at which all of them ran; null sets count as all tied. */
function ranksOf(scored: readonly Scored[], names: readonly string[]): ReadonlyMap<string, number> {
  const rounds = groupBy(scored, ({ instance, record }) => `${instance} ${record.seed}`);
  const sums = new Map(names.map((name) => [name, { sum: 0, rounds: 0 }]));
  for (const round of rounds.values()) {
    if (round.length < names.length) continue;
    for (const run of round) {
      const better = round.filter(({ gap }) => gap < run.gap).length;
      const tied = round.filter(({ gap }) => gap === run.gap).length;
      const total = sums.get(run.record.entrant) as { sum: number; rounds: number };
      total.sum += better + (tied + 1) / 2;
      total.rounds++;
    }
  }
  const shared = (names.length + 1) / 2;
  return new Map([...sums].map(([name, { sum, rounds }]) => [name, rounds === 0 ? shared : sum / rounds]));
}
