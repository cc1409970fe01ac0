/**
 * The state of a Potts search: one kernel session driven in slices of about a millisecond, the incumbent, and the views for the driver.
 * Choices are one number a unit; models without other bits show them as labels.
 */
import type { LabelsSession } from "../../src/kernels/labels/types.ts";
import { type EnergyModel, energy, type State } from "../../src/model/index.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { stateOf } from "./states.ts";

/** Cells looked at and neighbours updated between two yields, about. */
const SLICE = 400_000;
const OVERHEAD = 40;
/** Tenures of Galinier & Hao 1999: a random number below 10 and 0.6 for each vertex in conflict. */
const SPREAD = 10;
const SHARE = 614;
/** Where nearly all groups are discontent, as with real costs, that would forbid nearly everything: at most this share of the units counts. */
const CAP = 0.25;

export interface Hunt {
  /** Best choices of the last `search`, and their energy in the session's units. */
  readonly found: Int32Array;
  readonly foundEnergy: number;
  /** Nothing better exists inside the structure. */
  readonly perfect: boolean;
  /** Takes these choices, without a search. */
  take(choices: Int32Array): void;
  /** Metropolis sweeps from the current state at temperatures that fall geometrically, in units. */
  anneal(sweeps: number, hot: number, cold: number): Generator<Step, void, void>;
  /** Tabu search from the current state until `patience` moves bring nothing better. */
  search(patience: number): Generator<Step, void, void>;
  view(): Step;
}

export function createHunt(model: EnergyModel, session: LabelsSession, monitor: Monitor | null): Hunt {
  const { system } = session;
  const { units, cells, edges, pairs, unit, offset } = system;
  const found = new Int32Array(units);
  const watched = new Int32Array(units);
  const tenure = { spread: SPREAD, share: SHARE, cap: Math.min(65_535, Math.ceil(CAP * units)) };
  const degree = (2 * edges.to.length) / Math.max(1, units) + (2 * pairs.to.length) / Math.max(1, cells);
  let incumbent: State = stateOf(model, system, found);
  let incumbentEnergy = Number.POSITIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let foundEnergy = Number.POSITIVE_INFINITY;
  let work = 0;

  const exact = (state: State, claimed: number) => (system.exact ? claimed * unit + offset : energy(model, state));
  const view = (): Step => ({ work, energy: incumbentEnergy, state: incumbent });
  function report(how: "moved" | "started"): void {
    if (monitor === null) return;
    session.read(watched);
    const state = stateOf(model, system, watched);
    monitor[how](state, exact(state, session.energy));
  }
  /** Makes the best state of the session the incumbent, if it is better. */
  function note(): void {
    if (session.bestEnergy >= lowest) return;
    lowest = session.bestEnergy;
    session.readBest(found);
    const state = stateOf(model, system, found);
    const now = exact(state, lowest);
    // Rounded weights may take a worse state for a better one.
    if (now >= incumbentEnergy) return;
    incumbent = state;
    incumbentEnergy = now;
  }
  /** Up to `most` moves, one by one where a monitor wants to see each. */
  function iterate(most: number, patience: number): number {
    if (monitor === null) return session.search(most, patience, tenure);
    let done = 0;
    while (done < most && session.search(1, patience, tenure) === 1) {
      done++;
      report("moved");
    }
    return done;
  }
  note();
  return {
    found,
    get foundEnergy() {
      return foundEnergy;
    },
    get perfect() {
      return system.repulsive && session.discontent === 0;
    },
    take(choices) {
      session.assign(choices);
      note();
      report("started");
    },
    *anneal(sweeps, hot, cold) {
      const slice = Math.max(16, Math.floor(SLICE / (degree + OVERHEAD)));
      for (let t = 0; t < sweeps; t++) {
        const temperature = hot * (cold / hot) ** (t / Math.max(1, sweeps - 1));
        for (let left = units; left > 0; left -= slice) {
          session.anneal(Math.min(slice, left), temperature);
          work += Math.min(slice, left);
          if (left > slice) yield view();
        }
        yield view();
      }
      session.begin();
      note();
      report("started");
    },
    *search(patience) {
      session.begin();
      for (;;) {
        const each = (session.discontent * cells) / (2 * Math.max(1, units)) + degree + OVERHEAD;
        const most = Math.max(4, Math.floor(SLICE / each));
        const done = iterate(most, patience);
        work += Math.max(1, done);
        note();
        yield view();
        if (done < most) break;
      }
      session.readBest(found);
      foundEnergy = session.bestEnergy;
    },
    view,
  };
}
