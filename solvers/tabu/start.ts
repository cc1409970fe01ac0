/** States to begin with: spins -1 and +1, whatever the domain of the model. */
import { type EnergyModel, expandState, type State } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";

export function randomSpins(n: number, random: Random): Int8Array {
  return Int8Array.from({ length: n }, () => 2 * random.below(2) - 1);
}

/** A copy of a state of the model as spins. */
export function toSpins(model: EnergyModel, state: State): Int8Array {
  return expandState(model, state).map((value) => (value === 1 ? 1 : -1));
}
