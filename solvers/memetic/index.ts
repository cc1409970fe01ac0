/**
 * Memetic annealing: a population of annealed states that exchange what they have better. Where two states differ, the sites fall into
 * components without couplings between them, and each component is taken from the better state (partition crossover, Whitley, Hains &
 * Howe 2009; the clusters of Houdayer 2001). A round re-anneals every member from a middle temperature, takes over the
 * components that became better, and mixes the members; when rounds no longer help, the population meets the champions of earlier
 * epochs, then a new epoch begins from random states with longer anneals. Sparse models gain most: local improvements
 * add up whatever happens elsewhere. On dense ones a component is nearly everything, and rounds keep the better state.
 */
import { createBestState } from "../../src/kernels/best.ts";
import { quench } from "../../src/kernels/quench.ts";
import { strongBonds } from "../../src/kernels/recombination/bonds.ts";
import { randomSpins, toSpins } from "../../src/kernels/spins.ts";
import { spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { type EnergyModel, estimate } from "../../src/model/index.ts";
import type { Refusal, SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseSingleFlips } from "../../src/solver.ts";
import { defaults, type MemeticOptions, optionsSchema } from "./options.ts";
import { createPopulation, type Population } from "./population.ts";
import { createTemperatures } from "./temperatures.ts";

export type { MemeticOptions } from "./options.ts";

/** Sweeps grow by this much from epoch to epoch. */
const GROWTH = 1.5;
/** The first anneal is preceded by one this many times shorter, so that the shortest runs have something to show. */
const OVERTURE = 16;
/** Champions of earlier epochs that are kept. */
const CHAMPIONS = 8;
/**
 * Sweeps of the first anneal. After 800 million flips on G55 (5,000 spins) 1500 end at 10281 .. 10291, 600 at 10281 .. 10284; on G81
 * (20,000 spins) 1500 are not through by then (13,970 .. 13,978), 150 to 600 end at 14,032 .. 14,044, and 150 are there first;
 * graphs of 800 to 2,000 do not mind (three seeds each).
 */
const firstSweeps = (n: number) => Math.max(150, Math.min(1500, (8e6 / n) * Math.min(1, 8000 / n)));
/** Replicas asked for. */
const REPLICAS = 16;
/** Where few couplings stand out: components are also those of so many strongest pairs a site. */
const STRONG_PAIRS = [0.75, 1, 2];
/** Bytes of rows beyond which it refuses, whatever the memory limit: single annealing keeps the couplings' own form. */
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

function* search(model: EnergyModel, options: MemeticOptions, context: SearchContext): Generator<Step, Verdict, void> {
  const { random, kernels, monitor, start, elites = [], memoryLimit } = context;
  const system = spinSystem(model, memoryLimit);
  const first = start === null ? randomSpins(model.n, random) : toSpins(model, start);
  const champion = createBestState(model, first, systemEnergy(system, first), monitor);
  yield champion.view(0);
  if (model.n === 0) return { status: "exhausted" };
  let early = 0;
  let lowered = champion.energy;
  for (const { tried, change } of quench(system, first)) {
    early += tried;
    lowered += system.unit * change;
    // After each pass only: whoever looks at a new state may take longer than a slice.
    if (system.integer && early % model.n === 0 && lowered < champion.energy) champion.take(first, lowered);
    yield champion.view(early);
  }
  const quenched = systemEnergy(system, first);
  if (quenched < champion.energy) champion.take(first, quenched);
  yield champion.view(early);
  const view = () => champion.view(early + population.work);
  // What is made ready for a large model takes tens of milliseconds a part: limits are asked in between.
  const [replicas] = kernels.replicas(system, { random: random.split(0), memoryLimit, width: REPLICAS });
  yield champion.view(early);
  const levels = STRONG_PAIRS.map((perSite) => strongBonds(system, perSite)).filter((bonds) => bonds !== null);
  yield champion.view(early);
  const recombiners = [system, ...levels].map((bonds) => kernels.recombiner(system, memoryLimit, bonds));
  const population = createPopulation(system, replicas, recombiners);
  const temperatures = createTemperatures(system);
  const champions: Int8Array[] = [start, ...elites].flatMap((state) => (state === null ? [] : [toSpins(model, state)]));

  function crown(): boolean {
    const best = population.best();
    if (population.energies[best] >= champion.energy) return false;
    champion.take(population.states[best], population.energies[best]);
    return true;
  }
  function* live<T>(part: Generator<void, T, void>): Generator<Step, T, void> {
    for (;;) {
      const next = part.next();
      if (next.done) return next.value;
      yield view();
    }
  }
  function* rounds(sweeps: number): Generator<Step, void, void> {
    let least = population.energies[population.best()];
    for (let stale = 0; stale < options.rounds; ) {
      yield* live(population.mix(sweeps, random));
      crown();
      const warm = temperatures.warm(random);
      temperatures.learn(yield* live(population.reanneal(sweeps, warm, temperatures.cold)));
      if (crown()) yield view();
      const now = population.energies[population.best()];
      stale = now < least ? 0 : stale + 1;
      least = now;
    }
  }

  let sweeps = options.sweeps ?? firstSweeps(model.n);
  for (let epoch = 0; options.epochs === null || epoch < options.epochs; epoch++, sweeps *= GROWTH) {
    const length = Math.round(sweeps);
    if (epoch === 0) {
      yield* live(population.grow(Math.ceil(length / OVERTURE), temperatures.hot, temperatures.cold, random));
      if (crown()) yield view();
    }
    yield* live(population.grow(length, temperatures.hot, temperatures.cold, random));
    if (crown()) yield view();
    if (epoch === 0 && start !== null) inject(population, champions.slice(0, 1));
    yield* rounds(length);
    const winner = population.states[population.best()].slice();
    if (champions.length > 0) {
      inject(population, champions);
      yield* rounds(length);
    }
    remember(champions, winner, population.states[population.best()], random.below);
  }
  yield view();
  return { status: "exhausted" };
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
