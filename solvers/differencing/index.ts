/**
 * Number partitioning as a search of its own: complete differencing (Korf 1998), and where that has not ended soon and the numbers are
 * few, meeting in the middle, which ends in O(2^(n/2)). For energies that are the square of one sum of whole numbers; a state of least
 * energy is a split into two lists whose sums differ least. Beside differencing, descents by exchange from random splits: numbers that
 * are many and alike leave differencing few values to differ by. Work counts nodes, sums and descents.
 */
import { MemoryError } from "../../src/errors.ts";
import { copyState, type EnergyModel, energy, squaredSum } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";
import {
  defineSolver,
  type Refusal,
  type SearchContext,
  type Step,
  usualSolver,
  type Verdict,
} from "../../src/solver.ts";
import { completeSearch } from "./complete.ts";
import { exchange } from "./exchange.ts";
import { meeting, meetingBytes } from "./meeting.ts";
import { type DifferencingOptions, defaults, optionsSchema } from "./options.ts";
import { openSplit, type Split } from "./split.ts";

export type { DifferencingOptions } from "./options.ts";

/** Numbers moved in a slice of differencing: about a millisecond. */
const SLICE = 100_000;
/** Nodes after which few numbers are left to meet in the middle: some hundredths of a second, in which even splits are found if many exist. */
const SOON = 200_000;

export const differencing = defineSolver<DifferencingOptions>({
  id: "differencing",
  title: "Complete differencing and meeting in the middle",
  summary:
    "For numbers to be split into two lists of equal sums: joins the two largest by their difference, or their sum, and looks at all such trees, the most promising first; up to 60 numbers that this does not settle soon meet in the middle, with a proof in the end. " +
    "Even splits, which exist wherever many numbers have few digits, are found and proved at once.",
  sources: [
    "Horowitz & Sahni 1974, Computing partitions with applications to the knapsack problem",
    "Schroeppel & Shamir 1981, A T = O(2^(n/2)), S = O(2^(n/4)) algorithm for certain NP-complete problems",
    "Karmarkar & Karp 1982, The differencing method of set partitioning",
    "Korf 1998, A complete anytime algorithm for number partitioning",
  ],
  optionsSchema,
  defaults,
  guarantees: new Set(["exact"]),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  if (squaredSum(model) !== null) return null;
  const usual = usualSolver(model);
  return {
    reason:
      "the energy of this model is not the square of one sum of whole numbers below 2^53, without biases, over spins",
    instead: usual === "differencing" ? "annealing" : usual,
  };
}

function* search(
  model: EnergyModel,
  { meetUpTo }: DifferencingOptions,
  { random, start, memoryLimit, monitor }: SearchContext,
): Generator<Step, Verdict, void> {
  const split = openSplit(squaredSum(model)!);
  const state = { kind: "plain", values: split.spins } as const;
  const meets = model.n <= meetUpTo;
  const bytes = 80 * model.n + (meets ? meetingBytes(model.n) : 0);
  if (bytes > memoryLimit) {
    throw new MemoryError("differencing", bytes, memoryLimit, "Raise the memory limit, or lower option meetUpTo.");
  }
  let lowest = Number.NaN;
  const shown = (work: number, improved: boolean): Step => {
    if (improved) {
      lowest = energy(model, state);
      monitor?.started(state, lowest);
    }
    return { work, energy: lowest, state, findings: () => ({ difference: split.best }) };
  };
  if (start !== null) yield { work: 0, energy: energy(model, start), state: copyState(start) };
  yield shown(0, true);
  const complete = completeSearch(split);
  const settled = () => complete.over || split.best <= split.least;
  let descents = 0;
  while (!settled() && !(meets && complete.nodes >= SOON)) {
    const improved = complete.advance(SLICE);
    const descended = !settled() && descend(split, random);
    descents++;
    yield shown(complete.nodes + descents, improved || descended);
  }
  if (!settled()) {
    const halves = meeting(split);
    while (!halves.over) {
      const improved = halves.advance();
      yield shown(complete.nodes + descents + halves.sums, improved);
    }
  }
  const how = complete.over ? "complete differencing" : "meeting in the middle";
  const proof = split.best <= split.least ? split.proof : `${how} of ${model.n} numbers`;
  return { status: "optimal", proof, findings: { difference: split.best } };
}

/** From a random split down by exchanges. Returns true when the best split improved. O(n) an exchange. */
function descend(split: Split, random: Random): boolean {
  const signs = Int8Array.from(split.numbers, () => (random.below(2) === 0 ? -1 : 1));
  const difference = exchange(split.numbers, signs);
  if (difference >= split.best) return false;
  split.keep(signs, difference);
  return true;
}
