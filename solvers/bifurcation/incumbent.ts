/**
 * The best state of a bifurcation search. Energies of agents are exact where the kernel computes in whole numbers; where it computes in f32,
 * an agent that comes near the incumbent descends again in doubles and is computed there.
 */
import { createBestState } from "../../src/kernels/best.ts";
import type { Bifurcation } from "../../src/kernels/bifurcation/types.ts";
import { randomSpins, toSpins, writeValues } from "../../src/kernels/spins.ts";
import { type SpinSystem, systemEnergy } from "../../src/kernels/system.ts";
import type { Fields } from "../../src/kernels/types.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { SearchContext, Step } from "../../src/solver.ts";

/** Energies of agents in f32 are off by less than this share of n times the largest field (seen: a tenth of it). */
const PRECISION = 1e-7;
/** Sweeps of strict descent in doubles: they only mend what f32 left; rounded gains could go round in circles. */
const MENDING = 4;

export interface Incumbent {
  /** Spins of the state where the search began. */
  readonly spins: Int8Array;
  /** Takes a finished agent over if it is lower. */
  consider(agents: Bifurcation, agent: number): void;
  view(work: number): Step;
}

/** Begins with the given state, or a random one. */
export function createIncumbent(
  model: EnergyModel,
  system: SpinSystem,
  { random, kernels, monitor, start }: SearchContext,
): Incumbent {
  const { n } = model;
  const first = start === null ? randomSpins(n, random) : toSpins(model, start);
  const best = createBestState(model, first, systemEnergy(system, first), monitor);
  const spins = new Int8Array(n);
  const values = new Int8Array(n);
  let fields: Fields | null = null;

  /** Leaves a descended state with its energy in `fields`. */
  function descendInDoubles(): Fields {
    if (fields === null) fields = kernels.fields(model, values);
    else fields.assign(values);
    for (let sweep = 0; sweep < MENDING; sweep++) {
      if (kernels.metropolisSweep(fields, Number.POSITIVE_INFINITY, random, null) === 0) break;
    }
    fields.refresh();
    return fields;
  }
  return {
    spins: first,
    consider(agents, agent) {
      const slack = agents.exact ? 0 : PRECISION * n * system.reach * system.unit;
      const claimed = agents.energy(agent);
      if (!(claimed < best.energy + slack)) return;
      agents.read(agent, spins);
      if (agents.exact) return best.take(spins, claimed);
      writeValues(model.domain, spins, values);
      const mended = descendInDoubles();
      if (mended.energy < best.energy) best.take(mended.values, mended.energy);
    },
    view: best.view,
  };
}
