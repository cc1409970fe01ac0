/** The work behind `minima`: ground states, 1-flip local minima and energy levels of a small instance, by enumeration. */
import { GroundstateError } from "../errors.ts";
import type { Result } from "../run/result.ts";
import { solve } from "../run/solve.ts";
import { type InputArguments, loadInstance } from "./input.ts";
import { watchInterrupts } from "./interrupts.ts";
import { formatNumber } from "./numbers.ts";
import { printJson } from "./output.ts";

export interface MinimaArguments extends InputArguments {
  readonly file: string;
  readonly encoding?: Record<string, unknown> | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
  /** Seconds. */
  readonly time?: number | undefined;
  readonly limit: number;
  readonly json?: boolean | undefined;
  readonly spectrum?: boolean | undefined;
}

export interface MinimaFindings {
  readonly groundStates: readonly (readonly number[])[];
  readonly groundStateCount: number;
  readonly groundStateEnergy: number;
  readonly localMinima?: readonly {
    readonly values: readonly number[];
    readonly energy: number;
    readonly strict: boolean;
  }[];
  readonly localMinimaCount?: number;
  /** Null when there are too many levels; `spectrumRefused` says so. */
  readonly spectrum?: readonly { readonly energy: number; readonly count: number }[] | null;
  readonly spectrumRefused?: string;
}

/** Seconds, unless the user sets a limit; the largest models allowed take minutes. */
const TIME_LIMIT = 3600;

/** Two more bits than a solver takes that was not asked for all minima; 40 variables take minutes. */
const MOST_VARIABLES = 40;

export async function minima(args: MinimaArguments): Promise<number> {
  const interrupts = watchInterrupts();
  try {
    const { problem, instance, source } = await loadInstance(args.file, args);
    interrupts.searching();
    const result = await solve(problem, instance, {
      solver: "exhaustive",
      time: args.time ?? TIME_LIMIT,
      signal: interrupts.signal,
      options: { localMinima: true, spectrum: args.spectrum === true, maxVariables: MOST_VARIABLES },
      ...(args.encoding === undefined ? {} : { encoding: args.encoding }),
      ...(args.memory === undefined ? {} : { memoryLimit: args.memory }),
    });
    if (interrupts.code() !== 0 && !isComplete(result)) {
      process.stderr.write("interrupted before the enumeration was complete: nothing is known about the minima\n");
      return interrupts.code();
    }
    const findings = requireFindings(result, args.time);
    if (args.json === true) printJson({ problem: problem.id, instance: source, ...findings });
    else {
      const title = `${source} (${problem.id}, ${problem.describe(instance)})`;
      process.stdout.write(`${[title, ...minimaLines(findings, args.limit)].join("\n")}\n`);
    }
    return 0;
  } finally {
    interrupts.release();
  }
}

type Ending = Pick<Result, "findings" | "status">;

/** A limit leaves findings that only say how far the enumeration came. */
function isComplete({ findings }: Ending): boolean {
  return typeof findings === "object" && findings !== null && "groundStateCount" in findings;
}

/** @throws {GroundstateError} "invalid-instance" when the enumeration did not come to its end */
export function requireFindings(ending: Ending, time: number = TIME_LIMIT): MinimaFindings {
  const { findings, status } = ending;
  if (isComplete(ending)) return findings as unknown as MinimaFindings;
  const { statesVisited, statesToVisit } = (findings ?? {}) as Record<string, number | undefined>;
  const within = status === "time-limit" ? ` within ${time} s` : "";
  const share =
    statesVisited === undefined || statesToVisit === undefined
      ? ""
      : ` (${Math.floor((100 * statesVisited) / statesToVisit)} % of the states were visited)`;
  throw new GroundstateError(
    "invalid-instance",
    `the enumeration was not complete${within}${share}, so the minima are not known`,
    { hint: "Give more time, or an instance of fewer variables; groundstate solve finds good states of large ones." },
  );
}

/** What was found, at most `limit` lines a list. */
export function minimaLines(findings: MinimaFindings, limit: number): string[] {
  const listed = findings.localMinima ?? [];
  const count = findings.localMinimaCount ?? listed.length;
  const sorted = [...listed].sort((a, b) => a.energy - b.energy);
  return [
    `ground states: ${findings.groundStateCount}, energy ${formatNumber(findings.groundStateEnergy)}`,
    `1-flip local minima: ${count}`,
    ...(count > listed.length ? [`  only the ${listed.length} lowest of them were kept`] : []),
    ...sorted
      .slice(0, limit)
      .map(
        ({ values, energy, strict }) =>
          `  ${formatNumber(energy).padStart(14)}  [${values.join(", ")}]${strict ? "" : "  (plateau)"}`,
      ),
    ...(listed.length > limit ? [`  ... ${listed.length - limit} more: --limit N or --json`] : []),
    ...spectrumLines(findings, limit),
  ];
}

function spectrumLines({ spectrum, spectrumRefused }: MinimaFindings, limit: number): string[] {
  if (spectrumRefused !== undefined) return [`no spectrum: ${spectrumRefused}`];
  const levels = spectrum ?? [];
  return [
    ...levels.slice(0, limit).map(({ energy, count }) => `level ${formatNumber(energy)}: ${count} states`),
    ...(levels.length > limit ? [`... ${levels.length - limit} more levels: --limit N or --json`] : []),
  ];
}
