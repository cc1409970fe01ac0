/**
 * What threads have told of each episode, and its replay in order: a solver whose generators show the steps that came from the
 * threads, so that the serial search (episodes.ts) and the driver see a run on threads exactly as a run on one.
 */
import type { State } from "../../model/types.ts";
import type { Episode, Solver, Step, Verdict } from "../../solver.ts";
import type { Batch, ThreadReport } from "./protocol.ts";

/** An episode that was given out and is not replayed to its end. */
export interface Slot {
  readonly index: number;
  readonly episode: Episode;
  /** Lowest energy of a valid state that this episode has shown. */
  bar: number;
  report: ThreadReport | null;
  /** What the solver threw. */
  error: Error | null;
  /** Times that the episode was begun. */
  attempts: number;
  push(batch: Batch): void;
  /** The next step that was not shown yet, or null. */
  shift(): Step | null;
  readonly waiting: boolean;
  /** Forgets what was not shown, because the thread died and the episode is repeated. */
  clear(): void;
}

export function createSlot(index: number, episode: Episode): Slot {
  let batches: Batch[] = [];
  let at = 0;
  let nextFound = 0;
  let work = 0;
  const slot: Slot = {
    index,
    episode,
    bar: Number.POSITIVE_INFINITY,
    report: null,
    error: null,
    attempts: 0,
    push: (batch) => void batches.push(batch),
    shift() {
      const batch = batches[0];
      if (batch === undefined) return null;
      // A repeated episode shows its first steps again: work stands still until they are over.
      work = Math.max(work, batch.works[at]);
      const found = batch.found[nextFound];
      const step =
        found?.at === at ? { work, energy: found.energy, state: found.state } : { work, energy: UNKNOWN, state: NONE };
      if (found?.at === at) nextFound++;
      if (++at === batch.works.length) {
        batches.shift();
        at = 0;
        nextFound = 0;
      }
      return step;
    },
    get waiting() {
      return batches.length > 0;
    },
    clear() {
      batches = [];
      at = 0;
      nextFound = 0;
      slot.bar = Number.POSITIVE_INFINITY;
    },
  };
  return slot;
}

/** Steps that cannot matter are shown without their states: never the first of a run, and too high to be looked at. */
const UNKNOWN = Number.POSITIVE_INFINITY;
const NONE: State = { kind: "plain", values: new Int8Array(0) };

/** A solver that shows what a thread found. It must be pulled only when there is something to show, or the episode is over. */
export function replaying(solver: Solver, slot: () => Slot): Solver {
  return { ...solver, search: () => replay(slot()) };
}

function* replay(slot: Slot): Generator<Step, Verdict, void> {
  for (;;) {
    const step = slot.shift();
    if (step !== null) yield step;
    else if (slot.error !== null) throw slot.error;
    else return slot.report?.verdict ?? { status: "exhausted" };
  }
}
