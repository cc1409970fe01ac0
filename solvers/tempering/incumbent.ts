/** The best state found: what the search shows, kept as spins too. */
import { createBestState } from "../../src/kernels/best.ts";
import type { Recombiner } from "../../src/kernels/recombination/types.ts";
import { type SpinSystem, systemEnergy } from "../../src/kernels/system.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Monitor, Step } from "../../src/solver.ts";

export interface Incumbent {
  readonly energy: number;
  readonly spins: Int8Array;
  /** Takes spins that are better. */
  offer(spins: Int8Array): void;
  /** Takes every component in which other spins are better or as good; what they have best and what it has best end up together. */
  recombine(spins: Int8Array): void;
  view(work: number): Step;
}

export function createIncumbent(
  model: EnergyModel,
  system: SpinSystem,
  recombiner: Recombiner,
  initial: Int8Array,
  monitor: Monitor | null,
): Incumbent {
  const spins = initial.slice();
  const best = createBestState(model, spins, systemEnergy(system, spins), monitor);
  return {
    get energy() {
      return best.energy;
    },
    spins,
    offer(other) {
      const offered = systemEnergy(system, other);
      if (offered >= best.energy) return;
      spins.set(other);
      best.take(spins, offered);
    },
    recombine(other) {
      const change = recombiner.combine(spins, other, true);
      // Whole energies change exactly; real ones are computed anew.
      best.take(spins, system.integer ? best.energy + system.unit * change : systemEnergy(system, spins));
    },
    view: best.view,
  };
}
