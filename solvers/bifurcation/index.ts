/**
 * Simulated bifurcation (Goto, Tatsumura & Dixon 2019; Goto et al. 2021; heated: Kanao & Goto 2022): spins as classical particles in wells
 * that split in two while a pump rises, moved all at once. The end is rounded and descends by single flips. A discrete step costs O(n) and
 * a row for each sign that changes, a ballistic one a product with all couplings.
 */
import type { Bifurcation, BifurcationRun, Variant } from "../../src/kernels/bifurcation/types.ts";
import { spinSystem } from "../../src/kernels/system.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { defineSolver, refuseSingleFlips, type SearchContext, type Step, type Verdict } from "../../src/solver.ts";
import { createIncumbent, type Incumbent } from "./incumbent.ts";
import { type BifurcationOptions, defaults, optionsSchema } from "./options.ts";
import { type ModelPace, modelPace } from "./pace.ts";

export type { BifurcationOptions } from "./options.ts";

/** Nanoseconds of arithmetic between two yields. */
const SLICE = 400_000;
/**
 * Steps of the first run and growth of each further one. Ballistic steps over dense rows cost ten times as much, and reach farther.
 */
const GROWTH: Readonly<Record<Variant, number>> = { discrete: 1000, ballistic: 100 };
/** One run of so many is ballistic: a discrete agent ends about as low in half of the time, but each finds what the other misses. */
const CYCLE = 4;
/** Shorter steps are made up for by more of them, up to this factor. */
const MOST_FINER = 8;
/** Best of {0.3 ... 1.5} and {0.7 ... 1.8} on a +-1 complete graph of 2000; from 1.5 on both fall behind. */
const TIME_STEP: Readonly<Record<Variant, number>> = { discrete: 0.9, ballistic: 1.1 };

export const bifurcation = defineSolver<BifurcationOptions>({
  id: "bifurcation",
  title: "Simulated bifurcation",
  summary:
    "Particles in wells that split in two, all moved at once: discrete runs (forces from signs) and ballistic ones (forces from positions), " +
    "longer and longer, several agents each, best state kept. Choose it for dense spin and bit models of a few hundred to some " +
    "ten thousand variables.",
  sources: [
    "Goto, Tatsumura & Dixon 2019, Combinatorial optimization by simulating adiabatic bifurcations in nonlinear Hamiltonian systems, Science Advances 5",
    "Goto, Endo, Suzuki, Sakai, Kanao, Hamakawa, Hidaka, Yamasaki & Tatsumura 2021, High-performance combinatorial optimization based on classical mechanics, Science Advances 7",
    "Kanao & Goto 2022, Simulated bifurcation assisted by thermal fluctuation, Communications Physics 5",
  ],
  optionsSchema,
  defaults,
  endless: { runs: null },
  guarantees: new Set(),
  refuses: refuseSingleFlips,
  search,
});

/** The monitor is told of each better incumbent as of one compound move: what is between is no chain of flips. */
function* search(
  model: EnergyModel,
  options: BifurcationOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { random, kernels, memoryLimit } = context;
  const system = spinSystem(model, memoryLimit);
  const incumbent = createIncumbent(model, system, context);
  yield incumbent.view(0);
  // What is made ready for a large model takes tens of milliseconds a part: limits are asked in between.
  const agents = kernels.bifurcation(system, { agents: options.agents, memoryLimit });
  yield incumbent.view(0);
  const counts = { discrete: 0, ballistic: 0 };
  let work = 0;
  const product = kernels.product(model.couplings, memoryLimit / 4);
  yield incumbent.view(0);
  const measure = modelPace(product, model.n, agents.force, model.domain === "spin" ? 1 : 1 / 4, random);
  let measured = measure.next();
  for (; measured.done !== true; measured = measure.next()) {
    work += model.n;
    yield incumbent.view(work);
  }
  const pace = measured.value;
  // Without variables no work is ever done, so no limit of work would be reached.
  const runs = options.runs ?? (model.n === 0 ? 1 : Number.POSITIVE_INFINITY);
  for (let index = 0; index < runs; index++) {
    const run = planRun(options, pace, index);
    agents.begin(run, random.split(index), index === 0 ? incumbent.spins : null);
    yield* follow(agents, incumbent, work);
    work += agents.steps * model.n;
    counts[run.variant] += agents.agents;
  }
  const findings = {
    form: agents.form,
    strength: pace.strength,
    discreteAgents: counts.discrete,
    ballisticAgents: counts.ballistic,
  };
  return { status: "exhausted", findings };
}

/** One run to its end; agents are looked at as they finish. Work: n flips tried for an agent's step. */
function* follow(agents: Bifurcation, incumbent: Incumbent, before: number): Generator<Step, void, void> {
  let looked = 0;
  let ended: boolean;
  do {
    ended = agents.advance(SLICE);
    for (; looked < agents.finished; looked++) incumbent.consider(agents, looked);
    yield incumbent.view(before + agents.steps * agents.n);
  } while (!ended);
}

/** The second of every four runs is ballistic; lengths grow from run to run of a variant, and more steps make up for shorter ones. */
function planRun(options: BifurcationOptions, { strength, longestStep }: ModelPace, index: number): BifurcationRun {
  const { variant: wanted, heat } = options;
  const turn = index % CYCLE === 1 ? "ballistic" : "discrete";
  const variant = wanted === "mixed" ? turn : wanted;
  const ballistic = Math.floor((index + CYCLE - 2) / CYCLE); // mixed runs of that variant before this one
  const length = 1 + (wanted !== "mixed" ? index : variant === "ballistic" ? ballistic : index - ballistic);
  const timeStep = options.timeStep ?? Math.min(TIME_STEP[variant], longestStep);
  const finer = Math.min(MOST_FINER, TIME_STEP[variant] / timeStep);
  const steps = options.steps ?? Math.ceil(GROWTH[variant] * length * Math.max(1, finer));
  return { variant, steps, timeStep, heat, strength };
}
