/**
 * The errors of groundstate: one base class with a stable `code` and a `hint` (the way out).
 * Every message names the place, the value found and what was expected. A result that is infeasible or ran out of
 * time is a result, never an error. This module imports nothing, so every room may use it.
 */

export type ErrorCode =
  | "invalid-instance" // the problem instance breaks its schema or a rule that a schema cannot say
  | "invalid-options" // options of a problem, a solver or a run
  | "invalid-solution" // a solution document that does not fit its schema
  | "unsupported-model" // this solver cannot take this model
  | "unknown-name" // no such problem, solver, format, ...
  | "format" // a file that cannot be read as the format it claims
  | "memory" // something would not fit the memory limit
  | "thread" // threads that cannot be started, or that died again and again
  | "model" // an ill-formed model, or a state of the wrong shape
  | "file"; // reading or writing a file failed

export interface ErrorOptions {
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Base class. `message` says place, found, expected; `hint` says the way out; `code` is stable across versions. */
export class GroundstateError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | null;
  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "GroundstateError";
    this.code = code;
    this.hint = options.hint ?? null;
  }
}

/** A malformed file: 1-based line and column of the first thing that could not be read. */
export class FormatError extends GroundstateError {
  readonly line: number;
  readonly column: number;
  constructor(message: string, line: number, column: number, options: ErrorOptions = {}) {
    super("format", `line ${line}, column ${column}: ${message}`, options);
    this.name = "FormatError";
    this.line = line;
    this.column = column;
  }
}

/** Refusal before anything is materialised. `bytes` is the estimate, `limit` what was allowed. */
export class MemoryError extends GroundstateError {
  readonly what: string;
  readonly bytes: number;
  readonly limit: number;
  constructor(what: string, bytes: number, limit: number, hint: string) {
    super("memory", `${what} needs about ${formatBytes(bytes)}, above the limit of ${formatBytes(limit)}.`, { hint });
    this.name = "MemoryError";
    this.what = what;
    this.bytes = bytes;
    this.limit = limit;
  }
}

/** Bytes with a binary unit and three significant digits: `23.4 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toPrecision(3)} ${units[unit]}`;
}

/** Closes an exhaustive switch: the compiler proves that it is never reached. */
export function unreachable(value: never): never {
  throw new GroundstateError("model", `unexpected variant ${JSON.stringify(value)}`);
}
