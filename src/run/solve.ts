/**
 * The main job: instance in, refereed result out. `solve` and `improvements` share one preparation, one driver and one
 * referee; energy, objective and validity of the result are recomputed here from the instance, never taken from a solver.
 */
import { GroundstateError } from "../errors.ts";
import { loadKernels } from "../kernels/load.ts";
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import type { State } from "../model/types.ts";
import type { Encoding, Problem } from "../problem.ts";
import { createRandom } from "../random.ts";
import { problemById, solverById } from "../registry.ts";
import type { Solver } from "../solver.ts";
import { requireNone, requireSchema } from "../validate.ts";
import { chooseSolver } from "./auto.ts";
import { createDrive, type Drive, type Incumbent, type Limits, pause } from "./drive.ts";
import { createMonitor, type MonitorReport } from "./monitor.ts";
import { type Referee, type Result, referee } from "./referee.ts";

export interface SolveOptions extends Limits {
  /** A solver id, `restarts(<id>)`, or `auto` (the default). */
  readonly solver?: string;
  /** Solver options; unknown names are errors. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Encoding options of the problem, e.g. { penalty: "structural" }. */
  readonly encoding?: Readonly<Record<string, unknown>>;
  /** Same seed, same result for the same work. Default 1. */
  readonly seed?: number;
  /** A solution to start from. */
  readonly start?: unknown;
  /** Recompute the energy at every accepted move and report the first rise. */
  readonly verify?: boolean;
  /** Bytes; default 2 GB. */
  readonly memoryLimit?: number;
  /** Seconds already spent that count towards `time` (reading the file, starting the process). */
  readonly elapsed?: number;
}

/** A better solution, as it is found. `solution` is null while nothing valid has been seen. */
export interface Improvement {
  readonly time: number;
  readonly work: number;
  readonly energy: number;
  readonly objective: number | null;
  readonly valid: boolean;
  readonly solution: unknown;
  readonly solver: string;
}

/** What keeps a run without any limit from never ending. */
export const DEFAULT_TIME = 2;
/** Longest stretch without letting the host breathe, milliseconds. */
const SLICE = 8;

/**
 * Solves an instance. Infeasible, limited or aborted runs are results, not exceptions.
 * Without work, time or target limit the run ends after 2 seconds at the latest.
 * @throws {GroundstateError} invalid-instance, invalid-options, unknown-name, unsupported-model, memory
 */
export async function solve(problem: string | Problem, instance: unknown, options: SolveOptions = {}): Promise<Result> {
  const run = prepare(problem, instance, options);
  while (run.drive.advance(SLICE)) await pause();
  return run.result();
}

/** `solve` without pauses: blocks until done. An AbortSignal cannot fire meanwhile unless it already has. */
export function solveSync(problem: string | Problem, instance: unknown, options: SolveOptions = {}): Result {
  const run = prepare(problem, instance, options);
  while (run.drive.advance(1000));
  return run.result();
}

/**
 * Improvements as they are found, at most one per few milliseconds; returns the result at the end. Leaving the loop early stops the search.
 * @throws as `solve`
 */
export async function* improvements(
  problem: string | Problem,
  instance: unknown,
  options: SolveOptions = {},
): AsyncGenerator<Improvement, Result, void> {
  const run = prepare(problem, instance, options);
  let seen: Incumbent | null = null;
  let more = true;
  try {
    while (more) {
      more = run.drive.advance(SLICE);
      const best = run.drive.incumbent;
      if (best !== null && best !== seen) {
        seen = best;
        yield run.describe(best);
      }
      await pause();
    }
  } finally {
    run.drive.finish();
  }
  return run.result();
}

interface Run {
  readonly drive: Drive;
  describe(incumbent: Incumbent): Improvement;
  result(): Result;
}

function prepare(named: string | Problem, instance: unknown, options: SolveOptions): Run {
  const startedAt = performance.now() - 1000 * (options.elapsed ?? 0);
  const problem = typeof named === "string" ? problemById(named) : named;
  checkLimits(options);
  checkInstance(problem, instance);
  const encodingOptions = mergeOptions(
    problem.defaults,
    options.encoding,
    problem.optionsSchema,
    `${problem.id} encoding`,
  );
  const encodeStart = performance.now();
  const encoding = problem.encode(instance, encodingOptions) as Encoding<unknown>;
  const encodeTime = (performance.now() - encodeStart) / 1000;
  const { solver, reason } = pickSolver(options.solver ?? "auto", encoding);
  const solverOptions = mergeOptions(
    { ...solver.defaults, ...solver.endless },
    options.options,
    solver.optionsSchema,
    `${solver.id} options`,
  );
  const refusal = solver.refuses(encoding.model, solverOptions);
  if (refusal !== null) {
    throw new GroundstateError("unsupported-model", `${solver.id} cannot take this model: ${refusal.reason}`, {
      hint: `Use the solver ${refusal.instead}, or leave the choice to auto.`,
    });
  }
  const seed = options.seed ?? 1;
  const watch = options.verify === true ? createMonitor(encoding.model, solver.guarantees.has("descent")) : null;
  const limits = effectiveLimits(options);
  const judge = referee(problem, instance, encoding);
  const search = solver.search(encoding.model, solverOptions, {
    random: createRandom(seed),
    kernels: loadKernels(),
    monitor: watch?.monitor ?? null,
    start: startState(problem, instance, encoding, options.start),
    memoryLimit: options.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
  });
  const drive = createDrive({
    model: encoding.model,
    search,
    limits,
    startedAt,
    accepts: (state) => state.kind !== "plain" || encoding.decode(state).solution !== null,
    targetEnergy: limits.target === undefined ? null : judge.targetEnergy(limits.target),
  });
  const searchStart = performance.now();
  return {
    drive,
    describe: (best) => describe(best, judge, solver),
    result: () =>
      judge.result({
        outcome: drive.finish(),
        solver: solver.id,
        reason,
        options: solverOptions,
        encoding: encodingOptions,
        limits,
        seed,
        timing: {
          encode: encodeTime,
          search: (performance.now() - searchStart) / 1000,
          total: (performance.now() - startedAt) / 1000,
        },
        verification: watch === null ? null : (watch.report() satisfies MonitorReport),
      }),
  };
}

function describe(best: Incumbent, judge: Referee, solver: Solver): Improvement {
  const { solution, objective, valid } = judge.judge(best.state);
  return { time: best.time, work: best.work, energy: best.energy, objective, valid, solution, solver: solver.id };
}

/** @throws {GroundstateError} "invalid-instance" naming every place (up to ten). */
export function checkInstance(problem: Problem, instance: unknown): void {
  requireSchema(
    problem.instanceSchema,
    instance,
    "instance",
    "invalid-instance",
    `groundstate schema ${problem.id} prints the schema.`,
  );
  requireNone(problem.check(instance), "invalid-instance");
}

/** Defaults with the user's values on top, checked. @throws {GroundstateError} "invalid-options" */
export function mergeOptions(
  defaults: object,
  given: Readonly<Record<string, unknown>> | undefined,
  schema: Problem["optionsSchema"],
  what: string,
): Record<string, unknown> {
  const merged = { ...(defaults as Record<string, unknown>), ...given };
  requireSchema(schema, merged, what, "invalid-options");
  return merged;
}

function pickSolver(id: string, encoding: Encoding<unknown>): { solver: Solver; reason: string | null } {
  if (id !== "auto") return { solver: solverById(id), reason: null };
  const choice = chooseSolver(encoding.model);
  return { solver: solverById(choice.solver), reason: choice.reason };
}

function checkLimits(options: SolveOptions): void {
  const positive = (name: "work" | "time" | "memoryLimit"): void => {
    const value = options[name];
    if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
      throw new GroundstateError("invalid-options", `${name} is ${value}, expected a positive number`);
    }
  };
  positive("work");
  positive("time");
  positive("memoryLimit");
  if (options.target !== undefined && !Number.isFinite(options.target)) {
    throw new GroundstateError("invalid-options", `target is ${options.target}, expected a finite number`);
  }
  if (options.seed !== undefined && !Number.isSafeInteger(options.seed)) {
    throw new GroundstateError("invalid-options", `seed is ${options.seed}, expected an integer`);
  }
}

function effectiveLimits(options: SolveOptions): Limits {
  const unlimited = options.work === undefined && options.time === undefined && options.target === undefined;
  return {
    ...(options.work === undefined ? {} : { work: options.work }),
    ...(options.time === undefined ? (unlimited ? { time: DEFAULT_TIME } : {}) : { time: options.time }),
    ...(options.target === undefined ? {} : { target: options.target }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
}

function startState(problem: Problem, instance: unknown, encoding: Encoding<unknown>, start: unknown): State | null {
  if (start === undefined) return null;
  requireSchema(problem.solutionSchema, start, "start", "invalid-solution");
  const violations = problem.verify(instance, start);
  if (violations.length > 0)
    throw new GroundstateError("invalid-solution", `start is not valid: ${violations[0].message}`);
  return encoding.embed(start);
}
