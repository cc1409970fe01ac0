/**
 * Which member of a portfolio searches next, and for how long. Every member of weight 1 or more gets a first episode; then three of four episodes go
 * to the leader (the member whose episodes reached the lowest energy, the earliest at equal energy) and one to the member that
 * has had the least. Episodes grow, so that long runs get long schedules. Time is counted in nominal milliseconds: work divided by
 * the speed that a member's work has on an ordinary machine. The clock decides nothing, so the same seed gives the same plan.
 */
import { createElitePool, episodeSeed } from "../../src/episodes.ts";
import type { State } from "../../src/model/types.ts";
import type { Episode, EpisodePlan, EpisodeReport, Findings } from "../../src/solver.ts";
import type { Features } from "./features.ts";
import type { Member } from "./members.ts";

/** Each episode of a member is so many times as long as its last. */
const GROWTH = 1.5;
/** States kept for members that combine some. */
const ELITES = 10;
/** Of so many episodes one explores. */
const CYCLE = 4;

interface Standing {
  readonly member: Member;
  readonly weight: number;
  episodes: number;
  /** Nominal milliseconds planned, and of the next episode. */
  planned: number;
  next: number;
  best: number;
  /** Index of the episode that reached `best`. */
  bestAt: number;
  /** Times that the best of all was improved. */
  improvements: number;
}

export function createPlan(
  members: readonly Member[],
  features: Features,
  seed: number,
  start: State | null,
  episodes: number | null,
): EpisodePlan {
  const standings: Standing[] = members.map((member) => ({
    member,
    weight: member.weight(features),
    episodes: 0,
    planned: 0,
    next: member.first(features),
    best: Number.POSITIVE_INFINITY,
    bestAt: Number.POSITIVE_INFINITY,
    improvements: 0,
  }));
  const pool = createElitePool(ELITES);
  const chosen = new Map<number, Standing>();
  let committed = 0;
  let incumbent = Number.POSITIVE_INFINITY;
  return {
    next(index) {
      if (standings.length === 0 || index === episodes) return null;
      const standing = pick(standings, index);
      chosen.set(index, standing);
      const milliseconds = standing.next;
      standing.next *= GROWTH;
      standing.episodes++;
      standing.planned += milliseconds;
      const part = standing.member.episode({ milliseconds, features });
      return {
        solver: standing.member.solver,
        options: part.options,
        seed: episodeSeed(seed, index),
        start: index === 0 ? start : null,
        elites: pool.states.slice(),
        work: part.work,
      } satisfies Episode;
    },
    commit(report: EpisodeReport) {
      committed++;
      const standing = chosen.get(report.index)!;
      chosen.delete(report.index);
      if (report.state === null) return;
      pool.offer(report.state, report.energy);
      if (report.energy < standing.best) {
        standing.best = report.energy;
        standing.bestAt = report.index;
      }
      if (report.energy >= incumbent) return;
      incumbent = report.energy;
      standing.improvements++;
    },
    findings(): Findings {
      return {
        portfolio: standings
          .filter((standing) => standing.episodes > 0)
          .map(({ member, episodes: count, best, improvements, planned }) => ({
            solver: member.solver,
            because: member.because,
            episodes: count,
            milliseconds: Math.round(planned),
            best: Number.isFinite(best) ? best : null,
            improvements,
          })),
        episodes: committed,
      };
    },
  };
}

function pick(standings: readonly Standing[], index: number): Standing {
  const fresh = standings.find(({ episodes, weight }) => episodes === 0 && weight >= 1);
  if (fresh !== undefined) return fresh;
  if (index % CYCLE === CYCLE - 1) return least(standings, ({ planned, weight }) => planned / weight);
  const leading = standings.reduce((best, { best: energy }) => Math.min(best, energy), Number.POSITIVE_INFINITY);
  return least(
    standings.filter(({ best }) => best === leading),
    ({ bestAt }) => bestAt,
  );
}

function least(standings: readonly Standing[], value: (standing: Standing) => number): Standing {
  return standings.reduce((best, standing) => (value(standing) < value(best) ? standing : best));
}
