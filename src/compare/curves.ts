/** Curves over the budget: how the gap falls, which share of runs has hit, and how often each entrant is near the fastest. */
import { quantileSorted } from "simple-statistics";
import { ascending, groupBy } from "./lists.ts";
import type { RunRecord } from "./record.ts";
import { gapOf, type InstanceTarget, instanceKey, reachOf } from "./targets.ts";

type Targets = ReadonlyMap<string, InstanceTarget>;

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Quartiles, where the curve has them. */
  readonly low?: number;
  readonly high?: number;
}

export interface EntrantCurve {
  readonly entrant: string;
  readonly points: readonly CurvePoint[];
}

/** Points of an anytime curve. */
const POINTS = 60;
/** Where the logarithmic axis of a budget begins at the earliest: a first solution may cost nothing. */
const EARLIEST = { time: 1e-4, work: 1 } as const;

/** Median relative gap of all runs against time or work, with quartiles; begins where half the runs have a valid solution. */
export function anytimeCurves(records: readonly RunRecord[], targets: Targets): EntrantCurve[] {
  if (records.length === 0) return [];
  const earliest = EARLIEST[records[0].budget.kind];
  const first = Math.max(earliest, Math.min(...records.flatMap(({ trace }) => trace.slice(0, 1).map(([x]) => x))));
  if (!Number.isFinite(first)) return [];
  const end = records[0].budget.amount;
  const from = Math.min(first, end);
  const grid = Array.from({ length: POINTS }, (_point, k) => from * (end / from) ** (k / (POINTS - 1)));
  return byEntrant(records).map(([entrant, runs]) => {
    const gaps = runs.map((run) => gapsAlong(run, targets.get(instanceKey(run)) as InstanceTarget, grid));
    const points = grid.flatMap((x, k) => {
      const sorted = ascending(gaps.map((row) => row[k]));
      const [low, y, high] = [0.25, 0.5, 0.75].map((p) => quantileSorted(sorted, p));
      return Number.isFinite(y) ? [{ x, y, low, high: Number.isFinite(high) ? high : y }] : [];
    });
    return { entrant, points };
  });
}

/** The gap of a run at each x of an ascending grid. */
function gapsAlong({ trace }: RunRecord, target: InstanceTarget, grid: readonly number[]): number[] {
  let k = 0;
  return grid.map((x) => {
    while (k < trace.length && trace[k][0] <= x) k++;
    return k === 0 ? Number.POSITIVE_INFINITY : gapOf(trace[k - 1][1], target);
  });
}

/** Share of all runs that had hit the target by x: the empirical distribution function of the time to target. */
export function hitCurves(records: readonly RunRecord[], targets: Targets): EntrantCurve[] {
  const end = records.length === 0 ? 0 : records[0].budget.amount;
  return byEntrant(records).map(([entrant, runs]) => {
    const reaches = runs.map((run) => reachOf(run, targets.get(instanceKey(run)) as InstanceTarget));
    return { entrant, points: stepsOf(reaches, runs.length, end) };
  });
}

/**
 * Performance profile (Dolan & More 2002): share of instances on which the entrant's median time to target is at most x times that of the
 * fastest there. Instances that nobody hits in half of the runs count for nobody.
 */
export function profileCurves(records: readonly RunRecord[], targets: Targets): EntrantCurve[] {
  const entrants = byEntrant(records);
  const medians = entrants.map(([, runs]) => {
    const groups = groupBy(runs, instanceKey);
    return new Map(
      [...groups].map(([key, group]) => {
        const reaches = group.map((run) => reachOf(run, targets.get(key) as InstanceTarget));
        const median = quantileSorted(ascending(reaches), 0.5);
        return [key, Number.isNaN(median) ? Number.POSITIVE_INFINITY : median]; // between two that never hit: Infinity - Infinity
      }),
    );
  });
  const fastest = new Map(
    [...targets.keys()].map((key) => [key, Math.min(...medians.map((of) => of.get(key) ?? Number.POSITIVE_INFINITY))]),
  );
  const ratios = medians.map((of) =>
    [...targets.keys()].map((key) => {
      const best = fastest.get(key) as number;
      const own = of.get(key) ?? Number.POSITIVE_INFINITY;
      return Number.isFinite(own) ? (best > 0 ? own / best : own === best ? 1 : Number.POSITIVE_INFINITY) : own;
    }),
  );
  const most = Math.max(2, ...ratios.flat().filter(Number.isFinite));
  return entrants.map(([entrant], k) => ({ entrant, points: stepsOf(ratios[k], targets.size, most, 1) }));
}

/** Corner points of the share of `count` that is at most x. */
function stepsOf(values: readonly number[], count: number, end: number, start = 0): CurvePoint[] {
  const sorted = ascending(values.filter(Number.isFinite));
  const points = sorted.flatMap((x, k) => (sorted[k + 1] === x ? [] : [{ x, y: (k + 1) / count }]));
  const last = points.at(-1)?.y ?? 0;
  const before = points[0]?.x === start ? [] : [{ x: start, y: 0 }];
  return [...before, ...points, ...((points.at(-1)?.x ?? start) < end ? [{ x: end, y: last }] : [])];
}

function byEntrant(records: readonly RunRecord[]): [string, RunRecord[]][] {
  return [...groupBy(records, ({ entrant }) => entrant)];
}
