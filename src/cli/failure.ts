/** Failures as people read them: what, where, expected, way out. No stack traces unless GROUNDSTATE_DEBUG is set. */
import pc from "picocolors";
import { GroundstateError } from "../errors.ts";
import { nearest } from "../names.ts";
import { restoreDashes } from "./stdin.ts";

/** A mistake on the command line itself. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Bad input or usage, or more than this machine can hold. */
const BAD_INPUT = 2;
/** A bug in groundstate (EX_SOFTWARE of sysexits.h). */
const INTERNAL = 70;

/** Prints an error to stderr and gives the exit code: 2, or 70 for an internal error. */
export function reportError(error: unknown, args: readonly string[]): number {
  const { message, hint, exitCode } = explain(error, args);
  process.stderr.write(`${pc.red("error:")} ${restoreDashes(message)}\n`);
  if (hint !== null) process.stderr.write(`${pc.dim("hint:")} ${hint}\n`);
  if (process.env["GROUNDSTATE_DEBUG"] !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return exitCode;
}

interface Explanation {
  readonly message: string;
  readonly hint: string | null;
  readonly exitCode: number;
}

/** How V8 says that something does not fit. */
const TOO_LARGE = /Invalid array length|Array buffer allocation failed|Invalid string length/;

export function explain(error: unknown, args: readonly string[]): Explanation {
  if (error instanceof GroundstateError) return { message: error.message, hint: error.hint, exitCode: BAD_INPUT };
  if (error instanceof UsageError || (error instanceof Error && error.name === "YError")) {
    return { ...usageMistake(error.message, args), exitCode: BAD_INPUT };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && TOO_LARGE.test(message)) {
    const hint = "Give a smaller instance, or raise --memory.";
    return { message: `out of memory: ${message}`, hint, exitCode: BAD_INPUT };
  }
  return {
    message: `internal: ${message}`,
    hint: "This is a bug in groundstate. Set GROUNDSTATE_DEBUG=1 for the stack and report it.",
    exitCode: INTERNAL,
  };
}

/** Options of all commands, for "did you mean"; a test compares them with the help texts. */
export const KNOWN_OPTIONS = [
  "all", "budget", "colours", "config", "constraint", "csv", "cue", "cues", "distances", "dynamics", "encoding", "erase", "exact", "format", "from", "help", "imbalance", "instance", "jobs", "json", "keep", "kind", "learn", "limit", "loads", "md", "memory",
  "ndjson", "noise", "options", "out", "param", "part", "parts", "plot", "prefer", "problem", "prove", "quiet", "repair", "rule", "runs", "samples", "search-only", "seed", "seeds", "set", "size", "solution",
  "solver", "spectrum", "start", "states", "steps", "stop-at-target", "target", "test", "threads", "threshold", "time", "to", "tolerance", "trials", "unit", "verify", "version", "view", "weights", "width", "within",
  "work",
]; // biome-ignore format: a table

/** A test compares them with the help text. */
export const COMMANDS = new Set(
  ["solve", "check", "encode", "minima", "generate", "compare", "tune", "explain", "penalty", "weights", "store", "recall", "correct", "capacity", "basins", "landscape", "config", "problems", "solvers", "formats", "rules", "dynamics", "schema", "completion"], // biome-ignore format: a table
);

/** Options without a value. What else stands behind their equals sign the parser would take for false. */
const FLAGS = new Set([
  "all",
  "exact",
  "help",
  "json",
  "ndjson",
  "options",
  "prove",
  "quiet",
  "repair",
  "search-only",
  "spectrum",
  "stop-at-target",
  "verify",
  "version",
]);

/** @throws {UsageError} for a flag with a value other than true and false */
export function refuseFlagValues(args: readonly string[]): void {
  for (const arg of args) {
    const [, flag, value] = /^--([a-z-]+)=(.*)$/s.exec(arg) ?? [];
    if (flag !== undefined && FLAGS.has(flag) && value !== "true" && value !== "false")
      throw new UsageError(`--${flag} is ${JSON.stringify(value)}, but takes no value`);
  }
}

/** Options that gather what is given several times: in all commands, and in single ones. */
const GATHERING = new Set(["set", "learn", "encoding"]);
const GATHERING_IN: Readonly<Record<string, ReadonlySet<string>>> = {
  compare: new Set(["solver", "from"]),
  tune: new Set(["param", "test"]),
};

/** @throws {UsageError} for an option of one value that is given two of them: which one is meant nobody can tell */
export function refuseRepeats(args: readonly string[]): void {
  const given = new Map<string, string>();
  const ofCommand = GATHERING_IN[args[0] ?? ""];
  for (const [k, arg] of args.entries()) {
    if (arg === "--") return;
    const [, option, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (option === undefined || FLAGS.has(option) || GATHERING.has(option)) continue;
    if (ofCommand?.has(option) === true) continue;
    const value = JSON.stringify(inline ?? args[k + 1] ?? "");
    const before = given.get(option);
    if (before !== undefined) throw new UsageError(`--${option} is given twice: ${before} and ${value}`);
    given.set(option, value);
  }
}

/** The parser tells the nearest command, and calls one that is near nothing an argument. */
function usageMistake(message: string, args: readonly string[]): { message: string; hint: string } {
  const [command] = args;
  const meant = /^Did you mean [a-z]+\?$/.test(message);
  const known = command === undefined || command.startsWith("-") || COMMANDS.has(command);
  if (known || !(meant || message.startsWith("Unknown argument"))) return { message, hint: usageHint(message, args) };
  const hint = meant ? message : "groundstate --help lists the commands.";
  return { message: `there is no command ${JSON.stringify(command)}`, hint };
}

function usageHint(message: string, args: readonly string[]): string {
  const unknown = /Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  const near = unknown === undefined ? null : nearest(unknown, KNOWN_OPTIONS);
  if (near !== null && near !== unknown) return `Did you mean --${near}?`;
  const command = args.find((arg) => !arg.startsWith("-"));
  return `groundstate ${command === undefined ? "" : `${command} `}--help shows the usage.`;
}
