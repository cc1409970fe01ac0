/** The work behind `penalty`: a study of penalty weights, as a table, as JSON, as curves with the proven threshold marked. */
import pc from "picocolors";
import type { Problem } from "../problem.ts";
import type { Figure } from "../report/page.ts";
import { type PenaltyPoint, penaltyStudy } from "../run/penalty-study.ts";
import { type InputArguments, loadInstance } from "./input.ts";
import { watchInterrupts } from "./interrupts.ts";
import { formatNumber } from "./numbers.ts";
import { printJson } from "./output.ts";
import { checkPlotPath, writeFigures } from "./plot.ts";
import { textTable } from "./table.ts";
import { progressLine } from "./work.ts";

export interface PenaltyArguments extends InputArguments {
  readonly file: string;
  readonly encoding?: Record<string, unknown> | undefined;
  readonly weights: readonly number[];
  readonly solver: string;
  /** Options of the solver. */
  readonly set?: Record<string, unknown> | undefined;
  readonly runs: number;
  /** Of one run. */
  readonly work?: number | undefined;
  /** Seconds of one run. */
  readonly time?: number | undefined;
  readonly seed: number;
  /** Bytes. */
  readonly memory?: number | undefined;
  readonly json?: boolean | undefined;
  readonly plot?: string | undefined;
}

/** Of one run without other limits: enough for small instances, and the same on every machine. */
const USUAL_WORK = 200_000;

export async function penalty(args: PenaltyArguments): Promise<number> {
  if (args.plot !== undefined) await checkPlotPath(args.plot, [args.file]);
  const { problem, instance, source } = await loadInstance(args.file, args);
  const interrupts = watchInterrupts();
  const points: PenaltyPoint[] = [];
  const progress = progressOn(args.weights.length * args.runs);
  try {
    interrupts.searching();
    const options = {
      fractions: args.weights,
      runs: args.runs,
      seed: args.seed,
      search: searchOptions(args, interrupts.signal),
      ...(args.encoding === undefined ? {} : { encoding: args.encoding }),
    };
    for await (const point of penaltyStudy(problem, instance, options, progress.note)) points.push(point);
  } finally {
    progress.end();
    interrupts.release();
  }
  const title = `${source} (${problem.id}, ${problem.describe(instance)})`;
  if (points.length === 0) {
    process.stderr.write("interrupted before the first weight was studied: nothing is known\n");
    return interrupts.code() || 1;
  }
  if (args.plot !== undefined)
    await writeFigures(args.plot, `Penalty weights of ${title}`, await figuresOf(problem, points));
  const { solver, runs, seed } = args;
  if (args.json === true) printJson({ problem: problem.id, instance: source, solver, runs, seed, points });
  else process.stdout.write(tableOf(title, args, points));
  return interrupts.code();
}

function searchOptions({ solver, set, work, time, memory }: PenaltyArguments, signal: AbortSignal) {
  const limits = work === undefined && time === undefined ? { work: USUAL_WORK } : {};
  return {
    solver,
    signal,
    ...limits,
    ...(work === undefined ? {} : { work }),
    ...(time === undefined ? {} : { time }),
    ...(set === undefined ? {} : { options: set }),
    ...(memory === undefined ? {} : { memoryLimit: memory }),
  };
}

/** One line on a terminal, nothing elsewhere. */
function progressOn(total: number): { note: (done: number) => void; end: () => void } {
  if (process.stderr.isTTY !== true) return { note: () => undefined, end: () => undefined };
  return {
    note: (done) =>
      process.stderr.write(`\r\x1b[2K${progressLine("penalty", done / total, `run ${done} of ${total}`)}`),
    end: () => process.stderr.write("\r\x1b[2K"),
  };
}

function tableOf(title: string, { solver, runs, seed }: PenaltyArguments, points: readonly PenaltyPoint[]): string {
  const number = (value: number | null) => (value === null ? "-" : formatNumber(value));
  const rows = points.map(({ fraction, actual, valid, best, mean, guaranteed }) => [
    formatNumber(fraction),
    actual === null ? "-" : actual.toFixed(3),
    `${valid}/${runs}`,
    number(best),
    number(mean),
    guaranteed ? "yes" : "no",
  ]);
  const head = ["weight", "actual", "valid", "best", "mean", "proved"];
  const [titles, ...lines] = textTable(head, rows).split("\n");
  const marked = points.findIndex(({ guaranteed }) => guaranteed);
  return [
    pc.bold(title),
    `weights as fractions of the proven thresholds; ${solver}, ${runs} runs each, seeds ${seed} to ${seed + runs - 1}`,
    titles,
    ...lines.map((line, k) => `${line}${k === marked ? pc.dim("  from here on proved") : ""}`),
    "",
  ].join("\n");
}

async function figuresOf(problem: Problem, points: readonly PenaltyPoint[]): Promise<Figure[]> {
  const { chartToSvg } = await import("../report/charts.ts");
  const x = { label: "penalty weight / proven threshold" };
  const marks = [{ axis: "x", at: 1, label: "proven threshold" }] as const;
  const rate = points.map(({ fraction, valid, runs }) => ({ x: fraction, y: valid / runs }));
  const values = (pick: (point: PenaltyPoint) => number | null) =>
    points.map((point) => ({ x: point.fraction, y: pick(point) ?? Number.NaN }));
  const rates = chartToSvg({
    title: "Runs that end valid",
    x,
    y: { label: "share of runs", domain: [0, 1] },
    curves: [{ label: "valid", points: rate }],
    marks,
  });
  const figures = [{ caption: "How many runs end with a valid solution, over the penalty weight.", svg: rates }];
  if (points.every(({ best }) => best === null)) return figures;
  const curves = [
    { label: "best", points: values(({ best }) => best) },
    { label: "mean", points: values(({ mean }) => mean) },
  ];
  const title = `Valid solutions: ${problem.objective}`;
  const svg = chartToSvg({ title, x, y: { label: problem.objective }, curves, marks });
  return [...figures, { caption: `Best and mean ${problem.objective} of the valid runs.`, svg }];
}
