/**
 * Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983): Metropolis sweeps of single flips while the inverse temperature beta rises,
 * then strict descent, so that every anneal ends in a state that no flip lowers. Several anneals from random states; the
 * temperatures come from the model (range.ts). O(1) a proposal, O(couplings of the variable) a flip.
 */
import { type EnergyModel, expandState, requireMemory } from "../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseSingleFlips } from "../../src/solver.ts";
import { type Chain, createChain, runAnneal } from "./chain.ts";
import { type AnnealingOptions, checkSchedule, defaults, optionsSchema } from "./options.ts";
import { type BetaRange, measureRange } from "./range.ts";
import { randomise, shapeOf } from "./schedule.ts";

export type { AnnealingOptions } from "./options.ts";

/**
 * Anneal number r has so many sweeps times r: lengths and numbers both grow with the square root of the time, which any limit then
 * uses well. On Gset graphs of 2000 vertices with 64,000 sweeps, 16 anneals of 4000 beat 64 of 1000 and 4 of 16,000.
 */
const GROWTH = 128;

/** End energies reported in the findings at most. */
const LISTED = 1000;

export const annealing = defineSolver<AnnealingOptions>({
  id: "annealing",
  title: "Simulated annealing",
  summary:
    "Flips one variable at a time, uphill too while it is hot, and cools down; repeated from random states with longer and longer " +
    "anneals. The first choice for sparse spin and bit models of any size without a structure to stay in.",
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
  { random, kernels, monitor, start, memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  checkSchedule(options);
  requireMemory(
    model,
    "fields",
    memoryLimit,
    "Use a solver that stays inside the structure, or raise the memory limit.",
  );
  const low = model.domain === "spin" ? -1 : 0;
  const initial = new Int8Array(model.n);
  if (start === null) randomise(initial, low, random);
  else initial.set(expandState(model, start));
  const chain = createChain(model, initial, kernels, monitor);
  yield chain.view();

  const { from, to } = yield* chooseRange(chain, options, low, random);
  const shape = options.schedule === "auto" ? shapeOf(from, to) : options.schedule;
  const endEnergies: number[] = [];
  const values = initial.slice();
  // Without variables no proposal is ever made, so no limit of work would be reached.
  const anneals = options.anneals ?? (model.n === 0 ? 1 : Number.POSITIVE_INFINITY);
  for (let run = 0; run < anneals; run++) {
    const stream = random.split(run);
    if (run > 0) randomise(values, low, stream);
    chain.restart(values);
    const sweeps = options.sweeps ?? GROWTH * (run + 1);
    yield* runAnneal(chain, { sweeps, from, to, shape }, stream);
    if (endEnergies.length < LISTED) endEnergies.push(chain.fields.energy);
  }
  return { status: "exhausted", findings: { betaFrom: from, betaTo: to, schedule: shape, endEnergies } };
}

/** The ends of the schedule: as the options say, the missing ones measured. A measured end never crosses a given one. */
function* chooseRange(
  chain: Chain,
  { betaFrom, betaTo }: AnnealingOptions,
  low: -1 | 0,
  random: SearchContext["random"],
): Generator<Step, BetaRange, void> {
  if (betaFrom !== null && betaTo !== null) return { from: betaFrom, to: betaTo };
  const measured = yield* measureRange(chain, low, random);
  if (betaFrom !== null) return { from: betaFrom, to: Math.max(betaFrom, measured.to) };
  if (betaTo !== null) return { from: Math.min(betaTo, measured.from), to: betaTo };
  return measured;
}
