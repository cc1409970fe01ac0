/** What the speed table compares: each search as the kernels do it and as a program of bench/native does it, on one made instance. */
import { createRandom } from "groundstate";
import { loadKernels } from "../src/kernels/load.ts";
import type { SpinSystem } from "../src/kernels/system.ts";
import { denseGraph, fieldScale, type Pairs, randomGraph, sign } from "./generated.ts";
import type { Measurement, Program } from "./native.ts";

/** One row of the table: the same search on both sides. */
export interface SpeedCase {
  readonly name: string;
  readonly pairs: () => Pairs;
  /** What a unit of work is, and how many of them the table counts in. */
  readonly unit: readonly [string, number];
  /** Runs for about so many processor seconds, or once where the work is fixed. */
  readonly ours: (system: SpinSystem, pairs: Pairs) => (seconds: number) => Measurement;
  readonly program: Program;
  readonly args: (pairs: Pairs, seconds: number) => readonly (string | number)[];
}

const kernels = loadKernels();
const MEMORY = 8e9;

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The same schedule for both sides: from nearly free to nearly frozen, by the scale of the fields. */
const betas = (pairs: Pairs) => ({ from: 0.2 / fieldScale(pairs), to: 5 / fieldScale(pairs) });

/** Whole anneals, so that hot and cold sweeps count in the same proportion on both sides. */
function anneal(sweeps: number): SpeedCase["ours"] {
  return (system, pairs) => {
    const random = createRandom(1);
    const [batch] = kernels.replicas(system, { random, memoryLimit: MEMORY });
    const { from, to } = betas(pairs);
    const entries = system.column.length / Math.max(1, system.n);
    const stride = 16 * Math.ceil(2 ** 16 / (batch.width * (1 + entries / 4)));
    return (seconds) => {
      const begin = processorSeconds();
      let work = 0;
      let energy = Number.POSITIVE_INFINITY;
      do {
        batch.restart(random);
        for (let sweep = 0; sweep < sweeps; sweep++) {
          const beta = from + ((to - from) * sweep) / (sweeps - 1);
          for (let i = 0; i < batch.positions; i += stride) batch.sweep(beta, i, Math.min(batch.positions, i + stride));
        }
        work += sweeps * batch.n * batch.width;
        energy = Math.min(energy, ...batch.energies());
      } while (processorSeconds() - begin < seconds);
      return { work, seconds: processorSeconds() - begin, energy };
    };
  };
}

/** Iterations that a variable rests, at least. */
const tenureOf = ({ n }: Pairs) => Math.max(10, Math.floor(n / 100));

function tabu(system: SpinSystem, pairs: Pairs): (seconds: number) => Measurement {
  const session = kernels.tabu(system, {
    random: createRandom(1),
    tenure: tenureOf(pairs),
    spread: 10,
    memoryLimit: MEMORY,
  });
  session.begin();
  return (seconds) => {
    const begin = processorSeconds();
    let work = 0;
    while (processorSeconds() - begin < seconds) work += session.search(1000, Number.POSITIVE_INFINITY);
    return { work, seconds: processorSeconds() - begin, energy: session.bestEnergy };
  };
}

/** All states up to the global flip, over bits: s = 2x - 1. */
function enumerate(_system: SpinSystem, { n, from, to, weight }: Pairs): () => Measurement {
  const weights = new Float64Array(n * n);
  const biases = new Float64Array(n);
  let offset = 0;
  for (let k = 0; k < from.length; k++) {
    weights[from[k] * n + to[k]] = weights[to[k] * n + from[k]] = 4 * weight[k];
    biases[from[k]] -= 2 * weight[k];
    biases[to[k]] -= 2 * weight[k];
    offset -= weight[k];
  }
  const wanted = { fixLast: true, band: 0, listGroundStates: 1, listLocalMinima: null, spectrumLevels: null };
  return () => {
    const begin = processorSeconds();
    const search = kernels.enumerate({ n, weights, biases, ...wanted });
    while (search.visited < search.total) search.advance(search.pace);
    return { work: search.visited, seconds: processorSeconds() - begin, energy: search.lowestLevel + offset };
  };
}

const STEPS = 500;
const AGENTS = 8;

function bifurcate(variant: "ballistic" | "discrete"): SpeedCase["ours"] {
  return (system) => {
    const random = createRandom(1);
    const agents = kernels.bifurcation(system, { agents: AGENTS, memoryLimit: MEMORY });
    return (seconds) => {
      const begin = processorSeconds();
      let work = 0;
      let energy = Number.POSITIVE_INFINITY;
      do {
        agents.begin({ variant, steps: STEPS, timeStep: 1, heat: 0, strength: 1 }, random);
        while (!agents.advance(1e6));
        work += agents.steps;
        for (let agent = 0; agent < AGENTS; agent++) energy = Math.min(energy, agents.energy(agent));
      } while (processorSeconds() - begin < seconds);
      return { work, seconds: processorSeconds() - begin, energy };
    };
  };
}

const annealing = (name: string, form: "rows" | "dense", sweeps: number, pairs: () => Pairs): SpeedCase => ({
  name,
  pairs,
  unit: ["flips tried, M/s", 1e6],
  ours: anneal(sweeps),
  program: "annealing",
  args: (of, seconds) => [form, 1, sweeps, betas(of).from, betas(of).to, seconds],
});

const tabuSearch = (name: string, form: "rows" | "dense", pairs: () => Pairs): SpeedCase => ({
  name: `${name}, C++ with ${form === "rows" ? "lists" : "a matrix"}`,
  pairs,
  unit: ["iterations, k/s", 1e3],
  ours: tabu,
  program: "tabu",
  args: (of, seconds) => [form, 1, tenureOf(of), seconds],
});

const bifurcation = (variant: "ballistic" | "discrete", n: number): SpeedCase => ({
  name: `${variant}, ${n} spins, all pairs +-1`,
  pairs: () => denseGraph(n, 1, n, sign),
  unit: ["steps, k/s", 1e3],
  ours: bifurcate(variant),
  program: "bifurcation",
  args: (_of, seconds) => [variant, 1, STEPS, seconds],
});

const hundreds = (random: { below(bound: number): number }) => random.below(201) - 100;

/** By the name that --parts knows. */
export const PARTS: Readonly<Record<string, readonly SpeedCase[]>> = {
  annealing: [
    annealing("2000 spins, 19,990 pairs, +1", "rows", 500, () => randomGraph(2000, 19_990, 1, () => -1)),
    annealing("2000 spins, 19,990 pairs, +-1", "rows", 500, () => randomGraph(2000, 19_990, 2, sign)),
    annealing("2000 spins, 19,990 pairs, -100 .. 100", "rows", 500, () => randomGraph(2000, 19_990, 3, hundreds)),
    annealing("2000 spins, 19,990 pairs, real", "rows", 500, () =>
      randomGraph(2000, 19_990, 4, (random) => random.normal()),
    ),
    annealing("100,000 spins, 300,000 pairs, +-1", "rows", 200, () => randomGraph(100_000, 300_000, 5, sign)),
  ],
  dense: [
    annealing("1000 spins, all pairs +-1", "dense", 500, () => denseGraph(1000, 1, 1000, sign)),
    annealing("2000 spins, all pairs +-1", "dense", 500, () => denseGraph(2000, 1, 2000, sign)),
    annealing("2500 spins, 10 % of the pairs, -100 .. 100", "rows", 500, () => denseGraph(2500, 0.1, 2500, hundreds)),
  ],
  tabu: [
    tabuSearch("1000 spins, all pairs +-1", "dense", () => denseGraph(1000, 1, 1000, sign)),
    tabuSearch("1000 spins, 10 % of the pairs, -100 .. 100", "rows", () => denseGraph(1000, 0.1, 7, hundreds)),
    tabuSearch("2500 spins, 10 % of the pairs, -100 .. 100", "rows", () => denseGraph(2500, 0.1, 2500, hundreds)),
    tabuSearch("2500 spins, 10 % of the pairs, -100 .. 100", "dense", () => denseGraph(2500, 0.1, 2500, hundreds)),
  ],
  enumeration: [
    {
      name: "30 spins, all pairs -10 .. 10",
      pairs: () => denseGraph(30, 1, 30, (random) => random.below(21) - 10),
      unit: ["states, G/s", 1e9],
      ours: enumerate,
      program: "enumeration",
      args: () => [],
    },
  ],
  bifurcation: [bifurcation("ballistic", 1000), bifurcation("ballistic", 2000), bifurcation("discrete", 2000)],
  million: [
    annealing("1,000,000 spins, 3,000,000 pairs, +-1", "rows", 20, () => randomGraph(1_000_000, 3_000_000, 6, sign)),
  ],
};
