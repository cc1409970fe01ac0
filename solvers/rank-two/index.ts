/**
 * The rank-two relaxation heuristic for binary quadratic programs (Burer, Monteiro & Zhang 2002, "CirCut"): spins become angles,
 * the smooth energy of the angles is lowered, a turning line cuts the plane into the best state, which a local search of
 * one- and two-flips finishes; the angles are then set to that state, perturbed, and lowered again. O(couplings) a sweep.
 * A monitor is told of the local minima only: what happens between is no chain of moves.
 */
import { LEVEL } from "../../src/kernels/rank-two/types.ts";
import { writeValues } from "../../src/kernels/spins.ts";
import { type EnergyModel, expandState } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseSingleFlips } from "../../src/solver.ts";
import { createGraph } from "./graph.ts";
import { defaults, optionsSchema, type RankTwoOptions } from "./options.ts";
import { descend, recompute, relax, roundByLines } from "./passes.ts";
import { createSession, type Session } from "./session.ts";
import { perturb, randomise } from "./vectors.ts";

export type { RankTwoOptions } from "./options.ts";

/** Patience of round r, times r + 1. */
const PATIENCE = 8;
/** End levels reported in the findings at most. */
const LISTED = 1000;

export const rankTwo = defineSolver<RankTwoOptions>({
  id: "rank-two",
  title: "Rank-two relaxation",
  summary:
    "Lets spins turn in a plane, lowers the smooth energy of their angles, and cuts the plane by the best line; then perturbs and repeats. " +
    "Good states after a few dozen sweeps, by another road than flips: a source of starts. Annealing ends better.",
  sources: [
    "Burer, Monteiro & Zhang 2002, Rank-two relaxation heuristics for max-cut and other binary quadratic programs, SIAM J. Optim. 12",
    "Wang & Kolter 2017, The mixing method, arXiv 1706.00476",
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
  options: RankTwoOptions,
  { random, kernels, monitor, start, memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const graph = createGraph(model, memoryLimit);
  const initial = new Int8Array(model.n).fill(1);
  if (start !== null) initial.set(expandState(model, start));
  const session = createSession(model, graph, kernels.plane(graph, memoryLimit), initial, monitor);
  writeValues("spin", initial, session.plane.spins.subarray(0, model.n));
  yield* recompute(session);
  session.note();
  yield session.view();

  const endEnergies: number[] = [];
  // Without variables no work is ever done, so no limit of work would be reached.
  const rounds = options.rounds ?? (model.n === 0 ? 1 : Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    const patience = options.patience ?? PATIENCE * (round + 1);
    const level = yield* oneRound(
      session,
      { ...options, patience },
      round === 0 && start !== null,
      random.split(round),
    );
    if (endEnergies.length < LISTED) endEnergies.push(graph.offset + graph.unit * level);
    yield session.view();
  }
  return { status: "exhausted", findings: { endEnergies } };
}

type RoundOptions = RankTwoOptions & { readonly patience: number };

/** From random angles, or from the cut as it is, until `patience` perturbations found nothing better. Returns the lowest level. */
function* oneRound(
  session: Session,
  { patience, perturbation, tolerance }: RoundOptions,
  fromCut: boolean,
  random: Random,
): Generator<Step, number, void> {
  const { vectors, spins, sums } = session.plane;
  const champion = spins.slice();
  let lowest = fromCut ? sums[LEVEL] : Number.POSITIVE_INFINITY;
  if (fromCut) perturb(vectors, champion, perturbation, random);
  else randomise(vectors, random);
  for (let fruitless = 0; fruitless < patience; fruitless++) {
    yield* relax(session, tolerance);
    yield* roundByLines(session);
    yield* descend(session);
    if (sums[LEVEL] < lowest - session.slack) {
      lowest = sums[LEVEL];
      champion.set(spins);
      fruitless = -1;
    }
    perturb(vectors, champion, perturbation, random);
  }
  return lowest;
}
