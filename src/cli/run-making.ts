/** Making the runs of an experiment on the command line: what all of them share, from the file of runs to Ctrl-C. */
import { availableParallelism } from "node:os";
import type { ExperimentOptions } from "../compare/experiment.ts";
import type { Log } from "../compare/log.ts";
import type { Budget, RunRecord } from "../compare/record.ts";
import { UsageError } from "./failure.ts";
import type { InputArguments } from "./input.ts";
import { watchInterrupts } from "./interrupts.ts";
import { openRunFile } from "./run-files.ts";
import { createRunPool } from "./run-pool.ts";
import { inputOf } from "./subjects.ts";

export interface RunArguments extends InputArguments {
  /** Seconds of each run. */
  readonly time?: number | undefined;
  /** Flips tried of each run. */
  readonly work?: number | undefined;
  readonly jobs?: number | undefined;
  /** Bytes of each run. */
  readonly memory?: number | undefined;
  /** Where runs are kept and found again. */
  readonly runs?: string | undefined;
}

/** Seconds of each run that nothing is said of. */
const USUAL_TIME = 2;

/** @throws {UsageError} where time and work are both given */
export function budgetOf({ time, work }: RunArguments): Budget {
  if (time !== undefined && work !== undefined) {
    throw new UsageError("--time and --work are both given, expected one budget that all runs share");
  }
  return work === undefined ? { kind: "time", amount: time ?? USUAL_TIME } : { kind: "work", amount: work };
}

export interface RunMaking {
  /** For the experiment: processes of their own, ended by Ctrl-C. */
  readonly options: Required<Pick<ExperimentOptions, "execute" | "jobs" | "signal">>;
  /** A record just made goes to the file of runs. */
  keep(record: RunRecord): void;
}

/** Processes, file and interrupts live as long as `body`. Gives what it gives and the exit code: 130 or 143 once interrupted, else 0. */
export async function withRuns<T>(
  args: RunArguments,
  fileOf: (name: string) => string,
  body: (making: RunMaking) => Promise<T>,
): Promise<{ readonly value: T; readonly code: number }> {
  const file = args.runs === undefined ? null : openRunFile(args.runs);
  const jobs = args.jobs ?? (budgetOf(args).kind === "work" ? availableParallelism() : 1);
  const pool = createRunPool({ jobs, fileOf, input: inputOf(args), memoryLimit: args.memory });
  const interrupts = watchInterrupts();
  const { signal } = interrupts;
  signal.addEventListener("abort", () => void pool.end());
  try {
    interrupts.searching();
    const value = await body({
      options: { execute: pool.execute, jobs, signal },
      keep: (record) => file?.append(record),
    });
    return { value, code: interrupts.code() };
  } finally {
    await pool.end();
    file?.close();
    interrupts.release();
  }
}

/** Says on stderr what of a file of runs was left out. */
export function warnOf({ broken, differing }: Log): void {
  if (broken.length > 0) {
    const [{ line, why }] = broken;
    process.stderr.write(`${broken.length} broken line(s) left out, the first is line ${line}: ${why}\n`);
  }
  if (differing.length > 0) {
    process.stderr.write(`${differing.length} run(s) stand twice with different results; the first of each counts\n`);
  }
}
