/**
 * The independent side of the laws of solvers: energies, Lyapunov values and the monitor that checks every claim, all from
 * the dense matrix and two loops.
 */
import { checkState, expandState } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import type { FlowLaw, Monitor } from "../../src/solver.ts";
import { type DenseModel, denseModel } from "../support/oracle.ts";

/** Relative rounding allowed on real-valued models. */
export const ROUNDING = 1e-9;

/** One model as numbers, with its size of rounding: computed once per model. */
interface Referee {
  readonly dense: DenseModel;
  readonly flat: Float64Array;
  readonly magnitude: number;
}

const referees = new WeakMap<EnergyModel, Referee>();

export function refereeOf(model: EnergyModel): Referee {
  const known = referees.get(model);
  if (known !== undefined) return known;
  const dense = denseModel(model);
  const flat = Float64Array.from(dense.W.flat());
  const pairs = flat.reduce((sum, w) => sum + Math.abs(w), 0) / 2;
  const magnitude = pairs + dense.b.reduce((sum, b) => sum + Math.abs(b), 0) + Math.abs(dense.c);
  const made = { dense, flat, magnitude };
  referees.set(model, made);
  return made;
}

/** -1/2 v'Wv - b'v + c over values or activities, by two loops. */
export function formOf({ dense: { n, b, c }, flat }: Referee, v: ArrayLike<number>): number {
  let pairs = 0;
  let linear = 0;
  for (let i = 0; i < n; i++) {
    let h = 0;
    for (let j = 0; j < n; j++) h += flat[i * n + j] * v[j];
    pairs += h * v[i];
    linear += b[i] * v[i];
  }
  return c - linear - pairs / 2;
}

export function independentEnergy(model: EnergyModel, state: State): number {
  return formOf(refereeOf(model), expandState(model, state));
}

export const slackOf = (model: EnergyModel) => (model.integer ? 0 : ROUNDING * Math.max(1, refereeOf(model).magnitude));

export interface Watch {
  readonly monitor: Monitor;
  /** All energies claimed so far. */
  readonly energies: ReadonlySet<number>;
  counts(): { moves: number; flows: number };
}

/** Recomputing every energy costs O(n^2); beyond so many events a run is only listened to. */
const MOST_EVENTS = 1500;

export function createWatch(model: EnergyModel, descends: boolean): Watch {
  const referee = refereeOf(model);
  const slack = slackOf(model);
  const energies = new Set<number>();
  let [moves, flows] = [0, 0];
  let previous = Number.NaN;
  let previousFlow = Number.NaN;
  const check = (state: State, claimed: number): number => {
    checkState(model, state);
    const actual = formOf(referee, expandState(model, state));
    if (!(Math.abs(actual - claimed) <= slack))
      throw new Error(`a move claims energy ${claimed}, its state has ${actual}`);
    return actual;
  };
  const monitor: Monitor = {
    started(state, energy) {
      energies.add(energy);
      previous = check(state, energy);
    },
    moved(state, energy) {
      energies.add(energy);
      if (moves++ > MOST_EVENTS) return;
      if (Number.isNaN(previous)) throw new Error("a move before any start");
      const actual = check(state, energy);
      if (descends && actual > previous + slack)
        throw new Error(`a move raises the energy from ${previous} to ${actual}`);
      previous = actual;
    },
    flowed(activity, claimed, law) {
      if (flows++ > MOST_EVENTS) return;
      if (activity.length !== model.n) throw new Error(`${activity.length} activities for ${model.n} variables`);
      const actual = lyapunov(referee, activity, law);
      const allowed = ROUNDING * Math.max(1, Math.abs(actual), referee.magnitude);
      if (!(Math.abs(actual - claimed) <= allowed))
        throw new Error(`a flow claims L = ${claimed}, recomputed ${actual}`);
      if (law.continues && actual > previousFlow + allowed) {
        throw new Error(`the Lyapunov function rises from ${previousFlow} to ${actual}`);
      }
      previousFlow = actual;
    },
  };
  return { monitor, energies, counts: () => ({ moves, flows }) };
}

/** L = -1/2 v'Wv - b'v + (1 / (resistance gain)) sum_i G(v_i), without the offset; G(v) = integral of the inverse activation. */
function lyapunov(referee: Referee, v: Float64Array, law: FlowLaw): number {
  let leak = 0;
  if (Number.isFinite(law.resistance))
    for (const value of v) leak += integral(law.activation, referee.dense.low, value);
  return formOf(referee, v) - referee.dense.c + leak / (law.resistance * law.gain);
}

/**
 * Over spins v = tanh(x) or 2 logistic(x) - 1 = tanh(x/2); over bits v = logistic(x) or (1 + tanh(x))/2 = logistic(2x): the two
 * activations differ by a factor of two in x, hence in the integral of x(v) from the middle of the range to v.
 */
function integral(activation: FlowLaw["activation"], low: -1 | 0, v: number): number {
  if (low === -1) return (activation === "tanh" ? 1 : 2) * tanhIntegral(v);
  return (activation === "logistic" ? 1 : 0.5) * logisticIntegral(v);
}

/** Integral of artanh from 0 to v. */
const tanhIntegral = (v: number) => (Math.abs(v) >= 1 ? Math.LN2 : v * Math.atanh(v) + Math.log1p(-v * v) / 2);

/** Integral of the inverse logistic function from 1/2 to v. */
const logisticIntegral = (v: number) =>
  v <= 0 || v >= 1 ? Math.LN2 : v * Math.log(v) + (1 - v) * Math.log1p(-v) + Math.LN2;
