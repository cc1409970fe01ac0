/** The work behind `recall`: patterns, perhaps a rule, cues and dynamics; what became of each cue. */
import { erase, flipNoise } from "../associative/corrupt.ts";
import type { CueSet } from "../associative/document.ts";
import type { LearnedMemory } from "../associative/index.ts";
import { type Patterns, rowsOf } from "../associative/patterns.ts";
import { dynamicsById, type Recollection } from "../associative/recall/index.ts";
import { joined, recallingInParts } from "../associative/recall/parts.ts";
import type { Dynamics, Memory } from "../associative/recall/types.ts";
import { GroundstateError } from "../errors.ts";
import { didYouMean } from "../names.ts";
import { createRandom } from "../random.ts";
import { UsageError } from "./failure.ts";
import { type Interrupts, watchInterrupts } from "./interrupts.ts";
import { buildMemory, checkRule, type MemoryArguments } from "./memory.ts";
import { printJson } from "./output.ts";
import { loadCues, loadPatterns } from "./patterns.ts";
import { recallDocument, recallText } from "./recall-text.ts";
import { STDIN } from "./stdin.ts";
import { progressLine, runWork } from "./work.ts";

export interface RecallArguments extends MemoryArguments {
  readonly patterns: string;
  readonly cues?: string | undefined;
  readonly dynamics: string;
  /** Options of the dynamics. */
  readonly set?: Record<string, unknown> | undefined;
  readonly steps?: number | undefined;
  readonly noise?: number | undefined;
  readonly erase?: number | undefined;
  readonly cue?: string | undefined;
  readonly seed: number;
  readonly verify?: boolean | undefined;
  readonly limit: number;
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
  readonly plot?: string | undefined;
}

/** Cues with what is known of them. */
export interface Asked extends CueSet {
  /** The stored pattern behind each cue; null when cues come from a file. */
  readonly origins: readonly number[] | null;
  /** In words: "stored patterns with 10 % of their spins flipped". */
  readonly made: string;
}

/** Everything that a report needs. */
export interface RecallReport {
  readonly source: string;
  readonly memory: Memory | LearnedMemory;
  readonly asked: Asked;
  readonly recollection: Recollection;
  /** Whether it was stopped before the last cue: then the first ones only are in the recollection. */
  readonly partial: boolean;
}

export async function recall(args: RecallArguments): Promise<number> {
  const { inputs, dynamics } = await checkArguments(args);
  const interrupts = watchInterrupts();
  try {
    const { patterns, source } = await loadPatterns(inputs[0], args.format);
    const asked =
      args.cues === undefined ? corruptedPatterns(patterns, args) : await givenCues(patterns, args.cues, args);
    const found = await recollect(patterns, asked, dynamics, args, interrupts);
    if (found === null) {
      process.stderr.write("interrupted before the first cue was recalled\n");
      return interrupts.code();
    }
    await report(args, { source, ...found });
    const broken = found.recollection.verification?.first ?? null;
    return interrupts.code() || (broken === null ? 0 : 1);
  } finally {
    interrupts.release();
  }
}

/** What can be refused before anything is read. */
async function checkArguments(args: RecallArguments): Promise<{ inputs: string[]; dynamics: Dynamics }> {
  const inputs = args.cues === undefined ? [args.patterns] : [args.patterns, args.cues];
  if (inputs.every((path) => path === STDIN) && inputs.length === 2)
    throw new UsageError("only one of PATTERNS and CUES can be -");
  for (const name of ["noise", "erase"] as const) {
    const rate = args[name];
    if (rate === undefined) continue;
    if (args.cues !== undefined)
      throw new UsageError(`--${name} does not apply to cues from a file: leave CUES or --${name} out`);
    if (rate > 1) throw new UsageError(`--${name} is ${rate}, expected a share from 0 to 1`);
  }
  const dynamics = dynamicsById(args.dynamics);
  checkRule(dynamics, args);
  if (args.steps !== undefined && !("maxSteps" in dynamics.defaults))
    throw new UsageError(`--steps does not apply to the dynamics ${dynamics.id}: groundstate dynamics ${dynamics.id}`);
  if (args.plot !== undefined) await (await import("./plot.ts")).checkPlotPath(args.plot, inputs);
  return { inputs, dynamics };
}

/** Where neither noise nor erasure is asked for. */
const USUAL_NOISE = 0.1;
/** Streams of the seed besides those of the recall itself. */
const NOISE_STREAM = 1;
const ERASE_STREAM = 2;

function corruptedPatterns(patterns: Patterns, args: RecallArguments): Asked {
  const origins = named(patterns.labels, args.cue);
  const rows = rowsOf(patterns, origins);
  const noise = args.noise ?? (args.erase === undefined ? USUAL_NOISE : 0);
  const noisy = flipNoise(rows, noise, createRandom(args.seed, NOISE_STREAM));
  const cues = erase(noisy, args.erase ?? 0, createRandom(args.seed, ERASE_STREAM));
  const percent = (share: number) => `${Number((100 * share).toFixed(4))} % of their spins`;
  const damage = [
    ...(noise > 0 ? [`${percent(noise)} flipped`] : []),
    ...((args.erase ?? 0) > 0 ? [`${percent(args.erase ?? 0)} erased`] : []),
  ];
  const made = damage.length === 0 ? "the stored patterns themselves" : `stored patterns with ${damage.join(" and ")}`;
  return { ...cues, labels: rows.labels, width: patterns.width, origins, made };
}

async function givenCues(patterns: Patterns, path: string, args: RecallArguments): Promise<Asked> {
  const cues = await loadCues(path, patterns, args.format);
  const made = `cues from ${path === STDIN ? "stdin" : path}`;
  return { ...rowsOf(cues, named(cues.labels, args.cue)), origins: null, made };
}

/** Indices of what has this label; of all for "all", unless that is a label. @throws {GroundstateError} "unknown-name" */
function named(labels: readonly string[], label: string | undefined): number[] {
  const all = labels.map((_, k) => k);
  if (label === undefined) return all;
  const found = all.filter((k) => labels[k] === label);
  if (found.length > 0) return found;
  if (label === "all") return all;
  throw new GroundstateError("unknown-name", `no cue is called ${JSON.stringify(label)}`, {
    hint: `Expected all, or ${didYouMean(label, [...new Set(labels)].slice(0, 40))}.`,
  });
}

async function recollect(
  patterns: Patterns,
  asked: Asked,
  dynamics: Dynamics,
  args: RecallArguments,
  { signal, searching }: Interrupts,
): Promise<Omit<RecallReport, "source"> | null> {
  searching();
  const memory = await buildMemory(patterns, dynamics, args, signal);
  if (memory === null) return null;
  const steps = args.steps === undefined ? {} : { maxSteps: args.steps };
  const settings = {
    dynamics,
    options: { ...args.set, ...steps },
    seed: args.seed,
    verify: args.verify === true,
    ...(args.memory === undefined ? {} : { memoryLimit: args.memory }),
  };
  const ended = await runWork(recallingInParts(memory, asked, settings), {
    signal,
    progress: ({ done }) => progressLine("recall", done / asked.count, `${done} of ${asked.count} cues`),
  });
  if ("value" in ended) return { memory, asked, recollection: ended.value, partial: false };
  const parts = ended.stopped?.parts ?? [];
  return parts.length === 0 ? null : { memory, asked, recollection: joined(parts), partial: true };
}

async function report(args: RecallArguments, found: RecallReport): Promise<void> {
  if (args.plot !== undefined) await (await import("./recall-figures.ts")).plotRecall(args.plot, found);
  if (args.json === true) printJson(recallDocument(found));
  else process.stdout.write(recallText(found, args.limit));
}
