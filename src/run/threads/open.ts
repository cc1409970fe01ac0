/** Opens a run on threads: by the solver's own plan where it has one, else as restarts of the solver. */
import { GroundstateError } from "../../errors.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../model/index.ts";
import type { EnergyModel } from "../../model/types.ts";
import { solverById } from "../../registry.ts";
import type { EpisodePlan, Solver } from "../../solver.ts";
import type { SearchOptions } from "../options.ts";
import type { Choice, Meaning, Running } from "../search.ts";
import { createThreadedDrive } from "./drive.ts";
import { threadPool } from "./pool.ts";
import { createRestartsPlan } from "./restarts-plan.ts";

/** @throws {GroundstateError} "invalid-options" for a solver of the caller's own, "thread" on hosts without threads */
export function openThreads(model: EnergyModel, options: SearchOptions, meaning: Meaning, choice: Choice): Running {
  requireKnown(choice.solver);
  const drive = createThreadedDrive({
    ...meaning,
    model,
    plan: () => planOf(model, options, meaning, choice),
    limits: choice.limits,
    threads: options.threads ?? 1,
    pool: threadPool(options.workerScript),
    memoryLimit: options.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
    verify: options.verify === true,
  });
  return {
    ...choice,
    advance: () => drive.advance(),
    get incumbent() {
      return drive.incumbent;
    },
    recheck: () => drive.recheck(),
    finish: () => drive.finish(),
    verification: () => drive.verification(),
  };
}

function planOf(model: EnergyModel, { options }: SearchOptions, { start }: Meaning, choice: Choice): EpisodePlan {
  const { solver, seed } = choice;
  if (solver.plan !== undefined) return solver.plan(model, choice.options, seed, start);
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return createRestartsPlan(solver, Object.fromEntries(given), seed, start);
}

/** Threads know solvers by their ids: code cannot be sent to them. */
function requireKnown(solver: Solver): void {
  if (isKnown(solver)) return;
  throw new GroundstateError("invalid-options", `solver is one of your own, ${solver.id}, which threads do not know`, {
    hint: "Use a registered solver, or leave the option threads out.",
  });
}

function isKnown(solver: Solver): boolean {
  try {
    return solverById(solver.id) === solver;
  } catch {
    return false;
  }
}
