/** The command that repeats a run, ready for a shell. */
import type { Result } from "../run/result.ts";

export interface RepeatArguments {
  readonly file: string;
  readonly problem?: string | undefined;
  readonly format?: string | undefined;
  readonly instance?: string | undefined;
  readonly parts?: number | undefined;
  readonly imbalance?: number | undefined;
  readonly colours?: number | undefined;
  readonly encoding?: Record<string, unknown> | undefined;
  readonly memory?: number | undefined;
  readonly set?: Record<string, unknown> | undefined;
  readonly work?: number | undefined;
  readonly target?: number | undefined;
  readonly threads?: number | undefined;
  readonly start?: string | undefined;
  readonly repair?: boolean | undefined;
}

/** A work limit replaces the time limit: with the same seed it stops the same search at the same step. */
export function repeatCommand(
  args: RepeatArguments,
  { solver, seed, status, work }: Pick<Result, "solver" | "seed" | "status" | "work">,
): string {
  const stopped = status === "work-limit" || status === "time-limit" || status === "aborted";
  const limit = args.work ?? Math.max(1, stopped ? work : work + 1); // one more lets a search that ended by itself end so again
  const words = ["groundstate", "solve", args.file];
  const options: [string, string | number | undefined][] = [
    ["problem", args.problem],
    ["format", args.format],
    ["instance", args.instance],
    ["parts", args.parts],
    ["imbalance", args.imbalance],
    ["colours", args.colours],
    ["memory", args.memory],
    ["start", args.start],
    ["target", args.target],
    ["solver", solver],
    ["seed", seed],
    ["threads", args.threads],
    ["work", limit],
  ];
  for (const [name, value] of options) if (value !== undefined) words.push(`--${name}`, String(value));
  for (const pair of optionPairs(args.set ?? {})) words.push("--set", pair);
  for (const pair of optionPairs(args.encoding ?? {})) words.push("--encoding", pair);
  if (args.repair === true) words.push("--repair");
  return words.map(quoteWord).join(" ");
}

/** Options as `name=value`. */
export function optionPairs(options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options).map(([name, value]) => `${name}=${pairValue(value)}`);
}

/** Texts bare unless they would be read as JSON. */
function pairValue(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  try {
    JSON.parse(value);
    return JSON.stringify(value);
  } catch {
    return value;
  }
}

/** For a POSIX shell. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
