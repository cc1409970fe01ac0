/**
 * The referee: decodes, verifies and prices what a run reports, from the instance alone, and writes the result document.
 * `optimal` and `infeasible` need a certificate.
 */
import { energy } from "../model/index.ts";
import type { State } from "../model/types.ts";
import { type Bound, type Encoding, isRejected, type PenaltyProof, type Problem, type Violation } from "../problem.ts";
import { VERSION } from "../version.ts";
import { instanceDigest } from "./digest.ts";
import type { Limits, Outcome } from "./drive.ts";
import type { MonitorReport } from "./monitor.ts";
import type { Result, Status } from "./result.ts";

export interface Judgement {
  readonly solution: unknown;
  readonly objective: number | null;
  readonly valid: boolean;
  readonly violations: readonly Violation[];
  readonly partial?: unknown;
}

export interface ReportRequest {
  readonly outcome: Outcome;
  readonly solver: string;
  readonly reason: string | null;
  readonly options: Record<string, unknown>;
  readonly encoding: Record<string, unknown>;
  /** The proof of the encoding that was searched last. */
  readonly penalty: PenaltyProof | null;
  readonly limits: Limits;
  readonly seed: number;
  /** Null for a search on the thread of the caller. */
  readonly threads: number | null;
  /** The solution that the run started from, if one was given. */
  readonly start: unknown;
  /** Whether an invalid state is to be repaired. */
  readonly repair: boolean;
  readonly timing: Result["timing"];
  readonly verification: MonitorReport | null;
}

export interface Referee {
  /** Whether a state decodes to a valid solution: `judge` without its price. */
  accepts(state: State): boolean;
  judge(state: State): Judgement;
  /** Whether nothing better than this objective can exist. */
  solved(objective: number): boolean;
  /** Whether the bound proves that no valid solution exists: only where the instance asks yes or no. */
  refuted(): boolean;
  /**
   * The test whether a state reaches the target, or the bound that is proved when it is asked: nothing better exists there. By the
   * referee's own count. Null when there can be neither. `byBound` false: the target alone counts.
   */
  reaches(target: number | undefined, byBound: boolean): ((state: State, about: number) => boolean) | null;
  result(request: ReportRequest): Result;
}

/** Whether a state of an encoding of `instance` is a valid solution, by decoder and referee. */
export const validFor =
  (problem: Problem, instance: unknown, encoding: Encoding<unknown>) =>
  (state: State): boolean => {
    const decoded = encoding.decode(state);
    return !isRejected(decoded) && problem.verify(instance, decoded.solution).length === 0;
  };

/** @param bound the best bound proved so far */
export function referee(
  problem: Problem,
  instance: unknown,
  encoding: Encoding<unknown>,
  bound: () => Bound | null,
): Referee {
  const sense = problem.senseOf?.(instance) ?? problem.sense;
  const digest = instanceDigest(instance); // now, not when time is up

  function judge(state: State): Judgement {
    const decoded = encoding.decode(state);
    if (isRejected(decoded)) {
      return {
        solution: null,
        objective: null,
        valid: false,
        violations: decoded.violations,
        partial: decoded.partial,
      };
    }
    const violations = problem.verify(instance, decoded.solution);
    if (violations.length > 0) {
      return { solution: null, objective: null, valid: false, violations, partial: decoded.solution };
    }
    return {
      solution: decoded.solution,
      objective: problem.cost(instance, decoded.solution),
      valid: true,
      violations: [],
    };
  }

  function result(request: ReportRequest): Result {
    const { outcome } = request;
    const found: Judgement =
      outcome.best === null
        ? { solution: null, objective: null, valid: false, violations: [NOTHING] }
        : judge(outcome.best.state);
    const repair = request.repair && outcome.best !== null ? repaired(outcome.best.state, found) : null;
    const judged = repair?.judged ?? found;
    const state = repair?.state ?? outcome.best?.state ?? null;
    const proven = provenBound(outcome, judged, found.valid);
    const bestIsLowest = outcome.bestIsLowest && repair === null;
    const status = finalStatus({ ...outcome, bestIsLowest }, judged, proven);
    return {
      format: "groundstate-result",
      formatVersion: 1,
      problem: problem.id,
      instance: {
        name: (instance as { name?: string }).name ?? null,
        digest,
        description: problem.describe(instance),
      },
      solver: request.solver,
      reason: request.reason,
      options: request.options,
      encoding: request.encoding,
      limits: {
        work: request.limits.work ?? null,
        time: request.limits.time ?? null,
        target: request.limits.target ?? null,
      },
      seed: request.seed,
      ...(request.threads === null ? {} : { threads: request.threads }),
      start: request.start ?? null,
      version: VERSION,
      status,
      energy: state === null ? null : energy(encoding.model, state),
      objective: judged.objective,
      sense,
      valid: judged.valid,
      violations: [...judged.violations],
      solution: judged.solution,
      ...(judged.partial === undefined ? {} : { partial: judged.partial }),
      ...(repair === null ? {} : { repaired: repair.report }),
      bound: proven,
      gap: proven === null || judged.objective === null ? null : relativeGap(judged.objective, proven.value),
      penalty: request.penalty,
      trace: [...outcome.trace],
      work: outcome.work,
      timing: request.timing,
      verification: request.verification,
      findings: outcome.findings,
    };
  }

  /** A valid solution near an invalid state, judged from the instance like any other; null where there is none. */
  function repaired(state: State, before: Judgement) {
    const made = before.valid ? null : (encoding.repair?.(state) ?? null);
    if (made === null || problem.verify(instance, made.solution).length > 0) return null;
    const after = encoding.embed(made.solution);
    const { objective: objectiveBefore, changes } = made;
    const report = { violations: before.violations.length, objectiveBefore, changes: [...changes] };
    return { judged: judge(after), state: after, report };
  }

  /** Valid solutions have energy = +-objective whatever the penalties, so a ground state that is valid is optimal. */
  function provenBound(outcome: Outcome, judged: Judgement, searched: boolean): Bound | null {
    if (outcome.verdict?.status === "optimal" && outcome.bestIsLowest && searched && judged.objective !== null) {
      return { value: judged.objective, proof: outcome.verdict.proof ?? "certificate of the solver" };
    }
    const proven = bound();
    if (proven !== null && judged.objective !== null) requireConsistency(proven, judged.objective, sense, problem);
    return proven;
  }

  function finalStatus({ status, bestIsLowest }: Outcome, judged: Judgement, proven: Bound | null): Status {
    if (judged.objective !== null && proven !== null && proven.value === judged.objective) return "optimal";
    if (judged.objective === null && refuted()) return "infeasible";
    // The verdict speaks of the lowest state; when a valid one of higher energy is reported, it says nothing about that.
    return status === "optimal" || (status === "local-minimum" && !bestIsLowest) ? "exhausted" : status;
  }

  function solved(objective: number): boolean {
    return bound()?.value === objective;
  }

  function refuted(): boolean {
    const proven = bound();
    if (proven === null || problem.decides?.(instance) !== true) return false;
    return sense === "min" ? proven.value > 0 : proven.value < 0;
  }

  function reaches(target: number | undefined, byBound: boolean) {
    const bounded = byBound && (problem.bound !== undefined || problem.bounds !== undefined);
    if (target === undefined && !bounded) return null;
    return (state: State, about: number): boolean => {
      const goals = [target, bounded ? bound()?.value : undefined].filter((goal) => goal !== undefined);
      if (goals.length === 0) return false;
      const easiest = sense === "min" ? Math.max(...goals) : Math.min(...goals);
      const energyAt = sense === "min" ? easiest : -easiest;
      const rounding = 1e-9 * Math.max(1, Math.abs(easiest));
      if (about > energyAt + rounding) return false; // judging costs O(n): only where it can matter
      const { objective } = judge(state);
      return objective !== null && (sense === "min" ? objective <= easiest : objective >= easiest);
    };
  }

  return { accepts: validFor(problem, instance, encoding), judge, solved, refuted, reaches, result };
}

const NOTHING: Violation = { code: "no-state", message: "the run ended before the solver had a first state" };

/** A valid solution beyond a bound refutes its proof. Rounding is no refutation. @throws {Error} a defect of ours */
function requireConsistency({ value, proof }: Bound, objective: number, sense: "min" | "max", { id }: Problem): void {
  const beyond = sense === "min" ? value - objective : objective - value;
  if (beyond <= 1e-9 * Math.max(1, Math.abs(objective))) return;
  throw new Error(`a valid solution of ${id} has objective ${objective}, but ${proof} claims a bound of ${value}`);
}

/** |objective - bound| / |bound|; null where that means nothing. */
export function relativeGap(objective: number, bound: number): number | null {
  if (objective === bound) return 0;
  return bound === 0 ? null : Math.abs(objective - bound) / Math.abs(bound);
}
