/**
 * The best state of a search over spins, in the model's own values. A monitor is told of each better one as of one compound move from
 * the last: of the many states that move in between it sees nothing.
 */
import type { EnergyModel, State } from "../model/types.ts";
import { writeValues } from "./spins.ts";

export interface BestState {
  readonly energy: number;
  readonly state: State & { readonly kind: "plain" };
  /** Takes these spins over, whatever their energy. Copies. */
  take(spins: ArrayLike<number>, energy: number): void;
  view(work: number): { readonly work: number; readonly energy: number; readonly state: State };
}

/** Begins with these spins. */
export function createBestState(
  { n, domain }: EnergyModel,
  spins: ArrayLike<number>,
  energyOfSpins: number,
  monitor: {
    started(state: State, energy: number): void;
    moved(state: State, energy: number): void;
  } | null,
): BestState {
  const state = { kind: "plain", values: new Int8Array(n) } as const;
  let energy = Number.POSITIVE_INFINITY;
  function take(better: ArrayLike<number>, itsEnergy: number): void {
    const lower = itsEnergy < energy && energy < Number.POSITIVE_INFINITY;
    energy = itsEnergy;
    writeValues(domain, better, state.values);
    if (lower) monitor?.moved(state, energy);
    else monitor?.started(state, energy);
  }
  take(spins, energyOfSpins);
  return {
    state,
    take,
    get energy() {
      return energy;
    },
    view: (work) => ({ work, energy, state }),
  };
}
