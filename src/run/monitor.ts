/**
 * The Lyapunov monitor: recomputes the energy at every accepted move, and the Lyapunov function at every integrator step, from
 * the model and the state alone, and reports the first rise or the first wrong claim. Slow on purpose: nothing is incremental.
 */
import { energy, stateDigest } from "../model/index.ts";
import type { EnergyModel, State } from "../model/types.ts";
import type { Monitor } from "../solver.ts";
import { type FlowOperator, flowOperator, lyapunov } from "./lyapunov.ts";

/** Relative rounding allowed on real-valued models; integer models get none. */
const ROUNDING = 1e-9;

/** The first rise of a run, allowed or not. */
export interface Rise {
  /** move: the energy rose at an accepted move. flow: the Lyapunov function rose at an integrator step. */
  readonly kind: "move" | "flow";
  /** Which move or step, from 1. */
  readonly index: number;
  /** By how much, and to what. */
  readonly size: number;
  readonly energy: number;
  /** Digest of the state after it, or of the one nearest to the activities: 8 hex digits. */
  readonly state: string;
}

/** What the recomputation of every accepted move found. */
export interface MonitorReport {
  /** States from which searches started, recomputed too. */
  readonly starts: number;
  readonly moves: number;
  readonly rises: number;
  readonly mismatches: number;
  readonly flowSteps: number;
  readonly flowRises: number;
  /** Moves and integrator steps after the time limit, which were let pass so that the limit holds. */
  readonly unchecked: number;
  readonly firstRise: Rise | null;
  /** The first broken promise in words: a wrong energy, or a rise of what the solver says never rises. */
  readonly first: string | null;
}

/**
 * A monitor and its report.
 * @param descends whether a rise of the energy is against the solver's promise (else it is only counted)
 * @param expired whether the run should be over: from then on moves pass unchecked, because recomputing would overrun the limit
 */
export function createMonitor(
  model: EnergyModel,
  descends: boolean,
  expired: () => boolean = () => false,
): { monitor: Monitor; report: () => MonitorReport } {
  let starts = 0;
  let moves = 0;
  let rises = 0;
  let mismatches = 0;
  let flowSteps = 0;
  let flowRises = 0;
  let unchecked = 0;
  let firstRise: Rise | null = null;
  let first: string | null = null;
  let previous = Number.POSITIVE_INFINITY;
  let flowSize = 0;
  let previousFlow = Number.POSITIVE_INFINITY;
  let flowModel: FlowOperator | null = null;

  const slack = (value: number) => (model.integer ? 0 : ROUNDING * Math.max(1, Math.abs(value)));
  const note = (text: string): void => {
    first ??= text;
  };
  const compare = (state: State, claimed: number): number => {
    const actual = energy(model, state);
    if (!(Math.abs(actual - claimed) <= slack(actual))) {
      mismatches++;
      const place = moves === 0 ? "the start" : `move ${moves}`;
      note(`${place}: the solver reports energy ${claimed}, recomputed ${actual} (state ${stateDigest(state)})`);
    }
    return actual;
  };

  const monitor: Monitor = {
    started(state, claimed) {
      if (expired()) return;
      starts++;
      previous = compare(state, claimed);
    },
    moved(state, claimed) {
      if (expired()) {
        unchecked++;
        return;
      }
      moves++;
      const actual = compare(state, claimed);
      if (actual > previous + slack(previous)) {
        rises++;
        const size = actual - previous;
        firstRise ??= { kind: "move", index: moves, size, energy: actual, state: stateDigest(state) };
        if (descends) note(`move ${moves}: energy rose by ${size} to ${actual} (state ${stateDigest(state)})`);
      }
      previous = actual;
    },
    flowed(activity, claimed, law) {
      if (expired()) {
        unchecked++;
        return;
      }
      flowSteps++;
      flowModel ??= flowOperator(model);
      const { value: actual, size } = lyapunov(flowModel, activity, law);
      // A solver that adds up changes carries the rounding of the largest sum on its way.
      flowSize = law.continues ? Math.max(flowSize, size) : size;
      const allowed = ROUNDING * Math.max(1, flowSize);
      const wrong = !(Math.abs(actual - claimed) <= allowed);
      const climbs = law.continues && !(actual <= previousFlow + allowed);
      const nearest = wrong || climbs ? nearestDigest(model, activity) : "";
      if (wrong) {
        mismatches++;
        const said = `the solver reports Lyapunov value ${claimed}, recomputed ${actual}`;
        note(`integrator step ${flowSteps}: ${said} (nearest state ${nearest})`);
      }
      if (climbs) {
        flowRises++;
        const size = actual - previousFlow;
        firstRise ??= { kind: "flow", index: flowSteps, size, energy: actual, state: nearest };
        note(
          `integrator step ${flowSteps}: the Lyapunov function rose by ${size} to ${actual} (nearest state ${nearest})`,
        );
      }
      previousFlow = actual;
    },
  };
  const report = () => ({ starts, moves, rises, mismatches, flowSteps, flowRises, unchecked, firstRise, first });
  return { monitor, report };
}

/** The reports of several searches as one; `firstRise` and `first` are those of the first search that has one. */
export function sumReports(reports: readonly (MonitorReport | null)[]): MonitorReport {
  const sum = { starts: 0, moves: 0, rises: 0, mismatches: 0, flowSteps: 0, flowRises: 0, unchecked: 0 };
  let firstRise: Rise | null = null;
  let first: string | null = null;
  for (const report of reports) {
    if (report == null) continue;
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += report[name];
    firstRise ??= report.firstRise;
    first ??= report.first;
  }
  return { ...sum, firstRise, first };
}

/** Digest of the state nearest to the activities. */
function nearestDigest(model: EnergyModel, activity: Float64Array): string {
  const low = model.domain === "spin" ? -1 : 0;
  const values = Int8Array.from(activity, (v) => (v >= (1 + low) / 2 ? 1 : low));
  return stateDigest({ kind: "plain", values });
}
