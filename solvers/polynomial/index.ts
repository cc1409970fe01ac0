/**
 * Search over a polynomial of any degree itself (structure `polynomial`): flips of the items that all other variables follow from, with gains
 * kept over its terms. Clauses are walked first, from one that does not hold to the next (probSAT: Balint & Schoening 2012); other
 * polynomials are annealed; tabu search (Glover 1989) follows, from random states and then from children of good ones. Runs in the
 * kernels. Work counts flips of walks and tabu search, and proposals of anneals. A monitor is told of every better state.
 */
import { termSystem } from "../../src/kernels/polynomials/system.ts";
import { type EnergyModel, expandState, structureOf } from "../../src/model/index.ts";
import type { Refusal, SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseOpenStructures, usualSolver } from "../../src/solver.ts";
import { createHunt, type Hunt } from "./hunt.ts";
import { defaults, optionsSchema, type PolynomialOptions } from "./options.ts";
import { createPopulation } from "./population.ts";
import { temperatures } from "./temperatures.ts";

export type { PolynomialOptions } from "./options.ts";

/** Flips an item, and at least, that a search goes on without a better state. */
const PATIENCE = 10;
const LEAST_PATIENCE = 200;
/** A walk is more patient: its flips are cheaper, and it passes worse states on purpose. */
const WALK = 20;
/** Proposals of one anneal at most, and sweeps at least: about a second for the largest. */
const MOST_PROPOSALS = 2 ** 23;
const LEAST_SWEEPS = 5;
/** Searches without a better state after which patience doubles, and how far it goes. */
const STALE = 50;
const MOST_PATIENCE = 2 ** 26;
const PROOF = "no term of the energy has a coefficient below 0, and all are 0 here";

export const polynomial = defineSolver<PolynomialOptions>({
  id: "polynomial",
  title: "Search over a polynomial of any degree",
  summary:
    "Flips the variables of a polynomial of degree three and more as it was stated, and none of the bits that make it quadratic: walks among clauses " +
    "that do not hold, annealing, tabu search from children of good states. Choose it for satisfiability, low autocorrelation and models with products of many variables.",
  sources: [
    "Selman, Kautz & Cohen 1994, Noise strategies for improving local search",
    "Balint & Schoening 2012, Choosing probability distributions for stochastic local search and the role of make versus break",
    "Gallardo, Cotta & Fernandez 2009, Finding low autocorrelation binary sequences with memetic algorithms",
    "Glover 1989, Tabu search part I, ORSA Journal on Computing 1",
  ],
  optionsSchema,
  defaults,
  endless: { searches: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const usual = usualSolver(model);
  const instead = usual === "polynomial" ? "annealing" : usual;
  if (structureOf(model, "polynomial") === null) {
    return { reason: "all variables of this model are its own: none of them stands for a product of others", instead };
  }
  return refuseOpenStructures(model, ({ kind }) => kind === "polynomial", instead);
}

function* search(
  model: EnergyModel,
  options: PolynomialOptions,
  { random, kernels, monitor, start, elites = [], memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const system = termSystem(structureOf(model, "polynomial")!, memoryLimit / 2);
  const session = kernels.terms(system, { random, memoryLimit });
  const hunt = createHunt(model, session, monitor);
  const { items } = system;
  const given = (start === null ? elites : [start, ...elites]).map((state) => {
    const values = expandState(model, state);
    return Int8Array.from(system.variable, (bit) => values[bit]);
  });
  if (given.length > 0) hunt.take(given[0]);
  yield hunt.view();
  const searches = options.searches ?? Number.POSITIVE_INFINITY;
  const population = createPopulation(options.population, items, random);
  let patience = options.patience ?? Math.max(LEAST_PATIENCE, PATIENCE * items);
  let lowest = Number.POSITIVE_INFINITY;
  let stale = 0;
  let made = 0;
  // Beside children, annealed states: 3 of 4 products of 20 bits factored in 4 s, and 2 without. Of 40 signs with low autocorrelation,
  // children alone found the best in 3 of 3 runs, and in 1 beside annealed ones.
  const anneals = system.factors === "bit" && !system.clauses;
  for (; made < searches && !hunt.perfect; made++) {
    const begin = given.shift();
    const fresh = begin === undefined && (!population.full || (anneals && made % 2 === 0));
    hunt.take(begin ?? (fresh ? Int8Array.from({ length: items }, () => random.below(2)) : population.child()));
    if (fresh && !system.clauses) yield* cool(hunt, options.sweeps, items, temperatures(system));
    if (system.clauses) {
      yield* hunt.walk(WALK * patience);
      if (hunt.perfect) break;
      hunt.take(hunt.found);
    }
    yield* hunt.search(patience);
    population.offer(hunt.found, hunt.foundEnergy);
    stale = hunt.foundEnergy < lowest ? 0 : stale + 1;
    lowest = Math.min(lowest, hunt.foundEnergy);
    if (stale < STALE || options.patience !== null) continue;
    patience = Math.min(MOST_PATIENCE, 2 * patience);
    stale = 0;
  }
  const findings = { searches: made, patience };
  return hunt.perfect ? { status: "optimal", proof: PROOF, findings } : { status: "exhausted", findings };
}

function* cool(
  hunt: Hunt,
  sweeps: number,
  items: number,
  { hot, cold }: { readonly hot: number; readonly cold: number },
): Generator<Step, void, void> {
  if (sweeps === 0) return;
  const affordable = Math.max(LEAST_SWEEPS, Math.floor(MOST_PROPOSALS / Math.max(1, items)));
  yield* hunt.anneal(Math.min(sweeps, affordable), hot, cold);
}
