/** An analysis as figures: success, gaps, the anytime curve, time to target and the performance profile. Entrant k has colour k in all. */
import type { Analysis } from "../compare/analysis.ts";
import { anytimeCurves, type EntrantCurve, hitCurves, profileCurves } from "../compare/curves.ts";
import type { RunRecord } from "../compare/record.ts";
import { instanceKey } from "../compare/targets.ts";
import { budgetText, targetText } from "../compare/words.ts";
import { boxesToSvg } from "./boxes.ts";
import { type Chart, chartToSvg } from "./charts.ts";
import { intervalsToSvg } from "./intervals.ts";
import type { Figure } from "./page.ts";

export function comparisonFigures(analysis: Analysis, records: readonly RunRecord[]): Figure[] {
  const targets = new Map(
    analysis.instances.map((target) => [
      instanceKey({ problem: target.problem, instance: { name: target.name, digest: target.digest } }),
      target,
    ]),
  );
  const { budget } = analysis;
  const x = { label: budget.kind === "time" ? "time (s)" : "work (flips tried)", log: true };
  const share = { label: "share of runs", domain: [0, 1] as const };
  const target = targetText(analysis);
  const ordered = inOrderOf(analysis);
  const anytime = gapsInPercent(ordered(anytimeCurves(records, targets)));
  const drawn = [
    successFigure(analysis, target),
    gapFigure(analysis),
    anytime.some(({ points }) => points.length > 0)
      ? figure(
          { title: "Gap so far", x, y: { label: "median gap (%)" }, curves: anytime },
          `Median gap of all runs over ${budgetText(budget)}, with quartiles; a curve begins where half of the runs have a valid solution.`,
        )
      : null,
    figure(
      { title: "Runs at the target", x, y: share, curves: steps(positive(ordered(hitCurves(records, targets)))) },
      `Share of runs that had reached the target by then. Target: ${target}.`,
    ),
    figure(
      {
        title: "Performance profile",
        x: { label: "times as long as the fastest solver", log: true },
        y: { label: "share of instances", domain: [0, 1] },
        curves: steps(ordered(profileCurves(records, targets))),
      },
      "Share of instances on which the median time to the target is at most so many times that of the fastest solver there. Left end: how often it is the fastest; right end: how often it reaches the target at all.",
    ),
  ];
  return drawn.filter((one) => one !== null);
}

/** Curves in the order of the standings, whatever the order of the records: one colour and one dash for an entrant in all figures. */
function inOrderOf({ entrants }: Analysis): (curves: readonly EntrantCurve[]) => EntrantCurve[] {
  return (curves) => {
    const found = new Map(curves.map((curve) => [curve.entrant, curve]));
    return entrants.map(({ entrant }) => found.get(entrant) ?? { entrant, points: [] });
  };
}

function successFigure({ entrants }: Analysis, target: string): Figure {
  const rows = entrants.map(({ entrant, success: { mean, low, high } }) => ({
    label: entrant,
    value: 100 * mean,
    low: low === null ? null : 100 * low,
    high: high === null ? null : 100 * high,
  }));
  const x = { label: "runs at the target (%)", domain: [0, 100] as const };
  const caption = `Share of all runs that reached the target, with Wilson's 95 % interval; failed and invalid runs count as misses. Target: ${target}.`;
  return { caption, svg: intervalsToSvg({ title: "Success rates", x, rows }) };
}

function gapFigure({ entrants }: Analysis): Figure {
  const rows = entrants.map(({ entrant, gap }) => ({
    label: entrant,
    quantiles: gap.map((value) => (value === null ? null : 100 * value)),
  }));
  const open = rows.some(({ quantiles }) => quantiles.includes(null));
  const arrow = open ? " An arrow at the right edge: runs without a valid solution, whose gap has no number." : "";
  const caption = `Gaps to the reference of all runs at their end: box from quartile to quartile, bar at the median, whiskers to the least and the greatest.${arrow}`;
  const chart = { title: "Gaps at the end", x: { label: "gap (%)" }, rows, beyond: "no valid solution" };
  return { caption, svg: boxesToSvg(chart) };
}

const figure = (chart: Chart, caption: string): Figure => ({ caption, svg: chartToSvg(chart) });

const steps = (curves: readonly EntrantCurve[]) =>
  curves.map(({ entrant, points }) => ({ label: entrant, points, steps: true }));

const gapsInPercent = (curves: readonly EntrantCurve[]) =>
  curves.map(({ entrant, points }) => ({
    label: entrant,
    points: points.map(({ x, y, low = y, high = y }) => ({ x, y: 100 * y, low: 100 * low, high: 100 * high })),
  }));

/** For a logarithmic axis: nothing at 0, and curves begin at the first point of all. */
function positive(curves: readonly EntrantCurve[]): EntrantCurve[] {
  const first = Math.min(...curves.flatMap(({ points }) => points.filter(({ x }) => x > 0).map(({ x }) => x)));
  return curves.map(({ entrant, points }) => ({
    entrant,
    points: points.map((point) => (point.x > 0 ? point : { ...point, x: first })),
  }));
}
