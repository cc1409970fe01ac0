/**
 * The main job: instance in, refereed result out. `solve` and `improvements` share one preparation, one driver and one
 * referee; energy, objective and validity of the result are recomputed from the instance, never taken from a solver.
 */
import { GroundstateError } from "../errors.ts";
import { loadKernels } from "../kernels/load.ts";
import { DEFAULT_MEMORY_LIMIT, energy } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import type { Bound, Problem } from "../problem.ts";
import { problemById, solverById } from "../registry.ts";
import { requireSchema } from "../validate.ts";
import { openAdapting, searchAdapting } from "./adapt.ts";
import type { Incumbent, Outcome } from "./drive.ts";
import { checkInstance, checkOptions, mergeOptions, type SolveOptions } from "./options.ts";
import { createProver } from "./prover.ts";
import { proveWhileSearching, provingRun, type Stand } from "./proving.ts";
import { referee, relativeGap } from "./referee.ts";
import type { Result } from "./result.ts";
import { type Choice, type Meaning, openRun, openSearch, type Running, type Search, toTheEnd } from "./search.ts";
import { openTightening, searchTightening, tightens } from "./tighten.ts";

/** A better solution or a better bound, as it is found. `solution` is null while nothing valid has been seen. */
export interface Improvement<S = unknown> {
  readonly time: number;
  readonly work: number;
  readonly energy: number;
  readonly objective: number | null;
  readonly valid: boolean;
  readonly solution: S | null;
  readonly solver: string;
  /** The best bound proved so far, null when nothing is. */
  readonly bound: number | null;
  /** |objective - bound| / |bound|, null where nothing is proved. */
  readonly gap: number | null;
}

/** A result whose solution has the type of its problem. */
export type ResultOf<S> = Omit<Result, "solution"> & { readonly solution: S | null };

/**
 * Solves an instance. Infeasible, limited or aborted runs are results, not exceptions. With the problem itself instead of its
 * id, instance and solution are typed.
 * Without work or time limit the run ends after 2 seconds at the latest.
 * @throws {GroundstateError} invalid-instance, invalid-options, unknown-name, unsupported-model, memory
 */
export function solve<I, S, O extends object>(
  problem: Problem<I, S, O>,
  instance: I,
  options?: SolveOptions,
): Promise<ResultOf<S>>;
export function solve(problem: string | Problem, instance: unknown, options?: SolveOptions): Promise<Result>;
export async function solve(named: string | Problem, instance: unknown, options: SolveOptions = {}): Promise<Result> {
  const problem = problemOf(named);
  if (problem.ready !== undefined) await problem.ready();
  const job = prepare(problem, instance, options);
  const run = await job.open();
  const outcome = await toTheEnd(run);
  return job.result(run, outcome);
}

/**
 * `solve` without pauses: blocks until done, so it takes no threads. An AbortSignal cannot fire meanwhile unless it already has.
 * Where a problem has `ready`, await it before.
 */
export function solveSync<I, S, O extends object>(
  problem: Problem<I, S, O>,
  instance: I,
  options?: SolveOptions,
): ResultOf<S>;
export function solveSync(problem: string | Problem, instance: unknown, options?: SolveOptions): Result;
export function solveSync(named: string | Problem, instance: unknown, options: SolveOptions = {}): Result {
  const job = prepare(named, instance, options);
  const search = job.searchBlocking();
  return job.result(search, search.drive.finish());
}

/**
 * Improvements as they are found, at most one per few milliseconds, and of the bound alone at most one per tenth of a second; returns
 * the result at the end. Leaving the loop early stops the search.
 * @throws as `solve`
 */
export function improvements<I, S, O extends object>(
  problem: Problem<I, S, O>,
  instance: I,
  options?: SolveOptions,
): AsyncGenerator<Improvement<S>, ResultOf<S>, void>;
export function improvements(
  problem: string | Problem,
  instance: unknown,
  options?: SolveOptions,
): AsyncGenerator<Improvement, Result, void>;
export async function* improvements(
  named: string | Problem,
  instance: unknown,
  options: SolveOptions = {},
): AsyncGenerator<Improvement, Result, void> {
  const problem = problemOf(named);
  if (problem.ready !== undefined) await problem.ready();
  const job = prepare(problem, instance, options);
  const run = await job.open();
  const isNews = newsOf(job);
  let more = true;
  try {
    while (more) {
      more = await run.advance();
      const best = run.incumbent;
      if (best !== null && isNews(best)) yield job.describe(run, best);
    }
  } finally {
    await run.finish();
  }
  return job.result(run, await run.finish());
}

const problemOf = (named: string | Problem): Problem => (typeof named === "string" ? problemById(named) : named);

/** Milliseconds between two improvements of the bound alone. */
const BOUND_PAUSE = 100;

/** Whether an incumbent, or the bound beside it, is better than when it was last shown. */
function newsOf(job: Job): (best: Incumbent) => boolean {
  let seen: Incumbent | null = null;
  let bound: Bound | null = null;
  let shownAt = 0;
  return (best) => {
    const waited = performance.now() >= shownAt + BOUND_PAUSE;
    if (best === seen && (job.bound === bound || !waited)) return false;
    seen = best;
    bound = job.bound;
    shownAt = performance.now();
    return true;
  };
}

/** An instance made ready: how it is searched, what its states mean, and how its results are written. */
interface Job {
  readonly bound: Bound | null;
  /** Search and proof side by side. */
  open(): Promise<Running>;
  /** The same at once. */
  searchBlocking(): Search;
  describe(run: Choice, incumbent: Incumbent): Improvement;
  result(run: Choice & Pick<Running, "verification">, outcome: Outcome): Result;
}

function prepare(named: string | Problem, instance: unknown, options: SolveOptions): Job {
  checkOptions(options);
  const startedAt = performance.now() - 1000 * (options.elapsed ?? 0);
  const problem = problemOf(named);
  checkInstance(problem, instance);
  const encodingOptions = mergeOptions(
    problem.defaults,
    options.encoding,
    problem.optionsSchema,
    `${problem.id} encoding`,
  );
  const encodeStart = performance.now();
  const encoding = problem.encode(instance, encodingOptions);
  const searchStart = performance.now();
  let incumbent: () => Incumbent | null = () => null;
  const objective = remembering(
    () => incumbent(),
    ({ state }) => judge.judge(state).objective,
  );
  const prover = createProver(
    problem,
    instance,
    problem.senseOf?.(instance) ?? problem.sense,
    options.prove !== false,
    startedAt,
    {
      kernels: loadKernels(),
      memoryLimit: options.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
      incumbent: objective,
    },
  );
  const judge = referee(problem, instance, encoding, () => prover.bound);
  const stand: Stand = {
    startedAt,
    solved: () => {
      const value = objective();
      return value !== null && judge.solved(value);
    },
    refuted: judge.refuted,
    gap: () => gapOf(objective()),
  };
  function gapOf(value: number | null): number | null {
    return value === null || prover.bound === null ? null : relativeGap(value, prover.bound.value);
  }
  const freeOrder = encoding.model.structure.every(({ kind }) => kind === "permutation");
  const begin = beginning(problem, instance, options);
  const meaning: Meaning = {
    start: begin === null ? null : encoding.embed(begin),
    startedAt,
    // Where nothing else is asked a permutation is valid by its form, and judging one at every improvement would cost O(n) too often.
    accepts: (state) => (state.kind === "permutation" && freeOrder) || judge.accepts(state),
    reaches: judge.reaches(options.target, !isExact(options.solver)),
  };
  const tightening = { problem, instance, encoding, encodingOptions, options, meaning, begin };
  // An exact solver is asked for all of one model, not for one solution after the other.
  const tightened = !isExact(options.solver) && tightens(tightening);
  let { penalty } = encoding;
  const searched = (latest: typeof penalty): void => {
    penalty = latest;
  };
  const adapting = { problem, instance, encoding, options, meaning, searched };
  const adapts = encoding.adapt !== undefined;
  return {
    get bound() {
      return prover.bound;
    },
    async open() {
      const run = await (adapts
        ? openAdapting(adapting)
        : tightened
          ? openTightening(tightening)
          : openRun(encoding.model, options, meaning));
      incumbent = () => run.incumbent;
      return provingRun(run, prover, stand, options.threads !== undefined);
    },
    searchBlocking() {
      const search = adapts
        ? searchAdapting(adapting)
        : tightened
          ? searchTightening(tightening)
          : openSearch(encoding.model, options, meaning);
      incumbent = () => search.drive.incumbent;
      proveWhileSearching(search, prover, stand);
      return search;
    },
    describe({ solver }, { state, time, work, energy }) {
      const judged = judge.judge(state);
      const bound = prover.bound?.value ?? null;
      const gap = gapOf(judged.objective);
      const { solution, valid } = judged;
      return { time, work, energy, objective: judged.objective, valid, solution, solver: solver.id, bound, gap };
    },
    result({ solver, reason, options: searchOptions, limits, seed, verification }, ended) {
      const outcome = orBeginning(ended, meaning, encoding.model);
      const timing = {
        encode: (searchStart - encodeStart) / 1000,
        search: (performance.now() - searchStart) / 1000,
        total: (performance.now() - startedAt) / 1000,
        ...(prover.history.length === 0 ? {} : { bounds: [...prover.history] }),
      };
      return judge.result({
        solver: solver.id,
        reason,
        options: searchOptions,
        encoding: encodingOptions,
        penalty,
        limits,
        seed,
        threads: options.threads ?? null,
        outcome,
        start: options.start,
        repair: options.repair === true,
        timing,
        verification: verification(),
      });
    },
  };
}

/** A run that ended before its solver had a first state still has the solution that it was to begin with, if there was one. */
function orBeginning(outcome: Outcome, { start, accepts }: Meaning, model: EnergyModel): Outcome {
  if (outcome.best !== null || start === null || !accepts(start)) return outcome;
  const begun = { time: 0, work: 0, energy: energy(model, start), valid: true };
  return { ...outcome, best: { ...begun, state: start }, bestIsLowest: true, trace: [begun] };
}

/** Whether a solver was named that visits all states: it is to come to its end, and not to stop where a bound meets the first optimum. */
function isExact(named: SolveOptions["solver"] = "auto"): boolean {
  if (named === "auto") return false;
  return (typeof named === "string" ? solverById(named) : named).guarantees.has("exact");
}

/** What `price` says of the incumbent, asked once for each; null without a valid one. */
function remembering(
  incumbent: () => Incumbent | null,
  price: (best: Incumbent) => number | null,
): () => number | null {
  let priced: Incumbent | null = null;
  let value: number | null = null;
  return () => {
    const best = incumbent();
    if (best === priced) return value;
    priced = best;
    value = best?.valid === true ? price(best) : null;
    return value;
  };
}

/** The solution to begin with: the one given, else one that the problem constructs; null when there is none. */
function beginning(problem: Problem, instance: unknown, { start, solver }: SolveOptions): unknown {
  if (start === undefined) return isExact(solver) ? null : (problem.construct?.(instance) ?? null);
  requireSchema(problem.solutionSchema, start, "start", "invalid-solution");
  const violations = problem.verify(instance, start);
  if (violations.length > 0) {
    throw new GroundstateError("invalid-solution", `start is not valid: ${violations[0].message}`);
  }
  return start;
}
