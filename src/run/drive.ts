/**
 * The driver: the only place with a clock. Advances a solver's generator, keeps the incumbent, enforces limits, and gives
 * the synchronous call, the async iterable and cancellation from one loop. A limit only truncates what the solver does.
 */
import { copyState } from "../model/index.ts";
import type { State } from "../model/types.ts";
import type { Findings, Step, Verdict } from "../solver.ts";
import type { Status } from "./result.ts";

/** What ends a run before its solver does; the first that is reached counts. */
export interface Limits {
  /** Flips tried (or the solver's stated equivalent). The run stops at the first step that reaches it. */
  readonly work?: number;
  /** Seconds of wall clock, encoding included. A run gets at least 40 ms of search after its first step. */
  readonly time?: number;
  /** Stop once a valid solution has this objective or better, in the user's units. */
  readonly target?: number;
  /** Stops within about 10 ms; the best so far is returned. */
  readonly signal?: AbortSignal;
}

export interface Incumbent {
  readonly state: State;
  readonly energy: number;
  /** Decodes to a valid solution. */
  readonly valid: boolean;
  /** Seconds since the start, and work, when it was found. */
  readonly time: number;
  readonly work: number;
}

/** An improvement: the lowest energy so far, or the best valid state so far. */
export interface TracePoint {
  readonly time: number;
  readonly work: number;
  readonly energy: number;
  readonly valid: boolean;
}

export interface Outcome {
  readonly status: Status;
  readonly verdict: Verdict | null;
  /** The verdict's findings, or those at the last step when a limit ended the run. */
  readonly findings: Findings | null;
  /** The best valid state if any was seen, else the state of lowest energy; null when the solver ended before its first step. */
  readonly best: Incumbent | null;
  /** The state of lowest energy, valid or not, where it is known. */
  readonly lowest?: Incumbent | null;
  /** Whether `best` has the lowest energy of all states shown: only then does the solver's verdict speak of it. */
  readonly bestIsLowest: boolean;
  readonly trace: readonly TracePoint[];
  readonly work: number;
}

export interface Drive {
  /** Runs for at most `milliseconds`. Returns true while there is more to do. */
  advance(milliseconds: number): boolean;
  /** Latest incumbent, or null. Changes identity whenever it improves. */
  readonly incumbent: Incumbent | null;
  /** The state of lowest energy, valid or not, or null. */
  readonly lowest: Incumbent | null;
  /** Shows a step that the generator did not. No limit is looked at. */
  take(step: Step): void;
  /** Asks again whether the best valid state reaches what it should: more may be known of that than when it was found. */
  recheck(): void;
  /** Ends the generator (its finally blocks run) and gives the outcome. Idempotent. */
  finish(): Outcome;
}

export interface DriveRequest {
  readonly search: Generator<Step, Verdict, void>;
  readonly limits: Limits;
  /** Milliseconds of performance.now() that count as the start. */
  readonly startedAt: number;
  /** Whether a state decodes to a valid solution. */
  readonly accepts: (state: State) => boolean;
  /** Whether a valid state, whose energy the solver gives as about `energy`, is as good as asked for; null when that is never so. */
  readonly reaches: ((state: State, energy: number) => boolean) | null;
}

/** Milliseconds of search that a run gets even when reading and encoding have used the time limit up. */
export const LEAST_SEARCH = 40;
/** Milliseconds after its first step that a run gets until it has tried a move: on a crowded machine 40 pass before the process has its turn. */
const LEAST_START = 400;
/** Longest trace kept: beyond it every second point is dropped. */
const TRACE_LENGTH = 2000;

export function createDrive(request: DriveRequest): Drive {
  const { search, limits, startedAt, accepts, reaches } = request;
  let lowest: Incumbent | null = null;
  let bestValid: Incumbent | null = null;
  let trace: TracePoint[] = [];
  let work = 0;
  let status: Status | null = null;
  let verdict: Verdict | null = null;
  let searching = Number.NaN;
  let reached = false;
  let findings: (() => Findings) | undefined;
  const seconds = () => (performance.now() - startedAt) / 1000;

  function take(step: Step): void {
    work = step.work;
    findings = step.findings;
    const lower = lowest === null || step.energy < lowest.energy;
    const betterValid = bestValid === null || step.energy < bestValid.energy;
    if (!lower && !betterValid) return;
    const valid = betterValid && accepts(step.state);
    if (!lower && !valid) return;
    const found = { state: copyState(step.state), energy: step.energy, valid, time: seconds(), work };
    if (lower) lowest = found;
    trace.push({ time: found.time, work, energy: found.energy, valid });
    if (trace.length > TRACE_LENGTH) trace = trace.filter((_point, k) => k % 2 === 0);
    if (!valid) return;
    bestValid = found;
    reached = reaches?.(found.state, found.energy) ?? false;
  }
  function limitReached(): Status | null {
    if (limits.signal?.aborted === true) return "aborted";
    if (reached) return "target-reached";
    if (limits.work !== undefined && work >= limits.work) return "work-limit";
    const least = work > 0 ? LEAST_SEARCH : LEAST_START;
    if (limits.time !== undefined && seconds() >= limits.time && performance.now() >= searching + least) {
      return "time-limit";
    }
    return null;
  }
  return {
    advance(milliseconds) {
      const until = performance.now() + milliseconds;
      while (status === null) {
        const next = search.next();
        if (next.done === true) {
          verdict = next.value;
          status = reached && verdict.status !== "optimal" ? "target-reached" : verdict.status;
          break;
        }
        take(next.value);
        // From the first step on: what a solver makes ready before it is no search yet.
        if (Number.isNaN(searching)) searching = performance.now();
        status = limitReached();
        if (status === null && performance.now() >= until) return true;
      }
      return false;
    },
    get incumbent() {
      return bestValid ?? lowest;
    },
    get lowest() {
      return lowest;
    },
    take,
    recheck() {
      if (bestValid !== null && reaches?.(bestValid.state, bestValid.energy) === true) reached = true;
    },
    finish() {
      const found = verdict === null ? findings?.() : verdict.findings;
      if (verdict === null) search.return({ status: "exhausted" });
      const best = bestValid ?? lowest;
      const bestIsLowest = best !== null && lowest !== null && best.energy <= lowest.energy;
      return { status: status ?? "aborted", verdict, findings: found ?? null, best, lowest, bestIsLowest, trace, work };
    },
  };
}

/** Lets timers, signals and other work of the host run. */
export function pause(): Promise<void> {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
