/** What `capacity` says: a table a curve, the document, and the picture. */
import pc from "picocolors";
import type { CapacityCurve } from "../associative/capacity.ts";
import type { Estimate } from "../estimates.ts";
import { chartToSvg } from "../report/charts.ts";
import type { CapacityReport } from "./capacity.ts";
import { counted, formatNumber } from "./numbers.ts";

/** Where retrieval of random patterns by Hebb's rule ends for n to infinity (Amit, Gutfreund & Sompolinsky 1985). */
const HEBB_CAPACITY = 0.138;

const digits = (value: number): string => (100 * value).toFixed(1);
const percent = (value: number): string => `${digits(value)} %`;

/** `random patterns of 1 000 spins, 10 % of each cue flipped`. */
function headline({ source, size, args }: CapacityReport): string {
  return `${source} of ${counted(size, "spin")}, cues with ${Number((100 * args.noise).toFixed(4))} % of their spins flipped`;
}

function circumstances({ args }: CapacityReport): string {
  const { dynamics, seed, trials, cues } = args;
  return `dynamics ${pc.bold(dynamics)}, seed ${seed}, ${counted(trials, "trial")} a load, up to ${counted(cues, "cue")} each`;
}

export function capacityText(found: CapacityReport): string {
  const { args, curves, stopped } = found;
  const lines = [
    headline(found),
    circumstances(found),
    ...curves.flatMap((curve) => ["", ...tableOf(curve, args.threshold)]),
    ...(args.trials > 1
      ? [
          "",
          pc.dim("in brackets: 95 % intervals over the trials, of shares at least those of as many independent cues"),
        ]
      : []),
    ...(stopped === null
      ? []
      : [pc.yellow(`${stopped === "time" ? "time is over" : "interrupted"}: ${loadsDone(curves)}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

const loadsDone = (curves: readonly CapacityCurve[]): string =>
  `${counted(curves[0].points.length, "load is", "loads are")} done`;

function tableOf({ label, points, knee }: CapacityCurve, threshold: number): string[] {
  const rows = [
    ["load", "patterns", "overlap", "exact", `overlap >= ${threshold}`],
    ...points.map(({ load, patterns, overlap, exact, recalled }) => [
      formatNumber(Number(load.toFixed(4))),
      formatNumber(patterns),
      `${overlap.mean.toFixed(3)}${range(overlap, (value) => value.toFixed(3))}`,
      `${percent(exact.mean)}${range(exact, digits)}`,
      `${percent(recalled.mean)}${range(recalled, digits)}`,
    ]),
  ];
  const widths = rows[0].map((_, k) => Math.max(...rows.map((row) => row[k].length)));
  const told = rows.map((row) => `  ${row.map((cell, k) => cell.padStart(widths[k])).join("  ")}`);
  return [pc.bold(label), pc.dim(told[0]), ...told.slice(1), `  ${kneeText({ label, points, knee })}`];
}

/** ` (0.978..0.998)`, or nothing. */
const range = ({ low, high }: Estimate, form: (value: number) => string): string =>
  low === null || high === null ? "" : ` (${form(low)}..${form(high)})`;

function kneeText({ knee: { bend, steepest, half: lost } }: CapacityCurve): string {
  if (bend === null && steepest === null && lost === null) return "the overlap does not fall over these loads";
  const at = (load: number | null) => (load === null ? "-" : formatNumber(Number(load.toFixed(4))));
  return `bend at load ${at(bend)}, steepest fall at ${at(steepest)}, half of the cues lost at ${at(lost)}`;
}

export function capacityDocument({ source, size, args, curves, stopped }: CapacityReport): object {
  const { noise, trials, cues, threshold, seed, dynamics } = args;
  return { source, spins: size, dynamics, noise, trials, cues, threshold, seed, complete: stopped === null, curves };
}

export async function plotCapacity(path: string, found: CapacityReport): Promise<void> {
  const { writeFigures } = await import("./plot.ts");
  const title = `Capacity: ${headline(found)}`;
  const { args, curves } = found;
  const overlaps = chartOf(found, "mean overlap at the end of recall", "overlap", (point) => point.overlap);
  const exact = chartOf(found, "share of cues recalled exactly", "share", (point) => point.exact);
  const band = args.trials > 1 ? " Bands: 95 % intervals over the trials." : "";
  await writeFigures(
    path,
    title,
    [
      { caption: `Mean overlap with the pattern behind the cue, by load.${band}`, svg: overlaps },
      { caption: `Share of the cues that end in their pattern, spin for spin.${band}`, svg: exact },
    ],
    [
      ["dynamics", args.dynamics],
      ["seed", String(args.seed)],
      ["trials a load", String(args.trials)],
      ["cues a trial", `up to ${args.cues}`],
      ...curves.map((curve) => [curve.label, kneeText(curve)] as const),
    ],
  );
}

type Point = CapacityCurve["points"][number];

function chartOf({ curves }: CapacityReport, title: string, unit: string, of: (point: Point) => Estimate): string {
  const loads = curves.flatMap(({ points }) => points.map(({ load }) => load));
  const isMarked =
    curves.some(({ label }) => label === "hebb") &&
    Math.min(...loads) < HEBB_CAPACITY &&
    Math.max(...loads) > HEBB_CAPACITY;
  const lowest = Math.min(0, ...curves.flatMap(({ points }) => points.map((point) => of(point).mean)));
  const limit = isMarked
    ? [{ axis: "x" as const, at: HEBB_CAPACITY, label: `${HEBB_CAPACITY}: Hebb, n to infinity` }]
    : [];
  const bends = curves.flatMap(({ label, knee: { bend } }) =>
    bend === null ? [] : [{ axis: "x" as const, at: bend, label: `bend of ${label}` }],
  );
  return chartToSvg({
    title,
    x: { label: "load P / n" },
    y: { label: unit, domain: [lowest, 1] },
    curves: curves.map(({ label, points }) => ({
      label,
      points: points.map((point) => {
        const { mean, low, high } = of(point);
        return { x: point.load, y: mean, ...(low === null || high === null ? {} : { low, high }) };
      }),
    })),
    marks: [...limit, ...(unit === "overlap" ? bends : [])],
  });
}
