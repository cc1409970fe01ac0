/**
 * Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983): Metropolis sweeps of single flips while the inverse temperature beta rises,
 * then strict descent, so that every anneal ends in a state that no flip lowers. Several anneals from random states; the
 * temperatures come from the model (range.ts). Models whose couplings are few enough to be written as rows anneal a vector of replicas
 * at once (batch.ts), others one state in the couplings' own form (one.ts). O(1) a proposal, O(couplings of the variable) a flip.
 */
import { type EnergyModel, requireMemory } from "../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseSingleFlips } from "../../src/solver.ts";
import { annealBatch, suitsBatch } from "./batch.ts";
import { annealOne } from "./one.ts";
import { type AnnealingOptions, checkSchedule, defaults, optionsSchema } from "./options.ts";

export type { AnnealingOptions } from "./options.ts";

export const annealing = defineSolver<AnnealingOptions>({
  id: "annealing",
  title: "Simulated annealing",
  summary:
    "Flips one variable at a time, uphill too while it is hot, and cools down; repeated from random states with longer and longer " +
    "anneals. Sparse models anneal sixteen states side by side and join the best parts of them. The first choice for sparse spin and bit models of any size without a structure to stay in.",
  sources: [
    "Kirkpatrick, Gelatt & Vecchi 1983, Optimization by simulated annealing, Science 220",
    "Metropolis, Rosenbluth, Rosenbluth, Teller & Teller 1953, J. Chem. Phys. 21",
  ],
  optionsSchema,
  defaults,
  endless: { anneals: null },
  guarantees: new Set(),
  refuses: refuseSingleFlips,
  search,
});

function* search(
  model: EnergyModel,
  options: AnnealingOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  checkSchedule(options);
  const { memoryLimit } = context;
  const batch = options.replicas === "auto" && suitsBatch(model, memoryLimit);
  if (batch) return yield* annealBatch(model, options, context);
  requireMemory(
    model,
    "fields",
    memoryLimit,
    "Use a solver that stays inside the structure, or raise the memory limit.",
  );
  return yield* annealOne(model, options, context);
}
