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
    return { message: error.message, hint: usageHint(error.message, args), exitCode: BAD_INPUT };
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
  "encoding", "format", "help", "imbalance", "json", "limit", "memory", "ndjson", "options", "out", "parts", "plot", "problem",
  "quiet", "search-only", "seed", "set", "size", "solution", "solver", "spectrum", "start", "target", "threads", "time", "to", "verify", "version", "work",
]; // biome-ignore format: a table

function usageHint(message: string, args: readonly string[]): string {
  const unknown = /Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  const near = unknown === undefined ? null : nearest(unknown, KNOWN_OPTIONS);
  if (near !== null && near !== unknown) return `Did you mean --${near}?`;
  const command = args.find((arg) => !arg.startsWith("-"));
  return `groundstate ${command === undefined ? "" : `${command} `}--help shows the usage.`;
}
