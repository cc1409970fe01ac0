/**
 * Runs with adaptive penalties: bounded episodes, and between two of them the encoding learns from the state that the first ended in: what
 * is broken weighs more, what holds weighs less. Solutions are refereed as always; energies are those of the first encoding. A lowest
 * state that is valid is optimal whatever the weights, so an exact solver may still prove it. Deterministic by seed and work.
 */
import type { State } from "../model/types.ts";
import { type Encoding, isRejected, type PenaltyProof, type Problem } from "../problem.ts";
import type { Outcome } from "./drive.ts";
import { effectiveLimits, type SearchOptions } from "./options.ts";
import { createRecord } from "./record.ts";
import { validFor } from "./referee.ts";
import type { Status } from "./result.ts";
import type { Meaning, Running, Search } from "./search.ts";
import { openStages, type Stage, type Stages, searchStages, withoutLimits, withoutTarget } from "./stages.ts";

export interface AdaptingRequest {
  readonly problem: Problem;
  readonly instance: unknown;
  readonly encoding: Encoding<unknown>;
  readonly options: SearchOptions;
  /** Of states of `encoding`: `reaches` ends the run. */
  readonly meaning: Meaning;
  /** Shown the proof of each encoding that is searched. */
  readonly searched: (penalty: PenaltyProof | null) => void;
}

export const openAdapting = (request: AdaptingRequest): Promise<Running> => openStages(createStages(request));
export const searchAdapting = (request: AdaptingRequest): Search => searchStages(createStages(request));

/** Flips tried in the first episode, for each variable and in all; later ones are longer. */
const FLIPS_EACH = 200;
const FLIPS_LEAST = 20_000;
const GROWTH = 1.1;
/** Up to so many variables `auto` may visit all states, and gets the work for it; beyond, it anneals. */
const VISITED = 18;

function createStages({ problem, instance, encoding, options, meaning, searched }: AdaptingRequest): Stages {
  const limits = effectiveLimits(options);
  const record = createRecord({ problem, instance, encoding, meaning, limits });
  const { n } = encoding.model;
  const small = n <= VISITED;
  const solver = (options.solver ?? "auto") === "auto" && !small ? "annealing" : options.solver;
  let length = Math.max(FLIPS_LEAST, FLIPS_EACH * n, small ? 2 ** (n + 2) : 0);
  let episode = 0;
  let current = encoding;
  let first: Outcome | null = null;
  let last: Outcome | null = null;
  let work = 0;
  let proved: Outcome["verdict"] = null;

  function keep({ best }: Outcome): void {
    if (best?.valid !== true) return;
    const decoded = current.decode(best.state);
    if (isRejected(decoded)) return;
    const energy = record.energyOf(decoded.solution);
    if (record.incumbent !== null && energy >= record.incumbent.energy) return;
    record.keep(decoded.solution, energy, best.time, work + best.work);
  }
  function stageOf(start: State | null): Stage {
    searched(current.penalty);
    const left = limits.work === undefined ? length : Math.min(length, limits.work - work);
    const seed = (options.seed ?? 1) + episode;
    return {
      encoding: current,
      options: {
        ...withoutLimits(options),
        ...(solver === undefined ? {} : { solver }),
        ...withoutTarget(limits),
        seed,
        work: left,
      },
      meaning: { start, startedAt: meaning.startedAt, accepts: validFor(problem, instance, current), reaches: null },
    };
  }
  /** Why the run is over; null when it goes on. */
  function over(): Status | null {
    if (proved !== null && limits.signal?.aborted !== true) return "optimal";
    return record.limitReached(work);
  }

  return {
    first: stageOf(meaning.start),
    limits,
    get incumbent() {
      return record.incumbent;
    },
    get reached() {
      return record.reached;
    },
    recheck: record.recheck,
    shown: (found) => (current === encoding ? found : null),
    close(outcome, verified) {
      keep(outcome);
      first ??= outcome;
      last = outcome;
      work += Math.max(1, outcome.work);
      record.verified(verified);
      const { status, bestIsLowest, best, verdict } = outcome;
      if (status === "optimal" && bestIsLowest && best?.valid === true) proved = verdict;
    },
    next() {
      if (over() !== null || last === null) return null;
      episode++;
      length = Math.round(length * GROWTH);
      if (last.best !== null) current = current.adapt?.((last.lowest ?? last.best).state) ?? current;
      return stageOf(null);
    },
    outcome() {
      const status = over() ?? "aborted";
      const { findings, best } = last ?? { findings: null, best: null };
      const { incumbent, trace } = record;
      if (incumbent !== null) {
        return { status, verdict: proved, findings, best: incumbent, bestIsLowest: true, trace, work };
      }
      // Nothing valid: what the first episode ended with, whose states are those of the encoding that the result speaks of.
      return {
        ...(first ?? { verdict: null, bestIsLowest: true }),
        findings,
        best: first?.best ?? best,
        status,
        trace,
        work,
      };
    },
    verification: record.verification,
  };
}
