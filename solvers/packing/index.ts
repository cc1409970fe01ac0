/**
 * Packing search (consistent neighbourhood search, Buljubasic & Vasquez 2016): all bins but two keep their capacity at all times, and exchanges of
 * up to two items against up to two bring more and more into them, until what is left fits into the other two. Never leaves the one-hot
 * structure, looks at no slack bit, and its states have the energy of the model. Work counts sets of items that could leave a bin.
 * A monitor is told of every better packing as a start.
 */
import { type EnergyModel, energy, structureOf } from "../../src/model/index.ts";
import {
  defineSolver,
  type Refusal,
  refuseOpenStructures,
  type SearchContext,
  type Step,
  usualSolver,
  type Verdict,
} from "../../src/solver.ts";
import { createHunt } from "./hunt.ts";
import { defaults, optionsSchema, type PackingOptions } from "./options.ts";
import { choicesOf, packingSystem } from "./system.ts";

export type { PackingOptions } from "./options.ts";

/** Looks in a slice: about a millisecond; the first are shorter, so that early states are seen. */
const SLICE = 60_000;
const FIRST_SLICE = 2000;
const PACKED = "every capacity holds, and nothing else counts";

export const packing = defineSolver<PackingOptions>({
  id: "packing",
  title: "Packing search over groups with sizes",
  summary:
    "Packs items into bins of one capacity: exchanges a few items of a bin for a few that have no place yet, always those that pack most, and forbids their way back for a while. " +
    "Choose it for bin packing, machine loading and other questions whether items fit.",
  sources: [
    "Buljubasic & Vasquez 2016, Consistent neighborhood search for one-dimensional bin packing and two-dimensional vector packing, Computers & Operations Research 76",
    "Fleszar & Hindi 2002, New heuristics for one-dimensional bin-packing, Computers & Operations Research 29",
  ],
  optionsSchema,
  defaults,
  endless: { exchanges: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const usual = usualSolver(model);
  const instead = usual === "packing" ? "annealing" : usual;
  if (structureOf(model, "packing") === null) {
    return { reason: "this model asks for more, or for something else, than a packing", instead };
  }
  return refuseOpenStructures(model, ({ kind }) => kind === "one-hot" || kind === "packing", instead);
}

function* search(
  model: EnergyModel,
  options: PackingOptions,
  { random, monitor, start, elites = [], memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const system = packingSystem(model, memoryLimit);
  const begin = start ?? elites[0] ?? null;
  const hunt = createHunt(system, begin === null ? null : choicesOf(model, system, begin), random);
  let state = { kind: "labels", label: hunt.best.slice() } as const;
  let shown = energy(model, state);
  let better = true;

  /** The best labels, where they are new. */
  function view(): Step {
    if (better) {
      state = { kind: "labels", label: hunt.best.slice() };
      shown = energy(model, state);
      monitor?.started(state, shown);
      better = false;
    }
    return { work: hunt.looked(), energy: shown, state };
  }
  yield view();
  const most = options.exchanges ?? Number.POSITIVE_INFINITY;
  let slice = FIRST_SLICE;
  let until = slice;
  for (let k = 0; k < most && hunt.excess() > 0; k++) {
    better = hunt.step(options.patience) || better;
    if (hunt.spent() < until) continue;
    slice = Math.min(SLICE, 2 * slice);
    until = hunt.spent() + slice;
    yield view();
  }
  yield view();
  return hunt.excess() === 0 ? { status: "optimal", proof: PACKED } : { status: "exhausted" };
}
