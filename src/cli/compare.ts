/** The work behind `compare`: plans the runs, makes those that are missing, and says what all of them show. */
import { availableParallelism } from "node:os";
import { type Analysis, analyse } from "../compare/analysis.ts";
import { experiment } from "../compare/experiment.ts";
import { canonicalLog, inCanonicalOrder, type Log, withoutRepeats } from "../compare/log.ts";
import type { Budget, RunRecord } from "../compare/record.ts";
import { type Entrant, runsOf, type Study, type Subject } from "../compare/study.ts";
import { knownValues, type Reference } from "../compare/targets.ts";
import { GroundstateError } from "../errors.ts";
import { analysisTables } from "./compare-text.ts";
import { countdown } from "./countdown.ts";
import { UsageError } from "./failure.ts";
import { type InputArguments, loadInstance, readText } from "./input.ts";
import { watchInterrupts } from "./interrupts.ts";
import { checkWritable, printJson, writeWhole } from "./output.ts";
import { checkPlotPath, writePage } from "./plot.ts";
import { openRunFile, readRuns, readRunsSoFar } from "./run-files.ts";
import { createRunPool } from "./run-pool.ts";

export interface CompareArguments extends InputArguments {
  readonly files?: readonly string[] | undefined;
  readonly solver?: readonly Entrant[] | undefined;
  readonly seeds: number;
  readonly seed: number;
  /** Seconds of each run. */
  readonly time?: number | undefined;
  /** Flips tried of each run. */
  readonly work?: number | undefined;
  readonly encoding?: Record<string, unknown> | undefined;
  readonly prove?: boolean | undefined;
  readonly jobs?: number | undefined;
  readonly memory?: number | undefined;
  /** Where runs are kept and found again. */
  readonly runs?: string | undefined;
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
  warn(older);
  const records = withoutRepeats([...(made?.records ?? []), ...inCanonicalOrder(older.records)]);
  if (records.length === 0) {
    process.stderr.write("no run is complete: nothing is known\n");
    return made?.code || 1;
  }
  if (args.out !== undefined) await writeWhole(args.out, [canonicalLog(records)]);
  const analysis = analyse(records, { reference, within: args.within });
  await writeReports(args, analysis, records);
  if (args.json === true) printJson(analysis);
  else process.stdout.write(analysisTables(analysis));
  return made?.code ?? 0;
}

async function checkOutputs({ files = [], from = [], runs, out, csv, md, plot }: CompareArguments): Promise<void> {
  const inputs = [...files, ...from];
  for (const path of [runs, out, csv, md]) if (path !== undefined) await checkWritable(path, inputs);
  if (plot !== undefined) await checkPlotPath(plot, inputs);
}

/** @throws {GroundstateError} "file", "invalid-options" */
async function readReference(target: string): Promise<Reference> {
  if (target === "best" || target === "bound") return { kind: target };
  const text = await readText(target);
  try {
    return { kind: "known", values: knownValues(JSON.parse(text), target) };
  } catch (error) {
    if (error instanceof GroundstateError) throw error;
    throw new GroundstateError("file", `${target} is no JSON: ${(error as Error).message}`, {
      hint: 'Expected { "berlin52": 7542, ... }, or --target best or bound.',
    });
  }
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
  if (before !== null) warn(before);
  const records = (before?.records ?? []).filter(({ key }) => keys.has(key));
  const done = new Set(records.map(({ key }) => key));
  const file = args.runs === undefined ? null : openRunFile(args.runs);
  const jobs = args.jobs ?? (study.budget.kind === "work" ? availableParallelism() : 1);
  const pool = createRunPool({ jobs, fileOf, input: inputOf(args), memoryLimit: args.memory });
  const interrupts = watchInterrupts();
  const progress = countdown(planned.length, done.size);
  interrupts.signal.addEventListener("abort", () => void pool.end());
  try {
    interrupts.searching();
    const { signal } = interrupts;
    for await (const record of experiment(study, { done, jobs, signal, execute: pool.execute })) {
      file?.append(record);
      records.push(record);
      progress.step(`${record.entrant}, ${record.instance.name}`);
    }
  } finally {
    progress.end();
    await pool.end();
    file?.close();
    interrupts.release();
  }
  const left = planned.length - records.length;
  if (left > 0 && args.runs !== undefined) {
    process.stderr.write(`${left} of ${planned.length} runs are left; the same command makes them\n`);
  }
  const place = new Map(planned.map(({ key }, k) => [key, k]));
  records.sort((a, b) => (place.get(a.key) as number) - (place.get(b.key) as number));
  return { records, code: interrupts.code() };
}

/** Instances are read here too, so that errors come before the first run. */
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
  const subjects: Subject[] = [];
  const named = new Map<string, string>();
  for (const path of files) {
    const { problem, instance, source } = await loadInstance(path, args);
    const name = source.replace(/\.gz$/, "").replace(/\.[^.#]+(?=$|#)/, "");
    const other = named.get(name);
    if (other !== undefined) throw new UsageError(`${other} and ${path} are both called ${name}: rename one`);
    named.set(name, path);
    const known =
      args["stop-at-target"] === true
        ? stopOf(reference, name, args.within, problem.senseOf?.(instance) ?? problem.sense)
        : null;
    subjects.push({ problem, instance, name, ...(known === null ? {} : { stopAt: known }) });
  }
  const seeds = Array.from({ length: args.seeds }, (_seed, k) => args.seed + k);
  const { encoding, prove } = args;
  const study = { entrants, subjects, seeds, budget: budgetOf(args), ...(encoding === undefined ? {} : { encoding }) };
  const proving = prove ?? reference.kind === "bound";
  return { study: { ...study, prove: proving }, fileOf: (name) => named.get(name) as string };
}

function budgetOf({ time, work }: CompareArguments): Budget {
  if (time !== undefined && work !== undefined) {
    throw new UsageError("--time and --work are both given, expected one budget that all runs share");
  }
  return work === undefined ? { kind: "time", amount: time ?? 2 } : { kind: "work", amount: work };
}

/** Where runs may stop: only values known beforehand can say so. */
function stopOf(reference: Reference, name: string, within: number, sense: "min" | "max"): number | null {
  const value = reference.kind === "known" ? reference.values.get(name) : undefined;
  if (value === undefined) {
    throw new UsageError(`--stop-at-target: no value is known of ${name} before the runs; give --target FILE with one`);
  }
  return value + (sense === "min" ? 1 : -1) * within * Math.abs(value);
}

function inputOf({ problem, format, instance, parts, imbalance, colours }: CompareArguments): InputArguments {
  return { problem, format, instance, parts, imbalance, colours };
}

function warn({ broken, differing }: Log): void {
  if (broken.length > 0) {
    const [{ line, why }] = broken;
    process.stderr.write(`${broken.length} broken line(s) left out, the first is line ${line}: ${why}\n`);
  }
  if (differing.length > 0) {
    process.stderr.write(`${differing.length} run(s) stand twice with different results; the first of each counts\n`);
  }
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
