/**
 * Parallel tempering (Swendsen & Wang 1986; Hukushima & Nemoto 1996): replicas at a ladder of temperatures, swept by Metropolis, exchange
 * states with their neighbours, so that what is stuck in the cold escapes through the heat. Sixteen ladders side by side, one a
 * lane of each batch. On sparse models connected clusters are exchanged one by one instead (exchange.ts), which needs few
 * temperatures whatever the size. From time to time copies of the coldest states descend to local minima; on sparse models the
 * incumbent takes every component in which one of them is better. With a monitor it reports its incumbents, as starts, not the
 * moves of the many replicas.
 */
import type { Clusters } from "../../src/kernels/clusters/types.ts";
import { quench } from "../../src/kernels/quench.ts";
import type { Replicas } from "../../src/kernels/replicas/types.ts";
import { randomSpins, toSpins } from "../../src/kernels/spins.ts";
import { type SpinSystem, spinSystem } from "../../src/kernels/system.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Random } from "../../src/random.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseSingleFlips } from "../../src/solver.ts";
import { exchangeClusters, exchangeWhole, meanComponents, type Rung } from "./exchange.ts";
import { createIncumbent, type Incumbent } from "./incumbent.ts";
import { measureEnds, measureLadder } from "./ladder.ts";
import { checkLadder, defaults, optionsSchema, type TemperingOptions } from "./options.ts";
import { createPace, type Pace } from "./pace.ts";

export type { TemperingOptions } from "./options.ts";

/** Ladders: the lanes of a batch. */
const WIDTH = 16;
/** Rungs of a ladder that exchanges whole states, and of one that exchanges clusters, at most. */
const MOST_WHOLE = 24;
const MOST_CLUSTERS = 8;
/** Pairs of cold states that differ in so many components make clusters worth while. */
const MANY_COMPONENTS = 8;
/** Rounds between two descents of the coldest states. */
const HARVEST = 4;
/** Sweeps of the anneal that begins every rung. */
const WARM_UP = 48;

export const tempering = defineSolver<TemperingOptions>({
  id: "tempering",
  title: "Parallel tempering with cluster exchange",
  summary:
    "Keeps replicas at many temperatures and lets neighbours exchange states, on sparse models cluster by cluster. The first choice " +
    "for lattices and other sparse models whose states differ in small clusters; else slower than annealing at first, and steadier later.",
  sources: [
    "Hukushima & Nemoto 1996, Exchange Monte Carlo method and application to spin glass simulations, J. Phys. Soc. Jpn. 65",
    "Houdayer 2001, A cluster Monte Carlo algorithm for 2-dimensional spin glasses, Eur. Phys. J. B 22",
    "Zhu, Ochoa & Katzgraber 2015, Efficient cluster algorithm for spin glasses in any space dimension, Phys. Rev. Lett. 115",
  ],
  optionsSchema,
  defaults,
  endless: { rounds: null },
  guarantees: new Set(),
  refuses: refuseSingleFlips,
  search,
});

function* search(
  model: EnergyModel,
  options: TemperingOptions,
  { random, kernels, monitor, start, elites = [], memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  checkLadder(options);
  const system = spinSystem(model, memoryLimit);
  const initial = start === null ? randomSpins(system.n, random) : toSpins(model, start);
  const incumbent = createIncumbent(model, system, kernels.recombiner(system, memoryLimit), initial, monitor);
  yield incumbent.view(0);
  if (system.n === 0) return { status: "exhausted" };
  for (const elite of elites) incumbent.offer(toSpins(model, elite));
  const pace = createPace(incumbent);
  for (const { tried } of quench(system, initial)) yield* pace.spend(tried);
  incumbent.offer(initial);
  yield incumbent.view(pace.work);

  const probes = kernels.replicas(system, { random, memoryLimit, width: WIDTH });
  const clusters = kernels.clusters(system, { random, memoryLimit });
  const { betas, byClusters } = yield* chooseLadder(system, options, probes[0], clusters, random, pace);
  const batches = kernels.replicas(system, { random, memoryLimit, width: WIDTH, batches: betas.length });
  const rungs = betas.map((beta, k) => ({ beta, batch: batches[k] }));
  const ladder: Ladder = { rungs, clusters: byClusters ? clusters : null, descent: probes[0] };
  yield* warmUp(rungs, pace);
  const coldest = rungs[rungs.length - 1].batch;
  if (start !== null || elites.length > 0) coldest.write(0, incumbent.spins);

  yield* harvest(ladder, incumbent, pace);
  let round = 0;
  for (; round < (options.rounds ?? Number.POSITIVE_INFINITY); round++) {
    for (let sweep = 0; sweep < options.sweeps; sweep++) {
      for (const { beta, batch } of rungs) yield* pace.sweep(batch, beta);
    }
    yield* exchange(ladder, round % 2, random, pace);
    if (round % HARVEST !== HARVEST - 1) continue;
    yield* harvest(ladder, incumbent, pace);
    // What has been put together from many states goes on as one of them.
    if (byClusters) coldest.write(Math.floor(round / HARVEST) % WIDTH, incumbent.spins);
  }
  yield* harvest(ladder, incumbent, pace);
  yield incumbent.view(pace.work);
  return { status: "exhausted", findings: { betas, exchange: byClusters ? "clusters" : "whole", rounds: round } };
}

interface Ladder {
  /** Hot to cold. */
  readonly rungs: readonly Rung[];
  /** Null: whole states are exchanged. */
  readonly clusters: Clusters | null;
  /** A batch for copies that descend. */
  readonly descent: Replicas;
}

/** Inverse temperatures as the options say, the rest measured, and what is exchanged. A measured end never crosses a given one. */
function* chooseLadder(
  system: SpinSystem,
  { betaFrom, betaTo, temperatures, exchange: wanted }: TemperingOptions,
  probe: Replicas,
  clusters: Clusters,
  random: Random,
  pace: Pace,
): Generator<Step, { betas: number[]; byClusters: boolean }, void> {
  const measured = yield* measureEnds(system, probe, pace);
  const to = betaTo ?? Math.max(measured.to, betaFrom ?? 0);
  const from = betaFrom ?? Math.min(measured.from, to);
  const byClusters = wanted === "clusters" || (wanted === "auto" && meanComponents(probe, clusters) >= MANY_COMPONENTS);
  const most = byClusters ? MOST_CLUSTERS : MOST_WHOLE;
  const betas = yield* measureLadder({ from, to }, probe, random, pace, temperatures, most);
  return { betas, byClusters };
}

/** Every rung cools down from the temperature of the first to its own. */
function* warmUp(rungs: readonly Rung[], pace: Pace): Generator<Step, void, void> {
  for (let sweep = 1; sweep <= WARM_UP; sweep++) {
    for (const { beta, batch } of rungs) {
      yield* pace.sweep(batch, rungs[0].beta + (beta - rungs[0].beta) * (sweep / WARM_UP));
    }
  }
}

/** Every second pair of neighbouring rungs. */
function* exchange(
  { rungs, clusters }: Ladder,
  parity: number,
  random: Random,
  pace: Pace,
): Generator<Step, void, void> {
  for (let k = parity; k + 1 < rungs.length; k += 2) {
    if (clusters === null) exchangeWhole(rungs[k], rungs[k + 1], random);
    else yield* exchangeClusters(rungs[k], rungs[k + 1], clusters, pace);
  }
}

/** Copies of the coldest states descend, and the incumbent takes what they have better. */
function* harvest({ rungs, clusters, descent }: Ladder, incumbent: Incumbent, pace: Pace): Generator<Step, void, void> {
  const coldest = rungs[rungs.length - 1].batch;
  const spins = new Int8Array(coldest.n);
  for (let lane = 0; lane < coldest.width; lane++) {
    coldest.read(lane, spins);
    descent.write(lane, spins);
    yield* pace.spend(coldest.n);
  }
  yield* pace.descend(descent);
  const energies = descent.energies().slice();
  for (let lane = 0; lane < coldest.width; lane++) {
    if (clusters === null && energies[lane] >= incumbent.energy) continue;
    descent.read(lane, spins);
    if (clusters === null) incumbent.offer(spins);
    else incumbent.recombine(spins);
    yield* pace.spend(coldest.n);
  }
}
