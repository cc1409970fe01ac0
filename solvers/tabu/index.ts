/**
 * Tabu search (Glover 1989) for free binary variables: many one-flip searches, each until it stops finding better states, started between good
 * states (path relinking) or from disturbed ones (multistart). Iterations run in the kernels: O(n) vectorised on dense models,
 * O(degree + n / 64) on sparse ones. Work counts flips made.
 */

import { toSpins } from "../../src/kernels/spins.ts";
import { spinSystem } from "../../src/kernels/system.ts";
import { energy } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Refusal, SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseSingleFlips } from "../../src/solver.ts";
import { createHunt } from "./hunt.ts";
import { defaults, optionsSchema, type TabuOptions } from "./options.ts";
import { type Campaign, multistart, relinking } from "./strategies.ts";
import { createTenures } from "./tenures.ts";

export type { TabuOptions } from "./options.ts";

/** Iterations a variable, and at least, that a search goes on without a better state: 10 n beat 5 n, 20 n and 100 n on G14 and G22. */
const PATIENCE = 10;
const LEAST_PATIENCE = 500;
/** The kernels address 65,535 blocks of 64 variables. */
const MOST_VARIABLES = 4_000_000;
/** End energies reported in the findings at most. */
const LISTED = 1000;

export const tabu = defineSolver<TabuOptions>({
  id: "tabu",
  title: "Tabu search with path relinking",
  summary:
    "Always makes the best flip that is not forbidden, uphill too, and forbids to flip back for a while; starts anew between the best " +
    "states found. The first choice for dense models and QUBO, and strong on sparse ones of up to some thousand variables.",
  sources: [
    "Glover 1989, Tabu search part I, ORSA Journal on Computing 1",
    "Palubeckis 2004, Multistart tabu search strategies for the unconstrained binary quadratic optimization problem, Annals of Operations Research 131",
    "Lu, Glover & Hao 2010, A hybrid metaheuristic approach to solving the UBQP problem, European Journal of Operational Research 207",
    "Wang, Lu, Glover & Hao 2012, Path relinking for unconstrained binary quadratic programming, European Journal of Operational Research 223",
  ],
  optionsSchema,
  defaults,
  endless: { searches: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const refusal = refuseSingleFlips(model);
  if (refusal !== null || model.n <= MOST_VARIABLES) return refusal;
  return { reason: `it takes at most ${MOST_VARIABLES} variables, this model has ${model.n}`, instead: "annealing" };
}

function* search(
  model: EnergyModel,
  options: TabuOptions,
  { random, kernels, monitor, start, elites = [], memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const { n } = model;
  // What is made ready for a large model takes tens of milliseconds a part: limits are asked in between.
  const beginning = { kind: "plain", values: new Int8Array(n).fill(model.domain === "spin" ? -1 : 0) } as const;
  const before: Step = { work: 0, energy: energy(model, beginning), state: beginning };
  yield before;
  const system = spinSystem(model, memoryLimit);
  yield before;
  const tenures = createTenures(n, options.tenure);
  const session = kernels.tabu(system, { ...tenures.first, random, longest: tenures.longest, memoryLimit });
  const hunt = createHunt(model, system, session, monitor);
  yield hunt.view();
  // Without variables no iteration does anything.
  const searches = options.searches ?? (n === 0 ? 1 : Number.POSITIVE_INFINITY);
  const patience = options.patience ?? Math.max(LEAST_PATIENCE, PATIENCE * n);
  const endEnergies: number[] = [];
  let made = 0;
  const given = start === null ? elites : [start, ...elites];
  const campaign: Campaign = {
    hunt,
    random,
    starts: given.map((state) => toSpins(model, state)),
    *search() {
      yield* hunt.search(tenures.next(random), patience);
      tenures.learn(hunt.foundEnergy);
      if (endEnergies.length < LISTED) endEnergies.push(hunt.foundEnergy);
      return ++made < searches;
    },
  };
  if (options.strategy === "multistart") yield* multistart(campaign);
  else yield* relinking(campaign, options.elites);
  return { status: "exhausted", findings: { searches: made, endEnergies } };
}
