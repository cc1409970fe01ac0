/** The best items so far, and the view of the state that they stand for: slack completed, energy computed from the model alone. */

import type { RowSystem } from "../../src/kernels/rows/system.ts";
import { completeSlack, type EnergyModel, energy } from "../../src/model/index.ts";
import type { Monitor, Step } from "../../src/solver.ts";

const LOOKS_PER_ENTRY = 10;

export interface Incumbent {
  readonly items: Int8Array;
  /** Lowest objective of items that keep all rows, without the model's offset; Infinity before there are any. */
  readonly objective: () => number;
  /** Takes items that keep all rows where they are better. */
  offer(items: Int8Array, objective: number): boolean;
  /**
   * The live view. When the items have changed its state and energy follow, in O(stored couplings): at once where `now`, else not before
   * ten times as much as that has been looked at, so that large models are searched and not only weighed.
   */
  view(work: number, now: boolean): Step;
}

/** @param first shown until some items keep all rows */
export function createIncumbent(
  model: EnergyModel,
  { items: count, column }: RowSystem,
  first: Int8Array,
  monitor: Monitor | null,
): Incumbent {
  const items = first.slice(0, count);
  const state = { kind: "plain", values: new Int8Array(model.n) } as const;
  let objective = Number.POSITIVE_INFINITY;
  let shown = 0;
  let changed = true;
  let due = 0;
  const pause = LOOKS_PER_ENTRY * (model.n + column.length);
  return {
    items,
    objective: () => objective,
    offer(others, value) {
      if (!(value < objective)) return false;
      if (!Number.isFinite(objective)) due = 0; // the first one is news at once
      objective = value;
      items.set(others);
      changed = true;
      return true;
    },
    view(work, now) {
      if (changed && (now || work >= due)) {
        state.values.set(items);
        completeSlack(model, state.values);
        shown = energy(model, state);
        monitor?.started(state, shown);
        changed = false;
        due = work + pause;
      }
      return { work, energy: shown, state };
    },
  };
}
