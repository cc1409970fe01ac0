/**
 * The plan for a solver that is no sequence of episodes itself: the same solver again and again. The first LAG episodes run with its
 * finite defaults; from then on an episode has twice the work of the longest before, with the options that go on until they are
 * stopped (or as restarts, where there are none), so that long runs get long schedules and few messages. Solvers that improve a
 * given state take turns between fresh starts and the best state so far.
 */
import { episodeSeed, LAG } from "../../episodes.ts";
import type { State } from "../../model/types.ts";
import type { EpisodePlan, EpisodeReport, Solver } from "../../solver.ts";

/** Solvers whose search stays near its start; annealing and the like forget it while they are hot. */
const CONTINUES: ReadonlySet<string> = new Set(["permutation", "kernighan-lin", "tabu"]);

/** Reports told one by one in the findings at most. */
const LISTED = 1000;

/** @param given options on top of the solver's own, as the user gave them */
export function createRestartsPlan(
  solver: Solver,
  given: Readonly<Record<string, unknown>>,
  seed: number,
  start: State | null,
): EpisodePlan {
  const longer =
    solver.endless === undefined
      ? { solver: `restarts(${solver.id})`, options: { count: null, inner: given } }
      : { solver: solver.id, options: { ...solver.endless, ...given } };
  const told: { readonly index: number; readonly energy: number | null; readonly work: number }[] = [];
  let best: EpisodeReport | null = null;
  let longest = 0;
  let committed = 0;
  let idle = false;
  return {
    next(index) {
      // An exact solver is done after one episode; without work no limit of work would ever be reached.
      if (idle || (index > 0 && solver.guarantees.has("exact"))) return null;
      const grown = index >= LAG;
      const continues = index % 2 === 1 && CONTINUES.has(solver.id);
      return {
        ...(grown ? longer : { solver: solver.id, options: given }),
        seed: episodeSeed(seed, index),
        start: index === 0 ? start : continues && best !== null ? best.state : null,
        elites: [],
        work: grown ? 2 * longest : null,
      };
    },
    commit(report) {
      committed++;
      longest = Math.max(longest, report.work);
      idle ||= report.work === 0;
      const { index, energy, state } = report;
      if (told.length < LISTED) told.push({ index, energy: state === null ? null : energy, work: report.work });
      if (state !== null && (best === null || energy < best.energy)) best = report;
    },
    findings() {
      const { verdict, index } = best ?? { verdict: null, index: null };
      const inner = verdict?.findings === undefined ? {} : { innerFindings: verdict.findings };
      return { episodes: committed, told, bestEpisode: index, ...inner };
    },
  };
}
