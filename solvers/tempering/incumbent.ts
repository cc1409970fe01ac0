/** The best state found: what the search shows. Kept as spins, shown in the model's own values. */
import type { Recombiner } from "../../src/kernels/recombination/types.ts";
import { type SpinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { type EnergyModel, expandState } from "../../src/model/index.ts";
import type { State } from "../../src/model/types.ts";
import type { Monitor, Step } from "../../src/solver.ts";

export interface Incumbent {
  readonly energy: number;
  readonly spins: Int8Array;
  /** Takes spins that are better. Returns whether they were. */
  offer(spins: Int8Array): boolean;
  /** Takes every component in which other spins are better or as good; what they have best and what it has best end up together. */
  recombine(spins: Int8Array): void;
  view(work: number): Step;
}

/** Spins of a state of the model. */
export function toSpins(model: EnergyModel, state: State): Int8Array {
  return Int8Array.from(expandState(model, state), (value) => (value === 1 ? 1 : -1));
}

export function createIncumbent(
  model: EnergyModel,
  system: SpinSystem,
  recombiner: Recombiner,
  initial: Int8Array,
  monitor: Monitor | null,
): Incumbent {
  const low = model.domain === "spin" ? -1 : 0;
  const spins = initial.slice();
  const state = { kind: "plain", values: new Int8Array(model.n) } as const;
  let energy = Number.POSITIVE_INFINITY;

  /** What is in `spins` now is the incumbent. */
  function settle(now: number): void {
    energy = now;
    for (let i = 0; i < spins.length; i++) state.values[i] = spins[i] === 1 ? 1 : low;
    monitor?.started(state, energy);
  }
  settle(systemEnergy(system, spins));
  return {
    get energy() {
      return energy;
    },
    spins,
    offer(other) {
      const offered = systemEnergy(system, other);
      if (offered >= energy) return false;
      spins.set(other);
      settle(offered);
      return true;
    },
    recombine(other) {
      const change = recombiner.combine(spins, other, true);
      // Whole energies change exactly; real ones are computed anew.
      settle(system.integer ? energy + system.unit * change : systemEnergy(system, spins));
    },
    view: (work) => ({ work, energy, state }),
  };
}
