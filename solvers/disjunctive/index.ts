/**
 * Job shops by tabu search and path relinking (TS/PR: Peng, Lu & Cheng 2015). A population of good schedules; two of them at random, and a schedule between
 * the two is the start of the next tabu search: with all start times averaged, operations that both have in one order keep it. The result
 * takes the place of the worst. All schedules are left-shifted, so every move keeps them valid; work counts moves looked at. A monitor is told of every move.
 */

import { structureOf } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import {
  defineSolver,
  type Refusal,
  type SearchContext,
  type Step,
  usualSolver,
  type Verdict,
} from "../../src/solver.ts";
import { createGraph } from "./graph.ts";
import { type DisjunctiveOptions, defaults, optionsSchema } from "./options.ts";
import { admit, between, type Member, randomKeys } from "./population.ts";
import { shopOf, startsFrom, viewOf } from "./shop.ts";
import { createTabuSearch } from "./tabu.ts";

/** Operations updated between two yields: about a millisecond. */
const SLICE = 80_000;

export const disjunctive = defineSolver<DisjunctiveOptions>({
  id: "disjunctive",
  title: "Tabu search over disjunctive graphs, with path relinking",
  summary:
    "Changes the orders of operations on machines, always inside a block of a critical path, by tabu search with quick estimates; then starts again between two good schedules. Choose it for job shops: every state is a valid schedule, however many start times there are.",
  sources: [
    "Roy & Sussmann 1964, Les problemes d'ordonnancement avec contraintes disjonctives, SEMA",
    "Nowicki & Smutnicki 1996, A fast taboo search algorithm for the job shop problem, Management Science 42",
    "Balas & Vazacopoulos 1998, Guided local search with shifting bottleneck for job shop scheduling, Management Science 44",
    "Zhang, Li, Guan & Rao 2007, A tabu search algorithm with a new neighborhood structure for the job shop scheduling problem, Computers & Operations Research 34",
    "Peng, Lu & Cheng 2015, A tabu search/path relinking algorithm to solve the job shop scheduling problem, Computers & Operations Research 53",
  ],
  optionsSchema,
  defaults,
  endless: { searches: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  if (structureOf(model, "schedule") !== null) return null;
  return { reason: "this model has no schedule structure", instead: usualSolver(model) };
}

function* search(
  model: EnergyModel,
  options: DisjunctiveOptions,
  { random, monitor, start, elites = [], memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const shop = shopOf(model, memoryLimit);
  const graph = createGraph(shop);
  const seen = () => viewOf(model, shop, graph.head, graph.makespan);
  const told =
    monitor === null
      ? null
      : () => {
          const { state, energy } = seen();
          monitor.moved(state, energy);
        };
  const tabu = createTabuSearch(graph, random, told);
  const given = (start === null ? elites : [start, ...elites]).map((state) => startsFrom(model, shop, state));
  const population: Member[] = [];
  const moves = Math.max(1, Math.floor(SLICE / Math.max(1, shop.operations)));
  const searches = options.searches ?? Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  let view: Pick<Step, "state" | "energy"> | null = null;

  for (let made = 0; made < searches; made++) {
    const keys = given.shift() ?? (population.length < options.population ? null : between(population, random));
    graph.arrange(keys ?? randomKeys(shop, random));
    tabu.begin();
    if (monitor !== null) {
      const { state, energy } = seen();
      monitor.started(state, energy);
    }
    for (let over = false; !over; ) {
      if (tabu.bestMakespan < least) {
        least = tabu.bestMakespan;
        const next = viewOf(model, shop, tabu.best.head, least);
        if (view === null || next.energy < view.energy) view = next;
      }
      yield { work: tabu.looked, ...view! };
      over = tabu.run(moves, options.patience);
    }
    admit(population, { head: tabu.best.head.slice(), makespan: tabu.bestMakespan }, options.population);
  }
  return { status: "exhausted", findings: { searches: options.searches } };
}
