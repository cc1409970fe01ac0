/** A run as a sequence of searches, each for what the one before it has left open: it looks like one search from outside. */
import type { Encoding } from "../problem.ts";
import type { Drive, Incumbent, Limits, Outcome } from "./drive.ts";
import type { MonitorReport } from "./monitor.ts";
import type { SearchOptions } from "./options.ts";
import { type Meaning, openRun, openSearch, type Running, type Search } from "./search.ts";

/** One search of the sequence. */
export interface Stage {
  readonly encoding: Encoding<unknown>;
  readonly options: SearchOptions;
  readonly meaning: Meaning;
}

/** What is decided between two searches, and what remains of them. */
export interface Stages {
  readonly first: Stage;
  /** Of the whole run. */
  readonly limits: Limits;
  readonly incumbent: Incumbent | null;
  /** The best is as good as asked for, or proved to be best: the search is to end. */
  readonly reached: boolean;
  recheck(): void;
  /** A state of the search that goes on, where it means something to the run. */
  shown(found: Incumbent | null): Incumbent | null;
  close(outcome: Outcome, verified: MonitorReport | null): void;
  /** The next search; null when the run is over. */
  next(): Stage | null;
  outcome(): Outcome;
  verification(current: MonitorReport | null): MonitorReport | null;
}

/** @throws as `openRun` */
export async function openStages(stages: Stages): Promise<Running> {
  const open = ({ encoding, options, meaning }: Stage) => openRun(encoding.model, options, meaning);
  let run = await open(stages.first);
  let closed = false;
  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    const outcome = await run.finish();
    stages.close(outcome, run.verification());
  }
  return {
    get solver() {
      return run.solver;
    },
    get reason() {
      return run.reason;
    },
    get options() {
      return run.options;
    },
    get incumbent() {
      return stages.incumbent ?? stages.shown(run.incumbent);
    },
    limits: stages.limits,
    seed: run.seed,
    recheck: stages.recheck,
    async advance() {
      if (!stages.reached && (await run.advance())) return true;
      await close();
      const next = stages.next();
      if (next === null) return false;
      run = await open(next);
      closed = false;
      return true;
    },
    async finish() {
      await close();
      return stages.outcome();
    },
    verification: () => stages.verification(closed ? null : run.verification()),
  };
}

/** The same for a run that blocks. @throws as `openSearch` */
export function searchStages(stages: Stages): Search {
  const open = ({ encoding, options, meaning }: Stage) => openSearch(encoding.model, options, meaning);
  let search = open(stages.first);
  let closed = false;
  function close(): void {
    if (!closed) stages.close(search.drive.finish(), search.verification());
    closed = true;
  }
  const drive: Drive = {
    advance(milliseconds) {
      const until = performance.now() + milliseconds;
      for (;;) {
        if (!stages.reached && search.drive.advance(Math.max(0, until - performance.now()))) return true;
        close();
        const next = stages.next();
        if (next === null) return false;
        search = open(next);
        closed = false;
      }
    },
    get incumbent() {
      return stages.incumbent ?? stages.shown(search.drive.incumbent);
    },
    get lowest() {
      return stages.incumbent ?? stages.shown(search.drive.lowest);
    },
    take: (step) => search.drive.take(step),
    recheck: stages.recheck,
    finish() {
      close();
      return stages.outcome();
    },
  };
  return {
    get solver() {
      return search.solver;
    },
    get reason() {
      return search.reason;
    },
    get options() {
      return search.options;
    },
    limits: stages.limits,
    seed: search.seed,
    drive,
    verification: () => stages.verification(closed ? null : search.verification()),
  };
}

export function withoutLimits(options: SearchOptions): SearchOptions {
  const { work: _work, time: _time, target: _target, signal: _signal, ...rest } = options;
  return rest;
}

export function withoutTarget(limits: Limits): Limits {
  const { target: _target, ...rest } = limits;
  return rest;
}
