/** What runs of several stages keep: the best solution in the terms of the encoding that was asked for, how it came about, and what is verified. */
import type { Encoding, Problem } from "../problem.ts";
import type { Incumbent, Limits, TracePoint } from "./drive.ts";
import { type MonitorReport, sumReports } from "./monitor.ts";
import type { Status } from "./result.ts";
import type { Meaning } from "./search.ts";

interface Asked {
  readonly problem: Problem;
  readonly instance: unknown;
  readonly encoding: Encoding<unknown>;
  /** Of states of `encoding`: `reaches` ends the run. */
  readonly meaning: Meaning;
  readonly limits: Limits;
}

export interface StageRecord {
  readonly incumbent: Incumbent | null;
  /** The best is as good as asked for, or proved to be best: the search is to end. */
  readonly reached: boolean;
  readonly trace: TracePoint[];
  /** Energy of a solution: its cost, with the sign of the sense. */
  energyOf(solution: unknown): number;
  /** A new best solution of `energy`, found after `time` seconds and `work` flips of the whole run. */
  keep(solution: unknown, energy: number, time: number, work: number): void;
  recheck(): void;
  /** The limit that ends a run after `work` flips, or null. */
  limitReached(work: number): Status | null;
  /** Adds what one stage verified, or nothing. */
  verified(report: MonitorReport | null): void;
  /** Everything verified, with what the stage has that is under way. */
  verification(now: MonitorReport | null): MonitorReport | null;
}

export function createRecord({ problem, instance, encoding, meaning, limits }: Asked): StageRecord {
  const sign = (problem.senseOf?.(instance) ?? problem.sense) === "min" ? 1 : -1;
  const trace: TracePoint[] = [];
  let incumbent: Incumbent | null = null;
  let reached = false;
  let report: MonitorReport | null = null;

  const withReport = (now: MonitorReport | null) => {
    if (now === null) return report;
    return report === null ? now : sumReports([report, now]);
  };
  function recheck(): void {
    if (incumbent !== null && meaning.reaches?.(incumbent.state, incumbent.energy) === true) reached = true;
  }
  return {
    get incumbent() {
      return incumbent;
    },
    get reached() {
      return reached;
    },
    trace,
    energyOf: (solution) => sign * problem.cost(instance, solution),
    keep(solution, energy, time, work) {
      incumbent = { state: encoding.embed(solution), energy, valid: true, time, work };
      trace.push({ time, work, energy, valid: true });
      recheck();
    },
    recheck,
    limitReached(work) {
      if (limits.signal?.aborted === true) return "aborted";
      if (reached) return "target-reached";
      if (limits.work !== undefined && work >= limits.work) return "work-limit";
      const { startedAt } = meaning;
      return limits.time !== undefined && performance.now() - startedAt >= 1000 * limits.time ? "time-limit" : null;
    },
    verified(now) {
      report = withReport(now);
    },
    verification: withReport,
  };
}
