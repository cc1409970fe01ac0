/** Spins (-1, +1) as solvers over a SpinSystem have them, and the values of the model that they stand for (0 instead of -1 for bits). */
import { type EnergyModel, expandState, type State } from "../model/index.ts";
import type { Random } from "../random.ts";

/** A state of the model as spins. Allocates. */
export function toSpins(model: EnergyModel, state: State): Int8Array {
  const spins = expandState(model, state);
  for (let i = 0; i < spins.length; i++) if (spins[i] !== 1) spins[i] = -1;
  return spins;
}

/** Writes what spins stand for into `values`, which may be the spins themselves. */
export function writeValues(domain: EnergyModel["domain"], spins: ArrayLike<number>, values: Int8Array): void {
  const low = domain === "spin" ? -1 : 0;
  for (let i = 0; i < values.length; i++) values[i] = spins[i] === 1 ? 1 : low;
}

/** Uniformly random spins, one word each. Allocates. */
export function randomSpins(n: number, random: Random): Int8Array {
  return Int8Array.from({ length: n }, () => (random.uint32() & 1 ? 1 : -1));
}

/** Uniformly random values, `low` or 1, a bit of a word each. */
export function randomise(values: Int8Array, low: -1 | 0, random: Random): void {
  let word = 0;
  for (let i = 0; i < values.length; i++) {
    if (i % 32 === 0) word = random.uint32();
    values[i] = word & 1 ? 1 : low;
    word >>>= 1;
  }
}
