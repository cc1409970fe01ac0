/**
 * The Lyapunov monitor: recomputes the energy at every accepted move, and the Lyapunov function at every integrator step, from
 * the model and the state alone, and reports the first rise or the first wrong claim. Slow on purpose: nothing is incremental.
 */
import { addBiases, couplingOperator, energy, stateDigest } from "../model/index.ts";
import type { EnergyModel, State } from "../model/types.ts";
import type { FlowLaw, Monitor } from "../solver.ts";

/** Relative rounding allowed on real-valued models; integer models get none. */
const ROUNDING = 1e-9;

export interface MonitorReport {
  readonly moves: number;
  readonly rises: number;
  readonly mismatches: number;
  readonly flowSteps: number;
  readonly flowRises: number;
  /** Moves and integrator steps after the time limit, which were let pass so that the limit holds. */
  readonly unchecked: number;
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
  let moves = 0;
  let rises = 0;
  let mismatches = 0;
  let flowSteps = 0;
  let flowRises = 0;
  let unchecked = 0;
  let first: string | null = null;
  let previous = Number.NaN;
  let previousFlow = Number.NaN;
  let flowModel: FlowOperator | null = null;

  const slack = (value: number) => (model.integer ? 0 : ROUNDING * Math.max(1, Math.abs(value)));
  const note = (text: string): void => {
    first ??= text;
  };
  const compare = (state: State, claimed: number): number => {
    const actual = energy(model, state);
    if (Math.abs(actual - claimed) > slack(actual)) {
      mismatches++;
      note(`move ${moves}: the solver reports energy ${claimed}, recomputed ${actual} (state ${stateDigest(state)})`);
    }
    return actual;
  };

  const monitor: Monitor = {
    started(state, claimed) {
      if (expired()) return;
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
        if (descends)
          note(`move ${moves}: energy rose by ${actual - previous} to ${actual} (state ${stateDigest(state)})`);
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
      const allowed = ROUNDING * Math.max(1, size);
      if (Math.abs(actual - claimed) > allowed) {
        mismatches++;
        note(`flow step ${flowSteps}: the solver reports Lyapunov value ${claimed}, recomputed ${actual}`);
      }
      if (law.continues && actual > previousFlow + allowed) {
        flowRises++;
        note(`flow step ${flowSteps}: the Lyapunov function rose by ${actual - previousFlow} to ${actual}`);
      }
      previousFlow = actual;
    },
  };
  return { monitor, report: () => ({ moves, rises, mismatches, flowSteps, flowRises, unchecked, first }) };
}

/** The reports of several searches as one; `first` is that of the first search that has one. */
export function sumReports(reports: readonly (MonitorReport | null)[]): MonitorReport {
  const sum = { moves: 0, rises: 0, mismatches: 0, flowSteps: 0, flowRises: 0, unchecked: 0 };
  let first: string | null = null;
  for (const report of reports) {
    if (report == null) continue;
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += report[name];
    first ??= report.first;
  }
  return { ...sum, first };
}

interface FlowOperator {
  readonly apply: (x: Float64Array, out: Float64Array) => void;
  readonly bias: Float64Array;
  readonly field: Float64Array;
  /** Lower end of the activities: -1 for spins, 0 for bits. */
  readonly low: -1 | 0;
}

function flowOperator(model: EnergyModel): FlowOperator {
  const bias = new Float64Array(model.n);
  addBiases(model.biases, 1, bias);
  const low = model.domain === "spin" ? -1 : 0;
  return { apply: couplingOperator(model.couplings).apply, bias, field: new Float64Array(model.n), low };
}

/** L of a FlowLaw, and the sum of the magnitudes of its parts, against which rounding is measured. */
function lyapunov(
  { apply, bias, field, low }: FlowOperator,
  v: Float64Array,
  law: FlowLaw,
): { value: number; size: number } {
  apply(v, field);
  let pairs = 0;
  let linear = 0;
  let entropy = 0;
  for (let i = 0; i < v.length; i++) {
    pairs += field[i] * v[i];
    linear += bias[i] * v[i];
    entropy += binaryEntropy((v[i] - low) / (1 - low));
  }
  const steepness = law.activation === "tanh" ? 2 : 1; // tanh(a) = 2 logistic(2 a) - 1
  const leak = Number.isFinite(law.resistance) ? ((1 - low) * entropy) / (steepness * law.resistance * law.gain) : 0;
  return { value: -linear - pairs / 2 + leak, size: Math.abs(linear) + Math.abs(pairs) / 2 + Math.abs(leak) };
}

/** p ln p + (1 - p) ln(1 - p) + ln 2: 0 at p = 1/2, ln 2 at the ends. */
function binaryEntropy(p: number): number {
  const term = (q: number) => (q > 0 ? q * Math.log(q) : 0);
  return term(p) + term(1 - p) + Math.LN2;
}
