/** What `recall` and `correct` share: a memory for the dynamics that is asked for, learned where it needs couplings. */
import { type LearnedMemory, learning, memoryOf } from "../associative/index.ts";
import type { Patterns } from "../associative/patterns.ts";
import type { Dynamics, Memory } from "../associative/recall/types.ts";
import { UsageError } from "./failure.ts";
import { progressLine, runWork } from "./work.ts";

export interface MemoryArguments {
  readonly rule?: string | undefined;
  /** Options of the rule. */
  readonly learn?: Record<string, unknown> | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
}

/** A rule where the dynamics needs couplings, and none is named. */
const USUAL_RULE = "hebb";

/** @throws {UsageError} for a rule where none is needed */
export function checkRule({ id, needs }: Dynamics, { rule, learn }: MemoryArguments): void {
  if (needs === "weights" || (rule === undefined && learn === undefined)) return;
  const option = rule === undefined ? "--learn" : "--rule";
  throw new UsageError(
    `${option} does not apply to the dynamics ${id}, which works on the patterns themselves: leave it out`,
  );
}

/** Null when interrupted. @throws {GroundstateError} */
export async function buildMemory(
  patterns: Patterns,
  { needs }: Dynamics,
  args: MemoryArguments,
  signal: AbortSignal,
): Promise<Memory | LearnedMemory | null> {
  if (needs === "patterns") return memoryOf(patterns);
  const { rule = USUAL_RULE } = args;
  const limit = args.memory === undefined ? {} : { memoryLimit: args.memory };
  const learned = await runWork(learning(patterns, rule, args.learn, limit), {
    signal,
    progress: ({ share, note }) => progressLine(rule, share, note),
  });
  return "value" in learned ? learned.value : null;
}

/** `rule hebb (normalised true)`, or that there is none. */
export function ruleText(memory: Memory | LearnedMemory): string {
  if (!("rule" in memory)) return "no rule: the patterns themselves";
  const options = Object.entries(memory.options).map(([name, value]) => `${name} ${String(value)}`);
  return `rule ${memory.rule}${options.length === 0 ? "" : ` (${options.join(", ")})`}`;
}
