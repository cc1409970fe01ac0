/**
 * Which state a run will report, seen from inside the solver: the first of the lowest energy among all that it showed. A search that
 * shows other states than ends of descents may call its end a local minimum only if that very state is one.
 */
import type { Fields } from "../../src/kernels/types.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Step } from "../../src/solver.ts";
import { createFlipper, newTally } from "./flipper.ts";

export interface Champion {
  readonly energy: number;
  readonly values: Int8Array;
  /** A state was shown. O(n) when it is the lowest so far. */
  show(energy: number, values: Int8Array): void;
}

/** Allocates n bytes. */
export function createChampion(n: number): Champion {
  const best = new Int8Array(n);
  let lowest = Number.POSITIVE_INFINITY;
  return {
    values: best,
    get energy() {
      return lowest;
    },
    show(energy, values) {
      if (energy >= lowest) return;
      lowest = energy;
      best.set(values);
    },
  };
}

/** Passes the steps of a descent on as shown; `values` is the live array behind them. */
export function* watched(
  champion: Champion,
  descent: Generator<Step, void, void>,
  values: Int8Array,
): Generator<Step, void, void> {
  for (const step of descent) {
    champion.show(step.energy, values);
    yield step;
  }
}

/** Whether no single flip lowers the energy of the champion. Overwrites `fields`. O(stored couplings). */
export function isLocalMinimum(model: EnergyModel, fields: Fields, champion: Champion): boolean {
  fields.assign(champion.values);
  const { descends } = createFlipper(model, fields, "keep", null, newTally());
  for (let i = 0; i < model.n; i++) if (descends(i)) return false;
  return true;
}
