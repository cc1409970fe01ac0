/**
 * The state of a tabu solver: one kernel session driven in slices of about a millisecond, the incumbent, and the views for the driver.
 * Spins are -1 and +1 here whatever the model's domain.
 */
import { writeValues } from "../../src/kernels/spins.ts";
import type { SpinSystem } from "../../src/kernels/system.ts";
import type { TabuSession, Tenure } from "../../src/kernels/tabu/types.ts";
import { type EnergyModel, energy } from "../../src/model/index.ts";
import type { Monitor, Step } from "../../src/solver.ts";

/** Gains looked at and neighbours updated between two yields. */
const SLICE = 2 ** 22;
/** What an iteration costs beside them. */
const OVERHEAD = 256;

export interface Hunt {
  readonly n: number;
  /** Every state has the energy of its mirror image: no biases. */
  readonly symmetric: boolean;
  /** Best state of the last `search`, and its energy in the session's arithmetic. */
  readonly found: Int8Array;
  readonly foundEnergy: number;
  /** Tabu search from the current state until `patience` iterations bring nothing better. */
  search(tenure: Tenure, patience: number): Generator<Step, void, void>;
  /** Moves straight to a state, without a search. */
  moveTo(spins: Int8Array): Generator<Step, void, void>;
  /** Flips up to `steps` of the variables i with allowed[i] = 1, each once, always the best. To be followed by `search` or `moveTo`. */
  walk(allowed: Uint8Array, steps: number): Generator<Step, void, void>;
  view(): Step;
}

export function createHunt(
  model: EnergyModel,
  system: SpinSystem,
  session: TabuSession,
  monitor: Monitor | null,
): Hunt {
  const { n } = session;
  const slice = Math.max(16, Math.floor(SLICE / (n + (4 * system.column.length) / Math.max(1, n) + OVERHEAD)));
  const found = new Int8Array(n);
  const incumbent = { kind: "plain", values: new Int8Array(n) } as const;
  const watched = { kind: "plain", values: new Int8Array(n) } as const;
  let lowest = Number.POSITIVE_INFINITY;
  let incumbentEnergy = Number.POSITIVE_INFINITY;
  let work = 0;

  /** Energy that the model gives to values of its domain; the session's where that is exact. */
  const exact = (values: Int8Array, claimed: number) =>
    model.integer ? claimed : energy(model, { kind: "plain", values });
  function report(how: "moved" | "started"): void {
    if (monitor === null) return;
    session.read(watched.values);
    writeValues(model.domain, watched.values, watched.values);
    monitor[how](watched, exact(watched.values, session.energy));
  }
  function view(): Step {
    return { work, energy: incumbentEnergy, state: incumbent };
  }
  /** Makes the best state of the session the incumbent, if it is better. */
  function note(): void {
    if (session.bestEnergy >= lowest) return;
    const before = incumbent.values.slice();
    lowest = session.bestEnergy;
    session.readBest(incumbent.values);
    writeValues(model.domain, incumbent.values, incumbent.values);
    const now = exact(incumbent.values, lowest);
    // Rounded weights may take a worse state for a better one.
    if (now < incumbentEnergy) incumbentEnergy = now;
    else incumbent.values.set(before);
  }
  /** Up to `most` iterations, one by one where a monitor wants to see each. */
  function iterate(most: number, patience: number): number {
    if (monitor === null) return session.search(most, patience);
    let done = 0;
    while (done < most && session.search(1, patience) === 1) {
      done++;
      report("moved");
    }
    return done;
  }
  function* run(iterations: number, patience: number): Generator<Step, void, void> {
    for (let rest = iterations; rest > 0; ) {
      const most = Math.min(slice, rest);
      const done = iterate(most, patience);
      rest -= done;
      work += done;
      if (done < most) break;
      if (model.integer) note();
      yield view();
    }
    note();
    yield view();
  }
  function* moveTo(spins: Int8Array): Generator<Step, void, void> {
    for (let moved = slice; moved === slice; ) {
      moved = session.moveTo(spins, slice);
      work += moved;
      if (moved === slice) yield view();
    }
    session.begin();
    note();
    report("started");
  }
  note();
  let foundEnergy = Number.POSITIVE_INFINITY;
  return {
    n,
    symmetric: system.bias.every((value) => value === 0),
    found,
    get foundEnergy() {
      return foundEnergy;
    },
    *search(tenure, patience) {
      session.begin(tenure);
      yield* run(Number.POSITIVE_INFINITY, patience);
      session.readBest(found);
      foundEnergy = session.bestEnergy;
    },
    moveTo,
    *walk(allowed, steps) {
      session.begin();
      session.restrict(allowed);
      yield* run(steps, Number.POSITIVE_INFINITY);
    },
    view,
  };
}
