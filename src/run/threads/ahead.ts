/**
 * Gives out episodes as soon as the plan may be asked: episode i after exactly the reports 0 .. i - LAG, however many others have
 * ended by then. So what an episode does hangs on the plan alone, not on which thread was first.
 */
import { LAG } from "../../episodes.ts";
import type { EpisodePlan } from "../../solver.ts";
import { createSlot, type Slot } from "./slots.ts";

export interface Ahead {
  /** Episodes given out, as long as the plan or the replay needs them. */
  readonly slots: ReadonlyMap<number, Slot>;
  /** How many have been given out. */
  readonly given: number;
  /** There are no more. */
  readonly complete: boolean;
  /** The next episode and the work after which the run ends in it at the latest; null when none can be given out now. */
  next(): { readonly slot: Slot; readonly budget: number } | null;
  /** An episode has its report or error. */
  ended(slot: Slot): void;
  /** The replay has left all episodes before `head`. */
  replayed(head: number): void;
}

/** @param limit of work, Infinity without */
export function createAhead(plan: EpisodePlan, limit: number): Ahead {
  const slots = new Map<number, Slot>();
  let given = 0;
  let complete = false;
  /** Reports that the plan was told. */
  let told = 0;
  /** The first episode without a report, and the work of those before it. */
  let awaited = 0;
  let workDone = 0;
  let head = 0;

  function forget(): void {
    for (const index of slots.keys()) if (index < head && index < told && index < awaited) slots.delete(index);
  }
  return {
    slots,
    get given() {
      return given;
    },
    get complete() {
      return complete;
    },
    next() {
      if (complete || workDone >= limit) return null;
      for (; told <= given - LAG; told++) {
        const slot = slots.get(told);
        if (slot === undefined || slot.report === null) return null;
        const { index, episode, report } = slot;
        const { energy, state, work, verdict } = report;
        plan.commit({ index, episode, energy, state, work, verdict });
      }
      forget();
      const episode = plan.next(given);
      if (episode === null) {
        complete = true;
        return null;
      }
      const slot = createSlot(given++, episode);
      slots.set(slot.index, slot);
      return { slot, budget: limit - workDone };
    },
    ended({ report }) {
      // The serial search goes no further than a proof.
      if (report?.verdict?.status === "optimal") complete = true;
      for (let done = slots.get(awaited); done?.report != null; done = slots.get(awaited)) {
        workDone += done.report.work;
        awaited++;
      }
    },
    replayed(index) {
      head = index;
      forget();
    },
  };
}
