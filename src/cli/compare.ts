/** The work behind `compare`: plans the runs, makes those that are missing, and says what all of them show. */
import { type Analysis, analyse } from "../compare/analysis.ts";
import { experiment } from "../compare/experiment.ts";
import { canonicalLog, inCanonicalOrder, withoutRepeats } from "../compare/log.ts";
import type { RunRecord } from "../compare/record.ts";
import { type Entrant, runsOf, type Study } from "../compare/study.ts";
import type { Reference } from "../compare/targets.ts";
import { analysisTables } from "./compare-text.ts";
import { countdown } from "./countdown.ts";
import { UsageError } from "./failure.ts";
import { checkWritable, printJson, writeWhole } from "./output.ts";
import { checkPlotPath, writePage } from "./plot.ts";
import { readReference } from "./references.ts";
import { readRuns, readRunsSoFar } from "./run-files.ts";
import { budgetOf, type RunArguments, warnOf, withRuns } from "./run-making.ts";
import { runNotes } from "./run-notes.ts";
import { readSubjects } from "./subjects.ts";

export interface CompareArguments extends RunArguments {
  readonly files?: readonly string[] | undefined;
  readonly solver?: readonly Entrant[] | undefined;
  readonly seeds: number;
  readonly seed: number;
  readonly encoding?: Record<string, unknown> | undefined;
  readonly prove?: boolean | undefined;
  /** Files of runs to look at, without making any. */
  readonly from?: readonly string[] | undefined;
  /** `best`, `bound`, or a file of values. */
  readonly target: string;
  readonly within: number;
  readonly "stop-at-target"?: boolean | undefined;
  readonly out?: string | undefined;
  readonly csv?: string | undefined;
  readonly md?: string | undefined;
  readonly plot?: string | undefined;
  readonly json?: boolean | undefined;
  readonly ndjson?: boolean | undefined;
}

export async function compare(args: CompareArguments): Promise<number> {
  const files = args.files ?? [];
  if (files.length === 0 && args.from === undefined) {
    throw new UsageError("compare needs instance files, or --from with files of runs");
  }
  await checkOutputs(args);
  const reference = await readReference(args.target);
  const made = files.length === 0 ? null : await makeRuns(args, files, reference);
  const older = await readRuns(args.from ?? []);
  warnOf(older);
  const records = withoutRepeats([...(made?.records ?? []), ...inCanonicalOrder(older.records)]);
  if (records.length === 0) {
    process.stderr.write("no run is complete: nothing is known\n");
    return made?.code || 1;
  }
  if (args.out !== undefined) await writeWhole(args.out, [canonicalLog(records)]);
  const analysis = analyse(records, { reference, within: args.within });
  await writeReports(args, analysis, records);
  if (args.ndjson === true) printJson({ type: "analysis", analysis }, true);
  else if (args.json === true) printJson(analysis);
  else process.stdout.write(analysisTables(analysis));
  return made?.code ?? 0;
}

async function checkOutputs({ files = [], from = [], runs, out, csv, md, plot }: CompareArguments): Promise<void> {
  const inputs = [...files, ...from];
  for (const path of [runs, out, csv, md]) if (path !== undefined) await checkWritable(path, inputs);
  if (plot !== undefined) await checkPlotPath(plot, inputs);
}

interface Made {
  readonly records: readonly RunRecord[];
  readonly code: number;
}

async function makeRuns(args: CompareArguments, files: readonly string[], reference: Reference): Promise<Made> {
  const { study, fileOf } = await studyOf(args, files, reference);
  const planned = runsOf(study);
  const keys = new Set(planned.map(({ key }) => key));
  const before = args.runs === undefined ? null : await readRunsSoFar(args.runs);
  if (before !== null) warnOf(before);
  const records = (before?.records ?? []).filter(({ key }) => keys.has(key));
  const done = new Set(records.map(({ key }) => key));
  const { code } = await withRuns(args, fileOf, async ({ options, keep }) => {
    const progress = countdown(planned.length, done.size);
    const noted = runNotes();
    try {
      for await (const record of experiment(study, { done, ...options })) {
        keep(record);
        records.push(record);
        progress.step(noted(record));
        if (args.ndjson === true) printJson({ type: "run", run: record }, true);
      }
    } finally {
      progress.end();
    }
  });
  const left = planned.length - records.length;
  if (left > 0 && args.runs !== undefined) {
    process.stderr.write(`${left} of ${planned.length} runs are left; the same command makes them\n`);
  }
  const place = new Map(planned.map(({ key }, k) => [key, k]));
  records.sort((a, b) => (place.get(a.key) as number) - (place.get(b.key) as number));
  return { records, code };
}

async function studyOf(
  args: CompareArguments,
  files: readonly string[],
  reference: Reference,
): Promise<{ readonly study: Study; readonly fileOf: (name: string) => string }> {
  const entrants = args.solver ?? [];
  if (entrants.length === 0) {
    throw new UsageError(
      'compare needs solvers: --solver annealing --solver "tabu tenure=10,20"; groundstate solvers lists them',
    );
  }
  const { subjects: read, fileOf } = await readSubjects(files, args);
  const subjects = read.map((subject) => {
    if (args["stop-at-target"] !== true) return subject;
    const { problem, instance, name } = subject;
    const sense = problem.senseOf?.(instance) ?? problem.sense;
    return { ...subject, stopAt: stopOf(reference, name, args.within, sense) };
  });
  const seeds = Array.from({ length: args.seeds }, (_seed, k) => args.seed + k);
  const { encoding, prove } = args;
  const study = { entrants, subjects, seeds, budget: budgetOf(args), ...(encoding === undefined ? {} : { encoding }) };
  return { study: { ...study, prove: prove ?? reference.kind === "bound" }, fileOf };
}

/** Where runs may stop: only values known beforehand can say so. */
function stopOf(reference: Reference, name: string, within: number, sense: "min" | "max"): number {
  const value = reference.kind === "known" ? reference.values.get(name) : undefined;
  if (value === undefined) {
    throw new UsageError(`--stop-at-target: no value is known of ${name} before the runs; give --target FILE with one`);
  }
  return value + (sense === "min" ? 1 : -1) * within * Math.abs(value);
}

async function writeReports(args: CompareArguments, analysis: Analysis, records: readonly RunRecord[]): Promise<void> {
  const { csv, md, plot } = args;
  if (csv !== undefined || md !== undefined) {
    const { analysisCsv, analysisMarkdown } = await import("../compare/exports.ts");
    if (csv !== undefined) await writeWhole(csv, [analysisCsv(analysis)]);
    if (md !== undefined) await writeWhole(md, [analysisMarkdown(analysis)]);
  }
  if (plot === undefined) return;
  const [{ comparisonPage }, { compareCommandLine }] = await Promise.all([
    import("../report/comparison-page.ts"),
    import("./compare-repeat.ts"),
  ]);
  await writePage(plot, comparisonPage(analysis, records, compareCommandLine(args, analysis.budget)));
}
