/**
 * Potts search: tabu search over the labels of one-hot groups (TabuCol: Hertz & de Werra 1987), from annealed greedy states and from
 * children of two good ones (Galinier & Hao 1999; Moalic & Gondran 2018). Every move gives one group another choice, so the one-hot structure is
 * never left and no penalty for it matters. Runs in the kernels, O(degree + cells of discontent groups) a move; work counts moves of tabu
 * search and proposals of anneals. A monitor is told of every move of tabu search; an annealed state is a start.
 */
import { labelSystem } from "../../src/kernels/labels/system.ts";
import { structureOf } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Refusal, SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseOpenStructures, usualSolver } from "../../src/solver.ts";
import { type Campaign, evolve, restart } from "./evolution.ts";
import { greedyChoices } from "./greedy.ts";
import { createHunt } from "./hunt.ts";
import { defaults, optionsSchema, type PottsOptions } from "./options.ts";
import { choicesFrom } from "./states.ts";
import { temperatures } from "./temperatures.ts";

export type { PottsOptions } from "./options.ts";

/** Moves a unit, and at least, that a search goes on without a better state. */
const PATIENCE = 20;
const LEAST_PATIENCE = 2000;
/** Proposals of one anneal at most, and sweeps at least: about a second for the largest models. */
const MOST_PROPOSALS = 2 ** 23;
const LEAST_SWEEPS = 20;
/** Searches without a better state after which patience doubles, and how far it goes. */
const STALE = 20;
const MOST_PATIENCE = 2 ** 30;

export const potts = defineSolver<PottsOptions>({
  id: "potts",
  title: "Potts tabu search over one-hot groups",
  summary:
    "Gives one group after the other another choice, always the best that is not forbidden, first of all to groups that cost more than they " +
    "need to; starts from annealed states and from children of the best. Choose it for colouring, labelling, assignment to parts and schedules: models " +
    "whose variables are one-hot groups.",
  sources: [
    "Hertz & de Werra 1987, Using tabu search techniques for graph coloring, Computing 39",
    "Galinier & Hao 1999, Hybrid evolutionary algorithms for graph coloring, Journal of Combinatorial Optimization 3",
    "Moalic & Gondran 2018, Variations on memetic algorithms for graph coloring problems, Journal of Heuristics 24",
  ],
  optionsSchema,
  defaults,
  endless: { searches: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const instead = usualSolver(model);
  if (structureOf(model, "one-hot") === null) return { reason: "this model has no one-hot groups", instead };
  return refuseOpenStructures(model, ({ kind }) => kind === "one-hot", instead);
}

function* search(
  model: EnergyModel,
  options: PottsOptions,
  { random, kernels, monitor, start, elites = [], memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const system = labelSystem(model, memoryLimit / 2);
  const session = kernels.labels(system, { random, memoryLimit });
  const hunt = createHunt(model, session, monitor);
  yield hunt.view();
  const given = (start === null ? elites : [start, ...elites]).map((state) => choicesFrom(model, system, state));
  const searches = options.searches ?? Number.POSITIVE_INFINITY;
  const { hot, cold } = temperatures(system);
  const affordable = Math.max(LEAST_SWEEPS, Math.floor(MOST_PROPOSALS / Math.max(1, system.units)));
  const sweeps = Math.min(options.sweeps, affordable);
  let patience = options.patience ?? Math.max(LEAST_PATIENCE, PATIENCE * system.units);
  let lowest = Number.POSITIVE_INFINITY;
  let stale = 0;
  let made = 0;
  let annealed = 0;

  function* searchOn() {
    yield* hunt.search(patience);
    const better = hunt.foundEnergy < lowest;
    lowest = Math.min(lowest, hunt.foundEnergy);
    stale = better ? 0 : stale + 1;
    if (stale >= STALE && options.patience === null) {
      patience = Math.min(MOST_PATIENCE, 2 * patience);
      stale = 0;
    }
    return ++made < searches && !hunt.perfect ? { choices: hunt.found.slice(), energy: hunt.foundEnergy } : null;
  }
  const campaign: Campaign = {
    system,
    random,
    *fresh() {
      const begin = given.shift();
      hunt.take(begin ?? greedyChoices(system, random));
      // Easy models need no long anneal: they grow from one to the next.
      const own = Math.min(sweeps, LEAST_SWEEPS * 2 ** annealed);
      if (begin === undefined && own > 0) {
        annealed++;
        yield* hunt.anneal(own, hot, cold);
      }
      return yield* searchOn();
    },
    *from(choices) {
      hunt.take(choices);
      return yield* searchOn();
    },
  };
  yield* options.strategy === "restarts" ? restart(campaign) : evolve(campaign);
  return { status: "exhausted", findings: { searches: made, patience } };
}
