/**
 * The driver of a run on threads. Episodes are given out as the plan says, at most LAG at once; what the threads show is replayed in
 * order of index through the serial search and the serial driver, so incumbent, trace, findings and the step at which a limit of
 * work ends the run are those of one thread. Time, abort, and (without a limit of work) a target reached or a proof found by an
 * episode ahead of its turn end the run at once: then the best of all that was shown counts.
 */
import { LAG } from "../../episodes.ts";
import type { EnergyModel, State } from "../../model/types.ts";
import type { EpisodePlan, Verdict } from "../../solver.ts";
import { type DriveRequest, type Incumbent, LEAST_SEARCH, type Outcome } from "../drive.ts";
import { type MonitorReport, sumReports } from "../monitor.ts";
import type { Status } from "../result.ts";
import { createAhead } from "./ahead.ts";
import { createCrew } from "./crew.ts";
import type { ThreadPool } from "./pool.ts";
import type { Batch } from "./protocol.ts";
import { createReplay } from "./replay.ts";
import type { Slot } from "./slots.ts";

/** Milliseconds that one look at what the threads have shown may take. */
const LOOK = 8;
/** Longest time that a timer can wait, milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface ThreadedDrive {
  /** Resolves when the incumbent has changed or the run is over; true while there is more to do. Rejects with what a solver throws. */
  advance(): Promise<boolean>;
  readonly incumbent: Incumbent | null;
  /** Asks again whether the incumbent reaches what it should, and ends the run if so. */
  recheck(): void;
  /** Stops the threads and gives the outcome. Idempotent. */
  finish(): Promise<Outcome>;
  /** Of the episodes that count; null unless the run verifies. */
  verification(): MonitorReport | null;
}

export interface ThreadedRequest extends Omit<DriveRequest, "search"> {
  readonly model: EnergyModel;
  /** Makes the plan anew: one decides ahead, the other follows the replay. */
  readonly plan: () => EpisodePlan;
  readonly threads: number;
  readonly pool: ThreadPool;
  /** Bytes for all threads together. */
  readonly memoryLimit: number;
  readonly verify: boolean;
}

/** An end that the replay has not come to by itself. */
interface EarlyEnd {
  readonly status: Status;
  readonly verdict: Verdict | null;
}

/** One file and one closure: what the threads tell, the replay, the limits and the end change the same few variables. */
export function createThreadedDrive(request: ThreadedRequest): ThreadedDrive {
  const { model, limits, startedAt, reaches, threads, pool, verify, plan } = request;
  const accepts = remembering(request.accepts);
  const eager = limits.work === undefined;
  const ahead = createAhead(plan(), limits.work ?? Number.POSITIVE_INFINITY);
  const ordered = plan();
  const replay = createReplay({ model, plan: ordered, ahead, limits, startedAt, accepts, reaches });
  const { drive, floors } = replay;
  const memoryLimit = Math.floor(request.memoryLimit / LAG); // the same on any number of threads
  const crew = createCrew({ model, pool, memoryLimit, verify, everyStep: !eager, floors, shown, ended });
  const verified: (MonitorReport | null)[] = [];
  let over = false;
  let early: EarlyEnd | null = null;
  let failure: unknown = null;
  let dismissed: Promise<void> = Promise.resolve();
  let outcome: Promise<Outcome> | null = null;
  let shownAny = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let changed = false;
  let wake: (() => void) | null = null;

  const stopIfAborted = () => {
    if (shownAny && limits.signal?.aborted === true) conclude({ status: "aborted", verdict: null });
  };
  limits.signal?.addEventListener("abort", stopIfAborted);
  giveOut();
  look();

  function giveOut(): void {
    guarded(() => {
      while (!over && crew.busy < threads) {
        const next = ahead.next();
        if (next === null) return;
        crew.begin(next.slot, next.budget);
      }
    });
  }
  function shown(slot: Slot, batch: Batch): void {
    guarded(() => {
      for (const { energy, state } of batch.found) {
        if (energy >= slot.bar || !accepts(state)) continue;
        slot.bar = energy;
        if (eager && reaches?.(state, energy) === true) conclude({ status: "target-reached", verdict: null });
      }
    });
    noteFirst();
    look();
  }
  function ended(slot: Slot): void {
    const { report } = slot;
    verified[slot.index] = report?.verification ?? null;
    ahead.ended(slot);
    if (over) return;
    if (report !== null) noteFirst();
    look();
    const verdict = report?.verdict ?? null;
    if (eager && verdict?.status === "optimal") conclude({ status: "optimal", verdict });
    giveOut();
    look();
  }
  /** The run gets some time of search even when starting the threads has used the time limit up. */
  function noteFirst(): void {
    if (shownAny) return;
    shownAny = true;
    stopIfAborted();
    if (over || limits.time === undefined) return;
    const rest = Math.max(startedAt + 1000 * limits.time - performance.now(), LEAST_SEARCH);
    timer = setTimeout(() => conclude({ status: "time-limit", verdict: null }), Math.min(rest, LONGEST_TIMER));
  }
  function look(): void {
    if (over) return;
    const before = drive.incumbent;
    guarded(() => {
      const state = replay.look(LOOK);
      if (state === "over") conclude(null);
      clearTimeout(later);
      if (state === "more") later = setTimeout(look, 0);
    });
    if (drive.incumbent !== before) notify();
  }
  /** What a plan, a judge or a solver throws ends the run. */
  function guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      failure = error;
      conclude(null);
    }
  }
  function notify(): void {
    changed = true;
    wake?.();
  }
  function conclude(how: EarlyEnd | null): void {
    if (over) return;
    over = true;
    early = how;
    clearTimeout(timer);
    clearTimeout(later);
    limits.signal?.removeEventListener("abort", stopIfAborted);
    dismissed = crew.dismiss();
    notify();
  }
  async function close(): Promise<Outcome> {
    conclude({ status: "aborted", verdict: null });
    await dismissed;
    if (early === null) return drive.finish();
    replay.showRest();
    const { status, verdict } = early;
    const found = { ...drive.finish(), status };
    if (verdict === null) return found;
    return { ...found, verdict, findings: { ...verdict.findings, ...ordered.findings() } };
  }
  return {
    async advance() {
      if (!over && !changed) await new Promise<void>((resolve) => (wake = resolve));
      changed = false;
      if (failure !== null) throw failure;
      return !over;
    },
    get incumbent() {
      return drive.incumbent;
    },
    recheck() {
      const best = drive.incumbent;
      if (best?.valid !== true || reaches?.(best.state, best.energy) !== true) return;
      conclude({ status: "target-reached", verdict: null });
    },
    finish() {
      outcome ??= close();
      return outcome;
    },
    verification: () => (verify ? sumReports(early === null ? verified.slice(0, replay.head + 1) : verified) : null),
  };
}

/** A state is judged once, when it is shown, and asked for again when its turn comes. */
function remembering(accepts: (state: State) => boolean): (state: State) => boolean {
  const known = new WeakMap<State, boolean>();
  return (state) => {
    let answer = known.get(state);
    if (answer === undefined) {
      answer = accepts(state);
      known.set(state, answer);
    }
    return answer;
  };
}
