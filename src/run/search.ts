/** From a model and options to a running search: solver chosen and asked, options merged, monitor and driver attached. */
import { GroundstateError } from "../errors.ts";
import { loadKernels } from "../kernels/load.ts";
import { checkModel, copyState, DEFAULT_MEMORY_LIMIT, energy, estimate, obeysStructure } from "../model/index.ts";
import type { EnergyModel, State } from "../model/types.ts";
import { createRandom } from "../random.ts";
import { solverById } from "../registry.ts";
import type { Findings, Solver } from "../solver.ts";
import { namingAlternatives, throwRefusal } from "./alternatives.ts";
import { chooseSolver } from "./auto.ts";
import { createDrive, type Drive, type Incumbent, type Limits, type Outcome, pause, type TracePoint } from "./drive.ts";
import { createMonitor, type MonitorReport } from "./monitor.ts";
import { checkSearchOptions, effectiveLimits, mergeOptions, type SearchOptions } from "./options.ts";
import type { Status } from "./result.ts";

/** Longest stretch without letting the host breathe, milliseconds. */
const SLICE = 8;

/** What will search, with which options and limits. */
export interface Choice {
  readonly solver: Solver;
  /** Why `auto` chose the solver; null when it was named. */
  readonly reason: string | null;
  readonly options: Record<string, unknown>;
  readonly limits: Limits;
  readonly seed: number;
}

/** A search on the thread of the caller. */
export interface Search extends Choice {
  readonly drive: Drive;
  /** Null unless the run verifies. */
  readonly verification: () => MonitorReport | null;
}

/** A search that lets the host breathe: on the thread of the caller in slices, or on other threads. */
export interface Running extends Choice {
  /** Resolves after a few milliseconds or when the incumbent has changed; true while there is more to do. */
  advance(): Promise<boolean>;
  readonly incumbent: Incumbent | null;
  /** Asks again whether the incumbent reaches what it should: more may be known of that than when it was found. */
  recheck(): void;
  /** Ends the search and gives the outcome. Idempotent. */
  finish(): Promise<Outcome>;
  readonly verification: () => MonitorReport | null;
}

/** What the caller knows of states that the model does not. */
export interface Meaning {
  readonly start: State | null;
  readonly startedAt: number;
  readonly accepts: (state: State) => boolean;
  readonly reaches: ((state: State, energy: number) => boolean) | null;
}

function choose(model: EnergyModel, options: SearchOptions): Choice {
  const { solver, reason } = pickSolver(options.solver ?? "auto", model, options.memoryLimit ?? DEFAULT_MEMORY_LIMIT);
  const defaults = { ...solver.defaults, ...solver.endless };
  const merged = mergeOptions(defaults, options.options, solver.optionsSchema, `${solver.id} options`);
  const refusal = solver.refuses(model, merged);
  if (refusal !== null) {
    throwRefusal(solver, refusal, model, options.memoryLimit ?? DEFAULT_MEMORY_LIMIT, reason !== null);
  }
  return { solver, reason, options: merged, limits: effectiveLimits(options), seed: options.seed ?? 1 };
}

/** @throws {GroundstateError} unknown-name, invalid-options (threads too: they need a run that waits), unsupported-model */
export function openSearch(model: EnergyModel, options: SearchOptions, meaning: Meaning): Search {
  if (options.threads !== undefined) {
    throw new GroundstateError(
      "invalid-options",
      `threads is ${options.threads}, but a run that blocks cannot wait for threads`,
      {
        hint: "Use solve, improvements or minimise.",
      },
    );
  }
  const choice = choose(model, options);
  const { solver, limits, seed } = choice;
  const over = () => limits.time !== undefined && performance.now() - meaning.startedAt >= 1000 * limits.time;
  const watch = options.verify === true ? createMonitor(model, solver.guarantees.has("descent"), over) : null;
  const memoryLimit = options.memoryLimit ?? DEFAULT_MEMORY_LIMIT;
  const steps = solver.search(model, choice.options, {
    random: createRandom(seed),
    kernels: loadKernels(),
    monitor: watch?.monitor ?? null,
    start: meaning.start,
    memoryLimit,
  });
  const search = namingAlternatives(steps, solver, model, memoryLimit);
  const { startedAt, accepts, reaches } = meaning;
  const drive = createDrive({ search, limits, startedAt, accepts, reaches });
  return { ...choice, drive, verification: () => watch?.report() ?? null };
}

/** @throws {GroundstateError} unknown-name, invalid-options, unsupported-model, thread */
export async function openRun(model: EnergyModel, options: SearchOptions, meaning: Meaning): Promise<Running> {
  if (options.threads !== undefined) {
    const choice = choose(model, options);
    const { openThreads } = await import("./threads/open.ts");
    return openThreads(model, options, meaning, choice);
  }
  const { drive, ...search } = openSearch(model, options, meaning);
  return {
    ...search,
    async advance() {
      const more = drive.advance(SLICE);
      if (more) await pause();
      return more;
    },
    get incumbent() {
      return drive.incumbent;
    },
    recheck: () => drive.recheck(),
    finish: async () => drive.finish(),
  };
}

function pickSolver(
  named: string | Solver,
  model: EnergyModel,
  memoryLimit: number,
): { solver: Solver; reason: string | null } {
  if (typeof named !== "string") return { solver: named, reason: null };
  if (named !== "auto") return { solver: solverById(named), reason: null };
  const choice = chooseSolver(model, (id) => {
    // The members of the portfolio keep all couplings as rows.
    if (id === "portfolio" && estimate(model, "csr") > memoryLimit) return false;
    const solver = solverById(id);
    return solver.refuses(model, solver.defaults) === null;
  });
  return { solver: solverById(choice.solver), reason: choice.reason };
}

/** What `minimise` gives: the state of lowest energy that the solver showed inside the structure of the model, if any is. */
export interface Minimum {
  readonly status: Status;
  /** Recomputed from the state; null when there is none. */
  readonly energy: number | null;
  readonly state: State | null;
  /** What proves it, when `status` is optimal. */
  readonly proof: string | null;
  readonly solver: string;
  readonly work: number;
  readonly trace: readonly TracePoint[];
  readonly verification: MonitorReport | null;
  readonly findings: Findings | null;
}

/**
 * Minimises the energy of a bare model, without any problem. `target` is an energy.
 * @throws {GroundstateError} model, unknown-name, invalid-options, unsupported-model, memory
 */
export async function minimise(
  model: EnergyModel,
  options: SearchOptions & { readonly start?: State } = {},
): Promise<Minimum> {
  checkSearchOptions(options, ["start"]);
  checkModel(model);
  const { target } = options;
  const search = await openRun(model, options, {
    start: options.start === undefined ? null : copyState(options.start),
    startedAt: performance.now() - 1000 * (options.elapsed ?? 0),
    accepts: (state) => obeysStructure(model, state),
    reaches: target === undefined ? null : (_state, value) => value <= target,
  });
  const { status, verdict, findings, best, work, trace } = await toTheEnd(search);
  return {
    status,
    energy: best === null ? null : energy(model, best.state),
    state: best?.state ?? null,
    proof: status === "optimal" ? (verdict?.proof ?? null) : null,
    solver: search.solver.id,
    work,
    trace,
    verification: search.verification(),
    findings,
  };
}

/** Advances a search until it is over. Threads are given back even when the solver throws. */
export async function toTheEnd(search: Running): Promise<Outcome> {
  try {
    while (await search.advance());
  } finally {
    await search.finish();
  }
  return search.finish();
}
