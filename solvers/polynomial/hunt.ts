/**
 * The state of a polynomial search: one kernel session driven in slices of about a millisecond, the incumbent, and the views for the driver,
 * whose other variables follow from the items and whose energy is the model's own.
 */
import type { TermSystem } from "../../src/kernels/polynomials/system.ts";
import type { TermsSession } from "../../src/kernels/polynomials/types.ts";
import { completeSlack, type EnergyModel, energy } from "../../src/model/index.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { chancesOf } from "./chances.ts";

/** Numbers touched between two yields, about. */
const SLICE = 400_000;
const OVERHEAD = 30;
/** Iterations that a flipped item is tabu: a tenth of the items and up to as many again; 20 and 10 for many items. */
const SHARE = 10;
const LONGEST = 20;
const WIDEST = 10;

export interface Hunt {
  /** Best items of the last search, and their energy in the session's units. */
  readonly found: Int8Array;
  readonly foundEnergy: number;
  /** Nothing better exists. */
  readonly perfect: boolean;
  /** Takes these items, without a search. */
  take(items: ArrayLike<number>): void;
  /** Metropolis sweeps from the current state at temperatures that fall geometrically, in units; the best state on the way is kept. */
  anneal(sweeps: number, hot: number, cold: number): Generator<Step, void, void>;
  /** A walk from the current state until `patience` flips bring nothing better, or all clauses hold. */
  walk(patience: number): Generator<Step, void, void>;
  /** Tabu search from the current state, likewise. */
  search(patience: number): Generator<Step, void, void>;
  view(): Step;
}

export function createHunt(model: EnergyModel, session: TermsSession, monitor: Monitor | null): Hunt {
  const { system } = session;
  const { items, variable, clauses } = system;
  const found = new Int8Array(items);
  const best = new Int8Array(items);
  const incumbent = { kind: "plain", values: new Int8Array(model.n) } as const;
  const chances = chancesOf(system);
  const short = Math.max(1, Math.floor(items / SHARE));
  const tenure = { tenure: Math.min(LONGEST, short), spread: Math.min(WIDEST, short + 1) };
  const touched = touchedByFlip(system);
  let lowest = Number.POSITIVE_INFINITY;
  let incumbentEnergy = Number.POSITIVE_INFINITY;
  let work = 0;

  /** Makes the best state of the session the incumbent, if it is better. O(stored couplings) then. */
  function note(): void {
    if (session.bestEnergy >= lowest) return;
    lowest = session.bestEnergy;
    const values = new Int8Array(model.n);
    session.readBest(best);
    for (let item = 0; item < items; item++) values[variable[item]] = best[item];
    completeSlack(model, values);
    const now = energy(model, { kind: "plain", values });
    // Rounded coefficients may take a worse state for a better one.
    if (now >= incumbentEnergy) return;
    incumbent.values.set(values);
    incumbentEnergy = now;
    monitor?.started(incumbent, now);
  }
  const view = (): Step => ({ work, energy: incumbentEnergy, state: incumbent });
  /** @param each numbers touched by one flip or proposal */
  function* inSlices(each: number, advance: (most: number) => number): Generator<Step, void, void> {
    const most = Math.max(4, Math.floor(SLICE / (each + OVERHEAD)));
    for (;;) {
      const done = advance(most);
      work += Math.max(1, done);
      note();
      yield view();
      if (done < most) break;
    }
    session.readBest(found);
  }
  note();
  return {
    found,
    get foundEnergy() {
      return session.bestEnergy;
    },
    get perfect() {
      return clauses && session.bestEnergy === 0;
    },
    take(given) {
      session.assign(given);
      note();
    },
    *anneal(sweeps, hot, cold) {
      const slice = Math.max(4, Math.floor(SLICE / (touched + OVERHEAD)));
      for (let t = 0; t < sweeps; t++) {
        const temperature = hot * (cold / hot) ** (t / Math.max(1, sweeps - 1));
        for (let left = items; left > 0; left -= slice) {
          session.anneal(Math.min(slice, left), temperature);
          work += Math.min(slice, left);
          note();
          yield view();
        }
      }
      session.readBest(found);
      session.assign(found);
    },
    walk: (patience) => inSlices(touched, (most) => session.walk(most, patience, chances)),
    search: (patience) => inSlices(touched + items, (most) => session.search(most, patience, tenure)),
    view,
  };
}

/** Numbers touched by a flip, on average: all literals of the terms of an item over signs, over bits those of the few that turn. */
function touchedByFlip({ items, terms, literal, factors }: TermSystem): number {
  const occurrences = literal.length / Math.max(1, items);
  return factors === "bit" ? 4 * occurrences : (occurrences * literal.length) / Math.max(1, terms);
}
