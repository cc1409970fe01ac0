/** Failures as people read them: what, where, expected, way out. No stack traces unless GROUNDSTATE_DEBUG is set. */
import { distance } from "fastest-levenshtein";
import pc from "picocolors";
import { GroundstateError } from "../errors.ts";

/** A mistake on the command line itself. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Prints an error to stderr and gives exit code 2 (bad input or usage). */
export function reportError(error: unknown, args: readonly string[]): number {
  const { message, hint } = explain(error, args);
  process.stderr.write(`${pc.red("error:")} ${message}\n`);
  if (hint !== null) process.stderr.write(`${pc.dim("hint:")} ${hint}\n`);
  if (process.env["GROUNDSTATE_DEBUG"] !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return 2;
}

function explain(error: unknown, args: readonly string[]): { message: string; hint: string | null } {
  if (error instanceof GroundstateError) return { message: error.message, hint: error.hint };
  if (error instanceof UsageError || (error instanceof Error && error.name === "YError")) {
    return { message: error.message, hint: usageHint(error.message, args) };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError || message.includes("allocation")) {
    return { message: `out of memory: ${message}`, hint: "Give a smaller instance, or raise --memory." };
  }
  return {
    message: `internal: ${message}`,
    hint: "This is a bug in groundstate. Set GROUNDSTATE_DEBUG=1 for the stack and report it.",
  };
}

/** Options of all commands, for "did you mean". */
const KNOWN_OPTIONS = [
  "solver", "set", "encoding", "time", "work", "target", "seed", "parts", "imbalance", "problem", "format", "json", "ndjson",
  "out", "quiet", "verify", "start", "memory", "to", "size", "limit", "help", "version", "solution", "options", "plot",
]; // biome-ignore format: a table

function usageHint(message: string, args: readonly string[]): string {
  const unknown = /Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  if (unknown !== undefined) {
    const near = KNOWN_OPTIONS.map((name) => ({ name, d: distance(unknown, name) })).sort((a, b) => a.d - b.d)[0];
    if (near.d <= 2 && near.d > 0) return `Did you mean --${near.name}?`;
  }
  const command = args.find((arg) => !arg.startsWith("-"));
  return `groundstate ${command === undefined ? "" : `${command} `}--help shows the usage.`;
}
