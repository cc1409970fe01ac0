/**
 * A search as a fixed sequence of bounded pieces, so that it can be spread over threads and still give the same bits: episode i may
 * depend only on the reports of episodes 0 .. i - LAG, whoever ran them and in whatever order they ended. At most LAG run at once.
 */
import { copyState, sameState } from "./model/index.ts";
import type { EnergyModel, State } from "./model/types.ts";
import { createRandom } from "./random.ts";
import type { Episode, EpisodePlan, EpisodeReport, SearchContext, Solver, Step, Verdict } from "./solver.ts";

/** How many episodes may run at once: the reports of the last LAG - 1 before an episode are not known to it. */
export const LAG = 4;

/** A seed for episode `index` of a search with `seed`, which depends on nothing else. */
export function episodeSeed(seed: number, index: number): number {
  return createRandom(seed, index).uint32();
}

/** The generator of an episode. */
export function startEpisode(
  solver: Solver,
  model: EnergyModel,
  episode: Episode,
  context: Omit<SearchContext, "random" | "start" | "elites">,
): Generator<Step, Verdict, void> {
  const { start, elites, options, seed } = episode;
  return solver.search(
    model,
    { ...solver.defaults, ...options },
    { ...context, random: createRandom(seed), start, elites },
  );
}

/** Runs a plan one episode after the other, as one search: work adds up, the first proof of optimality ends it. */
export function* runEpisodes(
  plan: EpisodePlan,
  solverById: (id: string) => Solver,
  model: EnergyModel,
  context: Omit<SearchContext, "random" | "start" | "elites">,
): Generator<Step, Verdict, void> {
  const waiting: EpisodeReport[] = [];
  const findings = () => plan.findings();
  let workBefore = 0;
  for (let index = 0; ; index++) {
    while (waiting.length > 0 && waiting[0].index <= index - LAG) plan.commit(waiting.shift()!);
    const episode = plan.next(index);
    if (episode === null) break;
    const steps = startEpisode(solverById(episode.solver), model, episode, context);
    let state: State | null = null;
    let energy = Number.POSITIVE_INFINITY;
    let work = 0;
    let verdict: Verdict | null = null;
    try {
      while (episode.work === null || work < episode.work) {
        const next = steps.next();
        if (next.done) {
          verdict = next.value;
          break;
        }
        work = next.value.work;
        if (next.value.energy < energy) {
          energy = next.value.energy;
          state = copyState(next.value.state);
        }
        yield { work: workBefore + work, energy: next.value.energy, state: next.value.state, findings };
      }
    } finally {
      steps.return({ status: "exhausted" });
    }
    workBefore += work;
    waiting.push({ index, episode, energy, state, work, verdict });
    if (verdict?.status === "optimal") {
      for (const report of waiting) plan.commit(report);
      return { ...verdict, findings: { ...verdict.findings, ...plan.findings() } };
    }
  }
  for (const report of waiting) plan.commit(report);
  return { status: "exhausted", findings: plan.findings() };
}

/** The best distinct states of the committed episodes, best first. */
export interface ElitePool {
  readonly states: readonly State[];
  readonly energies: readonly number[];
  /** True when it entered. */
  offer(state: State, energy: number): boolean;
}

export function createElitePool(size: number): ElitePool {
  const states: State[] = [];
  const energies: number[] = [];
  return {
    states,
    energies,
    offer(state, energy) {
      let at = energies.length;
      while (at > 0 && energies[at - 1] > energy) at--;
      if (at >= size) return false;
      for (let k = at; k-- > 0 && energies[k] === energy; ) if (sameState(states[k], state)) return false;
      states.splice(at, 0, state);
      energies.splice(at, 0, energy);
      if (states.length > size) {
        states.pop();
        energies.pop();
      }
      return true;
    },
  };
}
