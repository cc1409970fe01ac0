/**
 * Runs of problems that can be tightened: after each solution the question is whether a better one exists, as a model of its own, and the
 * search for it goes on in the time that is left. What is reported refers to the instance that was asked for: states and energies
 * of its own encoding, its objective, target and bound. A proof that a tightened instance has no solution proves the last one optimal.
 */
import { type Encoding, isRejected, type Problem } from "../problem.ts";
import type { Incumbent, Outcome } from "./drive.ts";
import type { MonitorReport } from "./monitor.ts";
import { effectiveLimits, type SearchOptions } from "./options.ts";
import { createRecord } from "./record.ts";
import { validFor } from "./referee.ts";
import type { Meaning, Running, Search } from "./search.ts";
import { openStages, type Stage, type Stages, searchStages, withoutLimits, withoutTarget } from "./stages.ts";

export interface TighteningRequest {
  readonly problem: Problem;
  readonly instance: unknown;
  readonly encoding: Encoding<unknown>;
  readonly encodingOptions: Record<string, unknown>;
  readonly options: SearchOptions;
  /** Of states of `encoding`: `reaches` ends the run. */
  readonly meaning: Meaning;
  /** A valid solution to begin with; null: the first search is for any. */
  readonly begin: unknown;
}

/** Whether there is anything to tighten: no when the beginning is as good as can be, or as good as asked for. */
export function tightens({ problem, instance, encoding, meaning, begin }: TighteningRequest): boolean {
  if (problem.tighten === undefined) return false;
  if (begin === null) return true;
  if (problem.tighten(instance, begin) === null) return false;
  return meaning.reaches?.(encoding.embed(begin), Number.NEGATIVE_INFINITY) !== true;
}

/** @throws as `openRun` */
export const openTightening = (request: TighteningRequest): Promise<Running> => openStages(createStages(request));

/** The same for a run that blocks. @throws as `openSearch` */
export const searchTightening = (request: TighteningRequest): Search => searchStages(createStages(request));

/** What is decided between two searches, and what remains of them. */
function createStages(request: TighteningRequest): Stages {
  const { problem, instance, encoding, encodingOptions, options, meaning, begin } = request;
  const limits = effectiveLimits(options);
  const record = createRecord({ problem, instance, encoding, meaning, limits });
  const { startedAt } = meaning;
  let solution: unknown = null;
  let work = 0;
  let end: Pick<Outcome, "status" | "verdict"> | null = null;
  let findings: Outcome["findings"] = null;
  /** Of a search for any solution that found none. */
  let invalid: Outcome | null = null;
  let stage: Stage;

  function keep(found: unknown, time: number, at: number): void {
    const energy = record.energyOf(found);
    const { incumbent } = record;
    if (incumbent !== null && energy >= incumbent.energy) {
      throw new Error(
        `a solution of a tightened instance of ${problem.id} costs ${energy}, no less than ${incumbent.energy}`,
      );
    }
    solution = found;
    record.keep(found, energy, time, at);
  }
  function stageOf(tightened: unknown): Stage {
    const own = tightened === instance ? encoding : problem.encode(tightened, encodingOptions);
    const accepts = validFor(problem, tightened, own);
    const near = solution === null ? null : (problem.approach?.(tightened, solution) ?? null);
    const left = limits.work === undefined ? {} : { work: limits.work - work };
    return {
      encoding: own,
      options: { ...withoutLimits(options), ...withoutTarget(limits), ...left },
      meaning: { start: near === null ? null : own.embed(near), startedAt, accepts, reaches: () => true },
    };
  }
  /** How the run ends after a stage that ended so, null when there is another question. */
  function endAfter({ status, verdict, best }: Outcome): Pick<Outcome, "status" | "verdict"> | null {
    if (best?.valid === true) {
      const limit = record.limitReached(work);
      return limit === null ? null : { status: limit, verdict: null };
    }
    if (record.reached) return { status: "target-reached", verdict: null };
    if (status !== "optimal" || stage.encoding.penalty?.guaranteed === false) {
      return { status: status === "optimal" || status === "target-reached" ? "exhausted" : status, verdict: null };
    }
    const proof = `no better solution exists: ${verdict?.proof ?? "certificate of the solver"}`;
    return record.incumbent === null ? { status: "exhausted", verdict: null } : { status, verdict: { status, proof } };
  }

  if (begin !== null) keep(begin, (performance.now() - startedAt) / 1000, 0);
  stage = stageOf(begin === null ? instance : problem.tighten?.(instance, begin));
  return {
    first: stage,
    limits,
    get incumbent() {
      return record.incumbent;
    },
    get reached() {
      return record.reached;
    },
    recheck: record.recheck,
    /** A state of the stage that searches now, where that is one of the instance itself. */
    shown: (found: Incumbent | null) => (stage.encoding === encoding ? found : null),
    close(outcome: Outcome, verified: MonitorReport | null): void {
      const { best } = outcome;
      if (best?.valid === true) {
        const decoded = stage.encoding.decode(best.state);
        if (!isRejected(decoded)) keep(decoded.solution, best.time, work + best.work);
      }
      if (record.incumbent === null && stage.encoding === encoding) invalid = outcome;
      work += outcome.work;
      findings = outcome.findings;
      record.verified(verified);
      end = endAfter(outcome);
    },
    /** The next question; null when the run is over. */
    next(): Stage | null {
      if (end !== null) return null;
      const tightened = problem.tighten?.(instance, solution) ?? null;
      if (tightened === null) {
        end = { status: "exhausted", verdict: null };
        return null;
      }
      stage = stageOf(tightened);
      return stage;
    },
    outcome(): Outcome {
      if (invalid !== null) return invalid;
      const { status, verdict } = end ?? { status: "aborted" as const, verdict: null };
      return { status, verdict, findings, best: record.incumbent, bestIsLowest: true, trace: record.trace, work };
    },
    verification: record.verification,
  };
}
