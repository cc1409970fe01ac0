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
  readonly first: string | null;
}

/** A monitor and its report. `descends`: whether a rise of the energy is against the solver's promise (else it is only counted). */
export function createMonitor(
  model: EnergyModel,
  descends: boolean,
): { monitor: Monitor; report: () => MonitorReport } {
  let moves = 0;
  let rises = 0;
  let mismatches = 0;
  let flowSteps = 0;
  let flowRises = 0;
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
      previous = compare(state, claimed);
    },
    moved(state, claimed) {
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
      flowSteps++;
      flowModel ??= flowOperator(model);
      const actual = lyapunov(flowModel, activity, law);
      const allowed = ROUNDING * Math.max(1, Math.abs(actual));
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
  return { monitor, report: () => ({ moves, rises, mismatches, flowSteps, flowRises, first }) };
}

interface FlowOperator {
  readonly apply: (x: Float64Array, out: Float64Array) => void;
  readonly bias: Float64Array;
  readonly field: Float64Array;
  readonly offset: number;
}

function flowOperator(model: EnergyModel): FlowOperator {
  const bias = new Float64Array(model.n);
  addBiases(model.biases, 1, bias);
  return {
    apply: couplingOperator(model.couplings).apply,
    bias,
    field: new Float64Array(model.n),
    offset: model.offset,
  };
}

/** L = c - 1/2 v'Wv - b'v + sum_i G(v_i) / (resistance * gain), G the integral of the inverse activation (MATH section 2). */
function lyapunov(operator: FlowOperator, v: Float64Array, law: FlowLaw): number {
  operator.apply(v, operator.field);
  let pairs = 0;
  let linear = 0;
  let entropy = 0;
  for (let i = 0; i < v.length; i++) {
    pairs += operator.field[i] * v[i];
    linear += operator.bias[i] * v[i];
    entropy += law.activation === "tanh" ? tanhEntropy(v[i]) : logisticEntropy(v[i]);
  }
  const leak = Number.isFinite(law.resistance) ? entropy / (law.resistance * law.gain) : 0;
  return operator.offset - linear - pairs / 2 + leak;
}

/** v artanh v + ln(1 - v^2) / 2, from 0 at v = 0 to ln 2 at |v| = 1. */
function tanhEntropy(v: number): number {
  const term = (p: number) => (p > 0 ? p * Math.log(p) : 0);
  return (term(1 + v) + term(1 - v)) / 2;
}

/** v ln v + (1 - v) ln(1 - v) + ln 2, from 0 at v = 1/2 to ln 2 at the ends. */
function logisticEntropy(v: number): number {
  const term = (p: number) => (p > 0 ? p * Math.log(p) : 0);
  return term(v) + term(1 - v) + Math.LN2;
}
