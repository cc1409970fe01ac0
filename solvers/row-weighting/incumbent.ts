/** The best items so far, and the view of the state that they stand for: slack completed, energy computed from the model alone. */
import { completeSlack, type EnergyModel, energy } from "../../src/model/index.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import type { RowSystem } from "./rows.ts";

export interface Incumbent {
  readonly items: Int8Array;
  /** Lowest objective of items that keep all rows, without the model's offset; Infinity before there are any. */
  readonly objective: () => number;
  /** Takes items that keep all rows where they are better. */
  offer(items: Int8Array, objective: number): boolean;
  /** The live view; its energy is computed when the items have changed. O(stored couplings) then. */
  view(work: number): Step;
}

/** @param first shown until some items keep all rows */
export function createIncumbent(
  model: EnergyModel,
  { items: count }: RowSystem,
  first: Int8Array,
  monitor: Monitor | null,
): Incumbent {
  const items = first.slice(0, count);
  const state = { kind: "plain", values: new Int8Array(model.n) } as const;
  let objective = Number.POSITIVE_INFINITY;
  let shown = 0;
  let changed = true;
  return {
    items,
    objective: () => objective,
    offer(others, value) {
      if (!(value < objective)) return false;
      objective = value;
      items.set(others);
      changed = true;
      return true;
    },
    view(work) {
      if (changed) {
        state.values.set(items);
        completeSlack(model, state.values);
        shown = energy(model, state);
        monitor?.started(state, shown);
        changed = false;
      }
      return { work, energy: shown, state };
    },
  };
}
