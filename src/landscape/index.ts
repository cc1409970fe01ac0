/**
 * The whole energy landscape of a small model: basins, saddles and barriers of single flips (Becker & Karplus 1997; Flamm et al. 2002;
 * Wales 2003), and exactly where Hopfield dynamics ends. All 2^n states are gone through, for up to 24 variables.
 */
import { checkModel, DEFAULT_MEMORY_LIMIT, energy } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import { runSlices } from "../run/slices.ts";
import { stateEnergies } from "./energies.ts";
import { escapeSaddles, groundSaddle } from "./escapes.ts";
import { type Forest, growForest } from "./forest.ts";
import { checkLandscapeModel, checkLandscapeOptions, type LandscapeOptions } from "./options.ts";
import { type Ranks, rankStates } from "./ranks.ts";
import { indexOf, plainLabel, valuesAt } from "./states.ts";
import { type Gathered, gather, plateauStates } from "./statistics.ts";
import { transitionGraph } from "./transitions.ts";
import { keptBasins, mergeTree } from "./tree.ts";
import type { BasinFacts, Landscape } from "./types.ts";

export type { LandscapeOptions } from "./options.ts";
export { plainLabel, valuesAt } from "./states.ts";
export { saddleBetween } from "./tree.ts";
export type * from "./types.ts";

/** `phase` in words, `share` of it done, 0 to 1. */
export interface LandscapeProgress {
  readonly phase: string;
  readonly share: number;
}

/** States of a plateau listed. */
const LISTED_STATES = 8;
const KEEP = 1000;

/**
 * The landscape of any couplings, bits or spins. Lets the host breathe.
 * @throws {GroundstateError} model, invalid-options, unsupported-model; {MemoryError}; the signal's reason when it aborts
 */
export async function landscape(
  model: EnergyModel,
  { signal, ...options }: LandscapeOptions & { readonly signal?: AbortSignal } = {},
): Promise<Landscape> {
  const worked = await runSlices(surveying(model, options), signal === undefined ? {} : { signal });
  if ("stopped" in worked) throw signal?.reason;
  return worked.value;
}

/** The same in slices of a few milliseconds. @throws as `landscape` */
export function* surveying(
  model: EnergyModel,
  options: LandscapeOptions = {},
): Generator<LandscapeProgress, Landscape, void> {
  checkLandscapeOptions(options);
  const { dynamics = "random", transitions = 0, memoryLimit = DEFAULT_MEMORY_LIMIT } = options;
  checkLandscapeModel(model, memoryLimit);
  checkModel(model);
  const from = options.from === undefined ? null : indexOf(model, options.from);
  const survey = yield* surveyed(model, options.tolerance ?? 0, memoryLimit);
  const { ranks, forest, depths } = survey;
  const energyOf = energyByRank(model, ranks);
  const labelOf = (state: number) =>
    (options.label ?? ((values) => plainLabel(model.domain, values)))(valuesAt(model, state));
  const graph =
    transitions === 0
      ? null
      : transitionGraph(ranks, { states: transitions, from, energyOf, labelOf, basinAt: forest.basinAt });
  const gathered = yield* inPhase("attractors", 1, gather(ranks, forest, dynamics, from, energyOf));
  const kept = keptBasins(depths, options.keep ?? KEEP, options.prefer ?? "lowest");
  const ground = groundSaddle(forest);
  const lowest = energyOf(ranks.order[0]);
  return {
    n: model.n,
    tolerance: survey.tolerance,
    levels: ranks.count,
    lowest,
    highest: energyOf(ranks.order[ranks.order.length - 1]),
    basinCount: forest.basins.rank.length,
    groundBasinCount: depths.reduce((count, depth) => count + (depth === Number.POSITIVE_INFINITY ? 1 : 0), 0),
    saddleCount: forest.saddles.rank.length,
    tree: mergeTree(forest, kept, ({ state }, index) => energyOf(state[index])),
    basins: Array.from(kept, (b) => factsOf(b, ranks, forest, depths, gathered)),
    deepest: deepestOf(depths),
    groundBarrier: ground < 0 ? null : energyOf(forest.saddles.state[ground]) - lowest,
    statistics: gathered.totals,
    transitions: graph,
  };
}

interface Survey {
  readonly ranks: Ranks;
  readonly forest: Forest;
  /** Escape barriers by basin, Infinity for ground states. */
  readonly depths: Float64Array;
  readonly tolerance: number;
}

/** The energies themselves are needed no longer than this. */
function* surveyed(
  model: EnergyModel,
  tolerance: number,
  memoryLimit: number,
): Generator<LandscapeProgress, Survey, void> {
  const states = 2 ** model.n;
  const energies = yield* inPhase("energies", states, stateEnergies(model, tolerance, memoryLimit));
  const ranks = yield* inPhase("sorting", states, rankStates(energies));
  const forest = yield* inPhase("basins", states, growForest(ranks));
  const { levels, unit, band } = energies;
  const { basins, saddles } = forest;
  const depths = Float64Array.from(escapeSaddles(forest), (saddle, b) =>
    saddle < 0 ? Number.POSITIVE_INFINITY : (levels[saddles.state[saddle]] - levels[basins.state[b]]) * unit,
  );
  return { ranks, forest, depths, tolerance: band * unit };
}

/** Energy of a state from the model, the same for all states of one rank. */
function energyByRank(model: EnergyModel, { order, rank }: Ranks): (state: number) => number {
  const known = new Map<number, number>();
  return (state) => {
    const wanted = rank[state];
    const found = known.get(wanted);
    if (found !== undefined) return found;
    let [low, high] = [0, order.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rank[order[middle]] < wanted) low = middle + 1;
      else high = middle;
    }
    const value = energy(model, { kind: "plain", values: valuesAt(model, order[low]) });
    known.set(wanted, value);
    return value;
  };
}

function factsOf(
  basin: number,
  ranks: Ranks,
  { basins }: Forest,
  depths: Float64Array,
  { probability, probabilityFrom, surely }: Gathered,
): BasinFacts {
  return {
    states: plateauStates(ranks, basins.state[basin], LISTED_STATES),
    escapeBarrier: depths[basin] === Number.POSITIVE_INFINITY ? null : depths[basin],
    probability: probability[basin],
    probabilityFrom: probabilityFrom === null ? null : probabilityFrom[basin],
    surely: surely[basin],
  };
}

function deepestOf(depths: Float64Array): number | null {
  let deepest = -1;
  for (const depth of depths) if (depth > deepest && depth !== Number.POSITIVE_INFINITY) deepest = depth;
  return deepest < 0 ? null : deepest;
}

/** Turns a count of states done into progress. */
function* inPhase<T>(
  phase: string,
  total: number,
  work: Generator<number, T, void>,
): Generator<LandscapeProgress, T, void> {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    yield { phase, share: next.value / total };
  }
}
