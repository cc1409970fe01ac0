/** The work behind `capacity`: how well patterns come back as more and more of them are stored. */
import { type CapacityCurve, type CapacitySettings, measuringCapacity } from "../associative/capacity.ts";
import type { Patterns } from "../associative/patterns.ts";
import { dynamicsById } from "../associative/recall/index.ts";
import { GroundstateError } from "../errors.ts";
import { capacityDocument, capacityText, plotCapacity } from "./capacity-text.ts";
import { UsageError } from "./failure.ts";
import { watchInterrupts } from "./interrupts.ts";
import { checkRule } from "./memory.ts";
import { printJson } from "./output.ts";
import { loadPatterns } from "./patterns.ts";
import { progressLine, runWork } from "./work.ts";

export interface CapacityArguments {
  readonly patterns?: string | undefined;
  readonly size?: number | undefined;
  /** Ids, joined by commas. */
  readonly rule?: string | undefined;
  /** Options of the rule, or of rules by their ids. */
  readonly learn?: Record<string, unknown> | undefined;
  readonly dynamics: string;
  /** Options of the dynamics. */
  readonly set?: Record<string, unknown> | undefined;
  readonly loads?: readonly number[] | undefined;
  readonly noise: number;
  readonly trials: number;
  readonly cues: number;
  readonly threshold: number;
  readonly seed: number;
  /** Seconds. */
  readonly time?: number | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
  readonly plot?: string | undefined;
}

/** Everything that a report needs. */
export interface CapacityReport {
  /** "random patterns", or the file. */
  readonly source: string;
  readonly size: number;
  readonly args: CapacityArguments;
  readonly curves: readonly CapacityCurve[];
  /** Why loads are missing; null when none are. */
  readonly stopped: "interrupted" | "time" | null;
}

const USUAL_SIZE = 1000;
const USUAL_LOADS = Array.from({ length: 10 }, (_, k) => (2 * (k + 1)) / 100);
/** Loads of a file of patterns: so many steps up to all of it. */
const STEPS = 10;

export async function capacity(args: CapacityArguments): Promise<number> {
  checkRule(dynamicsById(args.dynamics), args);
  if (args.patterns !== undefined && args.size !== undefined)
    throw new UsageError("--size does not apply to patterns from a file: leave one of them out");
  if (args.size === 1) throw new UsageError("--size is 1, expected at least 2 spins");
  if (args.noise > 1) throw new UsageError(`--noise is ${args.noise}, expected a share from 0 to 1`);
  if (args.threshold > 1)
    throw new UsageError(`--threshold is ${args.threshold}, expected an overlap above 0, at most 1`);
  if (args.plot !== undefined) {
    const { checkPlotPath } = await import("./plot.ts");
    await checkPlotPath(args.plot, args.patterns === undefined ? [] : [args.patterns]);
  }
  const interrupts = watchInterrupts();
  try {
    const loaded = args.patterns === undefined ? null : await loadPatterns(args.patterns, args.format);
    const patterns = loaded?.patterns ?? args.size ?? USUAL_SIZE;
    const work = measuringCapacity(settingsOf(patterns, args));
    interrupts.searching();
    const { signal } = interrupts;
    const limited = within(args.time, signal);
    const ended = await runWork(work, {
      signal: limited.signal,
      progress: ({ share, note }) => progressLine("capacity", share, note),
    });
    limited.release();
    const curves = "value" in ended ? ended.value : (ended.stopped?.curves ?? []);
    const stopped = "value" in ended ? null : signal.aborted ? "interrupted" : "time";
    const source = loaded?.source ?? "random patterns";
    const size = typeof patterns === "number" ? patterns : patterns.size;
    return await report({ source, size, args, curves, stopped }, interrupts.code());
  } finally {
    interrupts.release();
  }
}

/** A signal that aborts with another one, or when the seconds are over. */
function within(seconds: number | undefined, signal: AbortSignal): { signal: AbortSignal; release: () => void } {
  if (seconds === undefined) return { signal, release: () => undefined };
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.addEventListener("abort", abort, { once: true });
  const timer = setTimeout(abort, 1000 * seconds);
  return { signal: controller.signal, release: () => clearTimeout(timer) };
}

function settingsOf(patterns: number | Patterns, args: CapacityArguments): CapacitySettings {
  const { noise, trials, cues, threshold, seed, dynamics } = args;
  const rules = args.rule?.split(",").map((id) => id.trim());
  const usual = typeof patterns === "number" ? USUAL_LOADS : stepsTo(patterns.count / patterns.size);
  return {
    patterns,
    loads: args.loads ?? usual,
    noise,
    trials,
    cues,
    threshold,
    seed,
    dynamics,
    ...(rules === undefined ? {} : { rules }),
    ...(args.learn === undefined ? {} : { learn: learnOptions(rules ?? ["hebb"], args.learn) }),
    ...(args.set === undefined ? {} : { options: args.set }),
    ...(args.memory === undefined ? {} : { memoryLimit: args.memory }),
  };
}

const stepsTo = (load: number): number[] => Array.from({ length: STEPS }, (_, k) => (load * (k + 1)) / STEPS);

/** With one rule its options may stand alone; with several each needs its rule: `gradient.loops=100`. */
function learnOptions(
  rules: readonly string[],
  given: Record<string, unknown>,
): NonNullable<CapacitySettings["learn"]> {
  const isGroup = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  const grouped = Object.entries(given).every(([name, value]) => rules.includes(name) && isGroup(value));
  if (grouped) return given as Record<string, Record<string, unknown>>;
  if (rules.length === 1) return { [rules[0]]: given };
  const hint = `With several rules say whose option it is: --learn ${rules[rules.length - 1]}.name=value.`;
  const names = Object.keys(given).join(", ");
  throw new GroundstateError("invalid-options", `--learn ${names}: expected options of one of ${rules.join(", ")}`, {
    hint,
  });
}

async function report(found: CapacityReport, interrupted: number): Promise<number> {
  const { args, curves, stopped } = found;
  if (curves.every(({ points }) => points.length === 0)) {
    const why = stopped === "time" ? "the time was over" : "interrupted";
    process.stderr.write(`${why} before the first load was measured: nothing is known\n`);
    return interrupted || 1;
  }
  if (args.plot !== undefined) await plotCapacity(args.plot, found);
  if (args.json === true) printJson(capacityDocument(found));
  else process.stdout.write(capacityText(found));
  return interrupted;
}
