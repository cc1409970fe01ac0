/**
 * The states of a memetic search: one a replica of the kernel, kept beside the replicas that anneal them. Annealing and
 * recombination come in slices of about a millisecond.
 */

import type { Recombiner } from "../../src/kernels/recombination/types.ts";
import type { Replicas } from "../../src/kernels/replicas/types.ts";
import { type SpinSystem, systemEnergy } from "../../src/kernels/system.ts";
import type { Random } from "../../src/random.ts";

/** Flips tried between two yields: well under a millisecond in the fastest form, a few in the slowest. */
const SLICE = 2 ** 17;
/** Rows read between two yields by recombination, entries: about a millisecond. */
const RECOMBINED = 2 ** 18;
/** Flips tried in the time in which recombination reads one entry of a row. */
const ENTRY_COST = 2;
/** Sweeps of a descent at most: on real-valued models rounded gains near zero could flip for ever. */
const MOST_DESCENTS = 100;

export interface Population {
  readonly size: number;
  /** Spins of the members; energies in model units, exact on integer systems. */
  readonly states: readonly Int8Array[];
  readonly energies: Float64Array;
  /** Flips tried so far; a site looked at by recombination counts as one. */
  readonly work: number;
  /** Index of the member of lowest energy, the first of several. */
  best(): number;
  /** Puts spins in place of a member. */
  replace(member: number, spins: ArrayLike<number>): void;
  /** Fresh random members, annealed. */
  grow(sweeps: number, hot: number, cold: number, random: Random): Generator<void, void, void>;
  /** Anneals all members from `warm`; each keeps what its new state has better, component by component. Returns how many improved. */
  reanneal(sweeps: number, warm: number, cold: number): Generator<void, number, void>;
  /** Every member takes what others have better: as many partners as take about the time of `sweeps` sweeps, at least one. */
  mix(sweeps: number, random: Random): Generator<void, void, void>;
}

/** @param recombiners taken in turn, by what holds components together */
export function createPopulation(
  system: SpinSystem,
  replicas: Replicas,
  recombiners: readonly Recombiner[],
): Population {
  const { n, unit, integer } = system;
  const size = replicas.width;
  const states = Array.from({ length: size }, () => new Int8Array(n));
  const energies = new Float64Array(size);
  const entries = n + system.column.length;
  let work = 0;
  let spent = 0;
  let turn = 0;

  /** Sweeps at inverse temperatures from `from` to `to` in equal steps, then strict descent. */
  function* anneal(sweeps: number, from: number, to: number): Generator<void, void, void> {
    for (let t = 0; t < sweeps; t++) yield* sweep(sweeps === 1 ? to : from + ((to - from) * t) / (sweeps - 1));
    for (let round = 0; round < MOST_DESCENTS; round++) if ((yield* sweep(Number.POSITIVE_INFINITY)) === 0) break;
  }
  function* sweep(beta: number): Generator<void, number, void> {
    const { positions } = replicas;
    const stride = Math.max(16, Math.floor(SLICE / size / 16) * 16);
    let flips = 0;
    for (let from = 0; from < positions; from += stride) {
      const to = Math.min(positions, from + stride);
      flips += replicas.sweep(beta, from, to);
      work += (to - from) * size;
      spent += (to - from) * size;
      if (spent < SLICE) continue;
      spent = 0;
      yield;
    }
    return flips;
  }
  const measured = (spins: Int8Array, running: number) => (integer ? running : systemEnergy(system, spins));
  function take(member: number, other: Int8Array, drift: boolean): void {
    const change = recombiners[turn++ % recombiners.length].combine(states[member], other, drift);
    if (change !== 0) energies[member] = measured(states[member], energies[member] + unit * change);
    work += n;
  }
  return {
    size,
    states,
    energies,
    get work() {
      return work;
    },
    best() {
      let best = 0;
      for (let member = 1; member < size; member++) if (energies[member] < energies[best]) best = member;
      return best;
    },
    replace(member, spins) {
      states[member].set(spins);
      energies[member] = systemEnergy(system, states[member]);
    },
    *grow(sweeps, hot, cold, random) {
      replicas.restart(random);
      yield* anneal(sweeps, hot, cold);
      const reached = replicas.energies();
      for (let member = 0; member < size; member++) {
        replicas.read(member, states[member]);
        energies[member] = measured(states[member], reached[member]);
      }
    },
    *reanneal(sweeps, warm, cold) {
      for (let member = 0; member < size; member++) replicas.write(member, states[member]);
      yield;
      yield* anneal(sweeps, warm, cold);
      const reached = replicas.energies().slice();
      const child = new Int8Array(n);
      let improved = 0;
      for (let member = 0; member < size; member++) {
        const before = energies[member];
        const parent = states[member].slice();
        replicas.read(member, child);
        states[member].set(child);
        energies[member] = measured(child, reached[member]);
        take(member, parent, false);
        // Rounding must not lose a state: the parent stays unless the child is as low.
        if (energies[member] > before) {
          states[member].set(parent);
          energies[member] = before;
        }
        if (energies[member] < before) improved++;
        if ((member + 1) % Math.max(1, Math.floor(RECOMBINED / entries)) === 0) yield;
      }
      return improved;
    },
    *mix(sweeps, random) {
      const parents = states.map((state) => state.slice());
      const affordable = Math.floor((sweeps * n) / (ENTRY_COST * entries));
      const partners = Math.max(1, Math.min(size - 1, affordable));
      let read = 0;
      for (let member = 0; member < size; member++) {
        const order = Int32Array.from({ length: size }, (_, k) => k);
        random.shuffle(order);
        for (let k = 0; k < partners; k++) {
          if (order[k] === member) continue;
          take(member, parents[order[k]], (random.uint32() & 1) === 1);
          read += entries;
          if (read < RECOMBINED) continue;
          read = 0;
          yield;
        }
      }
    },
  };
}
