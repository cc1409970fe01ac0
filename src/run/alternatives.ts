/** Ways out: which solver takes a model that another refuses, or has no memory for. */
import { GroundstateError, MemoryError } from "../errors.ts";
import { estimate } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import { solverById, solvers } from "../registry.ts";
import { type Refusal, type Solver, type Step, usualSolver, type Verdict } from "../solver.ts";

/** The first that takes the model with its defaults and, about, within `memoryLimit` bytes; null when none but `failed` does. */
function alternativeTo(failed: string, named: readonly string[], model: EnergyModel, memoryLimit: number) {
  const last = solvers.map(({ id }) => id);
  return [...named, usualSolver(model), "annealing", ...last].find((id) => {
    if (id === failed || estimate(model, leastOf(id)) > memoryLimit) return false;
    const solver = solverById(id);
    return solver.refuses(model, solver.defaults) === null;
  });
}

/** What a solver keeps at least. Those for single flips and for parts that are not in this list keep rows of all couplings. */
function leastOf(id: string): "model" | "fields" | "csr" {
  if (id === "permutation" || id === "disjunctive") return "model";
  return ["annealing", "hopfield", "hopfield-ode", "mean-field", "kernighan-lin", "exhaustive"].includes(id)
    ? "fields"
    : "csr";
}

/** @throws {GroundstateError} "unsupported-model", naming a solver that takes the model, or saying that none does */
export function throwRefusal(
  solver: Solver,
  { reason, instead }: Refusal,
  model: EnergyModel,
  memoryLimit: number,
  chosenByAuto: boolean,
): never {
  const other = alternativeTo(solver.id, [instead], model, memoryLimit);
  const hint =
    other === undefined
      ? "No solver takes this model: give its energy a penalty for leaving the structure."
      : `Use the solver ${other}${chosenByAuto ? "" : ", or leave the choice to auto"}.`;
  throw new GroundstateError("unsupported-model", `${solver.id} cannot take this model: ${reason}`, { hint });
}

/** A search whose refusals for want of memory name a solver that needs less. */
export function* namingAlternatives(
  search: Generator<Step, Verdict, void>,
  solver: Solver,
  model: EnergyModel,
  memoryLimit: number,
): Generator<Step, Verdict, void> {
  try {
    return yield* search;
  } catch (error) {
    if (!(error instanceof MemoryError)) throw error;
    const other = alternativeTo(solver.id, [], model, memoryLimit);
    if (other === undefined) throw error;
    const hint = `Use the solver ${other}, which needs less, or raise the memory limit.`;
    throw new MemoryError(error.what, error.bytes, error.limit, hint);
  }
}
