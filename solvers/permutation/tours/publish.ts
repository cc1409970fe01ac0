/** The best tour of a search in a kernel, as steps of the model: labels put back, energy exact, the monitor told. */
import { type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { Monitor, Step } from "../../../src/solver.ts";
import type { TourForm } from "../form.ts";
import { readTour } from "./kicks.ts";

export interface Publisher {
  /** Length of the best tour noted so far. */
  readonly length: number;
  /** Notes a tour if it is shorter than the best by more than the margin. Copies it. The first that is noted is the first tour. */
  note(length: number, order: Int32Array): void;
  /** The best tour so far, as a step. */
  publish(work: number): Step;
}

/**
 * @param label label[k] is the form's node with number k in the kernel
 * @param view the state that is yielded; it holds the first tour
 */
export function createPublisher(
  model: EnergyModel,
  form: TourForm,
  label: Int32Array,
  margin: number,
  view: State & { kind: "permutation" },
  monitor: Monitor | null,
): Publisher {
  const tour = new Int32Array(form.nodes);
  let shown = energy(model, view);
  let base = Number.NaN; // energy of a tour of length 0
  let best = Number.POSITIVE_INFINITY;
  let news = false;
  monitor?.started(view, shown);
  return {
    get length() {
      return best;
    },
    note(length, order) {
      if (Number.isNaN(base)) {
        base = shown - length;
        best = length;
        return; // the view holds it, and the monitor knows it
      }
      if (length >= best - margin) return;
      best = length;
      for (let p = 0; p < tour.length; p++) tour[p] = label[order[p]];
      news = true;
    },
    publish(work) {
      if (news) {
        readTour(form, tour, view.order);
        shown = model.integer ? base + best : energy(model, view);
        monitor?.moved(view, shown);
        news = false;
      }
      return { work, energy: shown, state: view };
    },
  };
}
