/**
 * The loop of kicks and repairs: descend once from the first tour, then kick a short stretch of it, repair that by exchanges near
 * by, and take it back if it became worse, but for a little. Time per kick hardly grows with n: only the ends of the kick are
 * looked at, and undoing follows a journal.
 */

import { exponential } from "../../../src/kernels/exponential.ts";
import { type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { Cost, TourForm } from "../form.ts";
import type { PermutationOptions } from "../options.ts";
import type { Exchanges } from "./exchange.ts";
import type { Tour } from "./tour.ts";

/** Exchanges evaluated, and quarters of positions written, between yields: about a millisecond; more for large n, so that publishing stays a small part. */
const SLICE = 10_000;

/**
 * Longest of the three pieces that a kick reorders. 50 beat 3, 5, 10 and 20 at 10,000 cities in equal time (one seed), where 100
 * was better still; at 1,000 to 1,700 cities 30 was no better.
 */
const LONGEST_PIECE = 50;

/**
 * A kick that ends worse by d stays with probability exp(-d / T), T this share of the average cost of a step. Chosen between
 * 0.03 and 0.1, both better than 0 on one instance of 1,655 cities; elsewhere the differences were within the noise.
 */
const TEMPERATURE = 0.05;

/** Reads a tour over form.nodes nodes as order[place] = item: from the fixed node on, if there is one. */
export function readTour(form: TourForm, tour: Int32Array, order: Int32Array): void {
  if (form.nodes === form.size) {
    order.set(tour);
    return;
  }
  const fixed = tour.indexOf(form.size);
  order.set(tour.subarray(fixed + 1));
  order.set(tour.subarray(0, fixed), form.nodes - 1 - fixed);
}

/** Mean of |cost| along a tour. */
export function averageMagnitude(form: TourForm, cost: Cost, order: Int32Array): number {
  let sum = 0;
  for (let p = 0; p < form.nodes; p++) sum += Math.abs(cost(order[p], order[p + 1 < form.nodes ? p + 1 : 0]));
  return sum / form.nodes;
}

export interface Search {
  readonly model: EnergyModel;
  readonly form: TourForm;
  readonly cost: Cost;
  readonly tour: Tour;
  readonly exchanges: Exchanges;
  readonly margin: number;
  /** Energy of the first tour. */
  readonly begin: number;
  /** What is yielded. */
  readonly view: State & { kind: "permutation" };
}

/** Yields the best tour about every millisecond; ends when the kicks of the options are spent. */
export function* kickAndRepair(
  search: Search,
  options: PermutationOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { form, cost, tour, exchanges } = search;
  const { random } = context;
  const ledger = createLedger(search);
  const tell = createTeller(search, context.monitor);
  const slice = SLICE + form.nodes / 16;
  const effort = () => exchanges.evaluated() + tour.written() / 4;
  let due = slice;
  tell("started", ledger.current);
  for (let p = 0; p < form.nodes; p++) exchanges.look(tour.order[p]);
  while (exchanges.pending() > 0) {
    const gain = exchanges.step();
    if (gain > 0) {
      tour.keep();
      ledger.moveTo(ledger.current - gain);
      tell("moved", ledger.current);
    }
    if (effort() >= due) {
      yield ledger.publish();
      due = effort() + slice;
    }
  }
  yield ledger.publish();
  const temperature = TEMPERATURE * averageMagnitude(form, cost, tour.order);
  for (let kicks = 0; options.kicks === null || kicks < options.kicks; kicks++) {
    tour.keep();
    let trial = ledger.current + kick(search, random.below);
    tell("started", trial);
    while (exchanges.pending() > 0) {
      const gain = exchanges.step();
      trial -= gain;
      if (gain > 0) tell("moved", trial);
    }
    const worse = trial > ledger.current;
    const accepted = !worse || random.uniform() < exponential((ledger.current - trial) / temperature);
    if (accepted && (!worse || ledger.mayWorsen())) {
      ledger.moveTo(trial);
    } else {
      tour.undo();
      if (worse && accepted) ledger.save();
      tell("started", ledger.current);
    }
    if (effort() >= due) {
      yield ledger.publish();
      due = effort() + slice;
    }
  }
  yield ledger.publish();
  return { status: "exhausted", findings: { kicks: options.kicks } };
}

/** Energies of the current and the best tour. The best is copied only when the search is about to leave it. */
interface Ledger {
  readonly current: number;
  moveTo(value: number): void;
  /** False while the current tour is the best and not saved. */
  mayWorsen(): boolean;
  /** Copies the current tour as the best. */
  save(): void;
  /** The best tour so far, as a step. */
  publish(): Step;
}

function createLedger({ model, form, tour, exchanges, margin, begin, view }: Search): Ledger {
  const saved = new Int32Array(form.nodes);
  let current = begin;
  let best = begin;
  let shown = begin;
  let atBest = true;
  return {
    get current() {
      return current;
    },
    moveTo(value) {
      current = value;
      if (value >= best - margin) return; // a rounding error is no better tour
      best = value;
      atBest = true;
    },
    mayWorsen: () => !atBest,
    save() {
      saved.set(tour.order);
      atBest = false;
    },
    publish() {
      if (best !== shown) {
        readTour(form, atBest ? tour.order : saved, view.order);
        if (!model.integer) best = energy(model, view); // takes out the rounding of the running sum
        if (!model.integer && atBest) current = best;
        shown = best;
      }
      return { work: exchanges.evaluated(), energy: shown, state: view };
    },
  };
}

type Teller = (what: "moved" | "started", value: number) => void;

function createTeller({ form, tour }: Search, monitor: SearchContext["monitor"]): Teller {
  if (monitor === null) return () => undefined;
  const watched = { kind: "permutation" as const, order: new Int32Array(form.size) };
  return (what, value) => {
    readTour(form, tour.order, watched.order);
    monitor[what](watched, value);
  };
}

/** A double bridge over three short pieces after a random place; its ends are queued. Returns the change of energy. */
function kick({ tour, cost, exchanges }: Search, below: (bound: number) => number): number {
  const { n, order } = tour;
  const longest = Math.min(LONGEST_PIECE, Math.floor((n - 1) / 3));
  const at = below(n);
  const [b, c, d] = [1 + below(longest), 1 + below(longest), 1 + below(longest)];
  const node = (offset: number) => order[(at + offset) % n];
  const ends = [0, 1, b, b + 1, b + c, b + c + 1, b + c + d, b + c + d + 1].map(node);
  const [before, firstB, lastB, firstC, lastC, firstD, lastD, after] = ends;
  const out = cost(before, firstB) + cost(lastB, firstC) + cost(lastC, firstD) + cost(lastD, after);
  const put = cost(before, firstD) + cost(lastD, firstC) + cost(lastC, firstB) + cost(lastB, after);
  tour.bridge(at, b, c, d);
  for (const end of ends) exchanges.look(end);
  return put - out;
}
