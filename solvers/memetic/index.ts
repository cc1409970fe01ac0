/**
 * Memetic annealing: a population of annealed states that exchange what they have better. Where two states differ, the sites fall into
 * components without couplings between them, and each component is taken from the better state (partition crossover, Whitley, Hains &
 * Howe 2009; the clusters of Houdayer 2001). A round re-anneals every member from a middle temperature, takes over the
 * components that became better, and mixes the members; when rounds no longer help, the population meets the champions of earlier
 * epochs, then a new epoch begins from random states with longer anneals. Sparse models gain most: local improvements
 * add up whatever happens elsewhere. On dense ones a component is nearly everything, and rounds keep the better state.
 */
import { spinSystem } from "../../src/kernels/system.ts";
import { type EnergyModel, energy, estimate, expandState, type State } from "../../src/model/index.ts";
import type { Refusal, SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseSingleFlips } from "../../src/solver.ts";
import { defaults, type MemeticOptions, optionsSchema } from "./options.ts";
import { createPopulation, type Population } from "./population.ts";
import { createTemperatures, type Temperatures } from "./temperatures.ts";

export type { MemeticOptions } from "./options.ts";

/** Sweeps grow by this much from epoch to epoch. */
const GROWTH = 1.5;
/** Champions of earlier epochs that are kept. */
const CHAMPIONS = 8;
/** Replicas asked for. */
const REPLICAS = 16;
/** Rows larger than this, bytes, are not made only to find out whether the solver suits. */
const LARGEST = 4e9;

export const memetic = defineSolver<MemeticOptions>({
  id: "memetic",
  title: "Memetic annealing",
  summary:
    "Anneals a population of states together and lets them exchange the regions in which one is better than the other, over and over " +
    "from middle temperatures. The strongest choice for sparse spin and bit models, most of all for lattices and other large ones.",
  sources: [
    "Moscato 1989, On evolution, search, optimization, genetic algorithms and martial arts, Caltech C3P 826",
    "Whitley, Hains & Howe 2009, Tunneling between optima: partition crossover for the traveling salesman problem, GECCO",
    "Houdayer 2001, A cluster Monte Carlo algorithm for 2-dimensional spin glasses, Eur. Phys. J. B 22",
  ],
  optionsSchema,
  defaults,
  endless: { epochs: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const refusal = refuseSingleFlips(model);
  if (refusal !== null) return refusal;
  const bytes = estimate(model, "csr");
  if (bytes <= LARGEST) return null;
  return { reason: `its couplings as rows take ${bytes.toPrecision(2)} bytes`, instead: "annealing" };
}

/** The best state of all, in the model's own domain. */
interface Champion {
  readonly state: State & { readonly kind: "plain" };
  energy: number;
}

function* search(model: EnergyModel, options: MemeticOptions, context: SearchContext): Generator<Step, Verdict, void> {
  const { random, kernels, monitor, start, elites = [], memoryLimit } = context;
  const system = spinSystem(model, memoryLimit);
  const champion = firstChampion(model, start, random);
  const step = (work: number): Step => ({ work, energy: champion.energy, state: champion.state });
  monitor?.started(champion.state, champion.energy);
  yield step(0);
  if (model.n === 0) return { status: "exhausted" };
  const [replicas] = kernels.replicas(system, { random: random.split(0), memoryLimit, width: REPLICAS });
  const population = createPopulation(system, replicas, kernels.recombiner(system, memoryLimit));
  const temperatures = createTemperatures(system);
  const champions: Int8Array[] = [start, ...elites].flatMap((state) => (state === null ? [] : [spinsOf(model, state)]));

  function crown(): boolean {
    const best = population.best();
    if (population.energies[best] >= champion.energy) return false;
    const low = model.domain === "spin" ? -1 : 0;
    champion.state.values.set(population.states[best]);
    if (low === 0) for (let i = 0; i < model.n; i++) if (champion.state.values[i] < 0) champion.state.values[i] = 0;
    champion.energy = model.integer ? population.energies[best] : energy(model, champion.state);
    monitor?.started(champion.state, champion.energy);
    return true;
  }
  function* live<T>(part: Generator<void, T, void>): Generator<Step, T, void> {
    for (;;) {
      const next = part.next();
      if (next.done) return next.value;
      yield step(population.work);
    }
  }
  function* rounds(sweeps: number): Generator<Step, void, void> {
    let least = population.energies[population.best()];
    for (let stale = 0; stale < options.rounds; ) {
      yield* live(population.mix(sweeps, random));
      crown();
      yield* live(oneRound(population, temperatures, sweeps, random));
      if (crown()) yield step(population.work);
      const now = population.energies[population.best()];
      stale = now < least ? 0 : stale + 1;
      least = now;
    }
  }

  let sweeps = options.sweeps ?? Math.max(150, Math.min(1500, 8e6 / model.n));
  for (let epoch = 0; options.epochs === null || epoch < options.epochs; epoch++, sweeps *= GROWTH) {
    const length = Math.round(sweeps);
    yield* live(population.grow(length, temperatures.hot, temperatures.cold, random));
    if (crown()) yield step(population.work);
    if (epoch === 0 && start !== null) inject(population, champions.slice(0, 1));
    yield* rounds(length);
    const winner = population.states[population.best()].slice();
    if (champions.length > 0) {
      inject(population, champions);
      yield* rounds(length);
    }
    remember(champions, winner, population.states[population.best()], random.below);
  }
  yield step(population.work);
  return { status: "exhausted" };
}

/** Re-anneals, and tells the temperatures how it went. */
function* oneRound(
  population: Population,
  temperatures: Temperatures,
  sweeps: number,
  random: SearchContext["random"],
): Generator<void, number, void> {
  const improved = yield* population.reanneal(sweeps, temperatures.warm(random), temperatures.cold);
  temperatures.learn(improved);
  return improved;
}

function firstChampion(model: EnergyModel, start: State | null, random: SearchContext["random"]): Champion {
  const low = model.domain === "spin" ? -1 : 0;
  const values =
    start === null
      ? Int8Array.from({ length: model.n }, () => (random.uint32() & 1 ? 1 : low))
      : Int8Array.from(expandState(model, start));
  const state = { kind: "plain", values } as const;
  return { state, energy: energy(model, state) };
}

function spinsOf(model: EnergyModel, state: State): Int8Array {
  return Int8Array.from(expandState(model, state), (value) => (value === 1 ? 1 : -1));
}

/** Champions take the places of the first members, the best member apart. */
function inject(population: Population, champions: readonly Int8Array[]): void {
  const best = population.best();
  let member = 0;
  for (const spins of champions) {
    if (member === best) member++;
    if (member >= population.size) return;
    population.replace(member++, spins);
  }
}

/** Keeps the winner of an epoch before it met the champions (its own blood) and the best of all. */
function remember(champions: Int8Array[], winner: Int8Array, best: Int8Array, below: (bound: number) => number): void {
  for (const spins of [winner, best]) {
    if (champions.some((other) => other.every((spin, i) => spin === spins[i]))) continue;
    if (champions.length < CHAMPIONS) champions.push(spins.slice());
    else champions[below(CHAMPIONS)] = spins.slice();
  }
}
