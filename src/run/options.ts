/** What a run can be told, and the checks of it: names, ranges, schemas. Unknown names are errors that suggest the nearest. */
import { GroundstateError } from "../errors.ts";
import { didYouMean } from "../names.ts";
import type { Problem } from "../problem.ts";
import type { Solver } from "../solver.ts";
import { requireNone, requireSchema } from "../validate.ts";
import type { Limits } from "./drive.ts";

/** How to search, whatever is searched. */
export interface SearchOptions extends Limits {
  /** A solver id, `restarts(<id>)`, `auto` (the default), or a solver of your own. */
  readonly solver?: string | Solver;
  /** Solver options; unknown names are errors. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Same seed, same result for the same work. Default 1. */
  readonly seed?: number;
  /** Recompute the energy at every accepted move and report the first rise. */
  readonly verify?: boolean;
  /** Bytes; default 2 GB. */
  readonly memoryLimit?: number;
  /**
   * Search on so many threads, as a sequence of episodes of which up to 4 run at once: the same result for the same work on any
   * number of threads, 1 too; more than 4 are not faster. Left out: one search on the thread of the caller. Each thread may
   * allocate a quarter of `memoryLimit`.
   */
  readonly threads?: number;
  /** URL of the worker script, when a bundler has moved `groundstate/worker` away from the place beside the library. */
  readonly workerScript?: string;
  /** Seconds already spent that count towards `time` (reading the file, starting the process). */
  readonly elapsed?: number;
}

/** How to solve an instance. */
export interface SolveOptions extends SearchOptions {
  /** Encoding options of the problem, e.g. { penalty: "structural" }. */
  readonly encoding?: Readonly<Record<string, unknown>>;
  /** A solution to start from. */
  readonly start?: unknown;
  /** True: an invalid best state is made into a valid solution nearby, where the problem can, and the result says how. */
  readonly repair?: boolean;
  /** False: all the time goes to the search, and only bounds that cost nothing are given. Default true. */
  readonly prove?: boolean;
}

/** Seconds: what keeps a run without work or time limit from never ending. */
export const DEFAULT_TIME = 2;

/** More are taken for a slip of the keyboard. */
const MOST_THREADS = 64;

const SEARCH_OPTIONS = [
  "solver",
  "options",
  "seed",
  "verify",
  "memoryLimit",
  "threads",
  "workerScript",
  "elapsed",
  "work",
  "time",
  "target",
  "signal",
];
const SOLVE_OPTIONS = [...SEARCH_OPTIONS, "encoding", "start", "prove", "repair"];

/** @throws {GroundstateError} "invalid-options" */
export function checkOptions(options: SolveOptions, known: readonly string[] = SOLVE_OPTIONS): void {
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new GroundstateError("invalid-options", `${name} is ${String(value)}, expected ${expected}`);
  };
  if (typeof options !== "object" || options === null) refuse("options", options, "an object such as { time: 2 }");
  for (const name of ["options", "encoding"] as const) {
    const value: unknown = options[name];
    if (value !== undefined && (typeof value !== "object" || value === null)) refuse(name, value, "an object");
  }
  const { solver, signal, prove, repair } = options;
  if (prove !== undefined && typeof prove !== "boolean") refuse("prove", prove, "true or false");
  if (repair !== undefined && typeof repair !== "boolean") refuse("repair", repair, "true or false");
  const isSolver = typeof solver === "object" && solver !== null && typeof solver.search === "function";
  if (solver !== undefined && typeof solver !== "string" && !isSolver) refuse("solver", solver, "an id or a solver");
  if (signal !== undefined && !("aborted" in Object(signal))) refuse("signal", signal, "an AbortSignal");
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) refuse(`option ${name}`, "unknown", didYouMean(name, known));
  }
  for (const name of ["work", "time", "memoryLimit"] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isFinite(value) && value > 0)) refuse(name, value, "a positive number");
  }
  const { target, seed, elapsed, threads, workerScript } = options;
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS))
    refuse("threads", threads, `an integer from 1 to ${MOST_THREADS}`);
  if (workerScript !== undefined && typeof workerScript !== "string") refuse("workerScript", workerScript, "a URL");
  if (target !== undefined && !Number.isFinite(target)) refuse("target", target, "a finite number");
  if (seed !== undefined && !Number.isSafeInteger(seed)) refuse("seed", seed, "an integer");
  if (elapsed !== undefined && !(Number.isFinite(elapsed) && elapsed >= 0))
    refuse("elapsed", elapsed, "0 or more seconds");
}

/** The same for a bare model. @throws {GroundstateError} "invalid-options" */
export function checkSearchOptions(options: SearchOptions, extra: readonly string[]): void {
  checkOptions(options, [...SEARCH_OPTIONS, ...extra]);
}

/** The limits in force: the default time when nothing else is sure to end the run. */
export function effectiveLimits({ work, time, target, signal }: Limits): Limits {
  const limited = work !== undefined || time !== undefined;
  return {
    ...(work === undefined ? {} : { work }),
    ...(limited ? {} : { time: DEFAULT_TIME }),
    ...(time === undefined ? {} : { time }),
    ...(target === undefined ? {} : { target }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** Refuses an instance that breaks its schema or the rules of its problem. @throws {GroundstateError} "invalid-instance" naming every place (up to ten). */
export function checkInstance(problem: Problem, instance: unknown): void {
  const hint = `groundstate schema ${problem.id} prints the schema.`;
  requireSchema(problem.instanceSchema, instance, "instance", "invalid-instance", hint);
  requireNone(problem.check(instance), "invalid-instance");
}

/** Defaults with the user's values on top, `undefined` left out, checked. @throws {GroundstateError} "invalid-options" */
export function mergeOptions(
  defaults: object,
  given: Readonly<Record<string, unknown>> | undefined,
  schema: Problem["optionsSchema"],
  what: string,
): Record<string, unknown> {
  const stated = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  const merged = { ...(defaults as Record<string, unknown>), ...Object.fromEntries(stated) };
  requireSchema(schema, merged, what, "invalid-options");
  return merged;
}
