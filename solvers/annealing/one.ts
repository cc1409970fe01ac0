/** Anneals of one state after the other, in whatever form the couplings have. */
import { randomise } from "../../src/kernels/spins.ts";
import { type EnergyModel, expandState } from "../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { createChain, runAnneal } from "./chain.ts";
import type { AnnealingOptions } from "./options.ts";
import { chooseRange, measureRange } from "./range.ts";
import { LISTED, shapeOf } from "./schedule.ts";

/**
 * Anneal number r has so many sweeps times r: lengths and numbers both grow with the square root of the time, which any limit then
 * uses well. On Gset graphs of 2000 vertices with 64,000 sweeps, 16 anneals of 4000 beat 64 of 1000 and 4 of 16,000.
 */
const GROWTH = 128;

export function* annealOne(
  model: EnergyModel,
  options: AnnealingOptions,
  { random, kernels, monitor, start }: SearchContext,
): Generator<Step, Verdict, void> {
  const low = model.domain === "spin" ? -1 : 0;
  const initial = new Int8Array(model.n);
  if (start === null) randomise(initial, low, random);
  else initial.set(expandState(model, start));
  const chain = createChain(model, initial, kernels, monitor);
  yield chain.view();

  const { from, to } = yield* chooseRange(options, () => measureRange(chain, low, random));
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
