/**
 * The two forms of the continuous Hopfield network, and their Lyapunov functions (Hopfield 1984):
 *
 * circuit   du/dt = -u/R + Wv + b, v = g(beta u)     L = -1/2 v'Wv - b'v + (1/R) sum_i int g^-1
 * lecture   dv/dt = -v + g(beta a), a = Wv + b       L = -1/2 v'Wv - b'v + sum_i int g^-1
 *
 * Unit capacitance and unit time constant. R = Infinity is a network without leak. The model's offset is left out of L.
 * One evaluation costs one product W v and O(n) exponentials.
 */
import type { Responses } from "../../src/kernels/responses/types.ts";
import { addBiases } from "../../src/model/index.ts";
import type { Product } from "../../src/model/product.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { type Activation, excite } from "./activation.ts";

export type Form = "circuit" | "lecture";

/** A point of a trajectory with everything that belongs to it. Arrays of length n. */
export interface Point {
  /** What is integrated: u (circuit) or v (lecture). */
  readonly state: Float64Array;
  /** v; the same array as `state` in the lecture form. */
  readonly activity: Float64Array;
  /** Wv + b. */
  readonly field: Float64Array;
  /** d state / dt. */
  readonly rate: Float64Array;
  /** L, energy units. */
  lyapunov: number;
  /** Sum of the magnitudes that make up L: what rounding is relative to. */
  magnitude: number;
}

export interface Flow {
  readonly n: number;
  readonly form: Form;
  readonly activation: Activation;
  /** 1/R; 0 without leak and in the lecture form. */
  readonly leak: number;
  /** Time in which the network responds, the unit of its schedules: 1 (lecture), R, or without leak 1 / (gain * field scale). */
  readonly timeConstant: number;
  /** W x, the bare product. */
  readonly product: Product;
  readonly responses: Responses;
  newPoint(): Point;
  /** Fills everything of a point from its state. */
  evaluate(point: Point): void;
  /** d state / dt only; `state` is not changed. */
  derivative(state: Float64Array, rate: Float64Array): void;
  /** max_i |dv_i/dt| at an evaluated point. */
  speed(point: Point): number;
  /** Sets the state whose activity is v, values strictly inside the range. */
  place(point: Point, v: Float64Array): void;
}

export interface FlowSettings {
  readonly form: Form;
  /** R, Infinity for no leak. Ignored by the lecture form. */
  readonly resistance: number;
  /** Typical size of a local field. */
  readonly fieldScale: number;
  /** For n neurons. */
  readonly responses: Responses;
}

export function createFlow(model: EnergyModel, product: Product, activation: Activation, settings: FlowSettings): Flow {
  const { n } = model;
  const { form, resistance, fieldScale, responses } = settings;
  const lecture = form === "lecture";
  const leak = lecture ? 0 : 1 / resistance;
  const { low, steepness } = activation;
  const span = 1 - low;
  const entropyWeight = ((lecture ? 1 : leak) * span) / steepness;
  const bias = new Float64Array(n);
  addBiases(model.biases, 1, bias);
  const stageActivity = new Float64Array(lecture ? 0 : n);

  /** From v: field and rate. `state` is u or v. */
  function rates(state: Float64Array, activity: Float64Array, field: Float64Array, rate: Float64Array): void {
    product.apply(activity, field);
    for (let i = 0; i < n; i++) field[i] += bias[i];
    if (!lecture) {
      for (let i = 0; i < n; i++) rate[i] = field[i] - leak * state[i];
      return;
    }
    responses.respond(activation, field, rate);
    for (let i = 0; i < n; i++) rate[i] -= state[i];
  }
  function settle(state: Float64Array, activity: Float64Array): void {
    if (lecture) {
      // A Runge-Kutta step may overshoot the ends by its error; L is defined on the closed range only.
      for (let i = 0; i < n; i++) state[i] = Math.min(1, Math.max(low, state[i]));
    } else responses.respond(activation, state, activity);
  }
  return {
    n,
    form,
    activation,
    leak,
    timeConstant: lecture ? 1 : leak > 0 ? resistance : 1 / (activation.gain * fieldScale),
    product,
    responses,
    newPoint() {
      const state = new Float64Array(n);
      const activity = lecture ? state : new Float64Array(n);
      return {
        state,
        activity,
        field: new Float64Array(n),
        rate: new Float64Array(n),
        lyapunov: Number.NaN,
        magnitude: 0,
      };
    },
    evaluate(point) {
      const { state, activity, field, rate } = point;
      settle(state, activity);
      rates(state, activity, field, rate);
      let pairs = 0;
      let linear = 0;
      const entropy = entropyWeight === 0 ? 0 : responses.entropy(activation, activity);
      let magnitude = 0;
      for (let i = 0; i < n; i++) {
        const pair = (activity[i] * (field[i] - bias[i])) / 2;
        const single = activity[i] * bias[i];
        pairs += pair;
        linear += single;
        magnitude += Math.abs(pair) + Math.abs(single);
      }
      point.lyapunov = entropyWeight * entropy - pairs - linear;
      point.magnitude = magnitude + entropyWeight * entropy;
    },
    derivative(state, rate) {
      if (!lecture) responses.respond(activation, state, stageActivity);
      rates(state, lecture ? state : stageActivity, rate, rate);
    },
    speed({ activity, rate }) {
      let largest = 0;
      for (let i = 0; i < n; i++) {
        const slope = lecture ? 1 : (steepness * (activity[i] - low) * (1 - activity[i])) / span;
        largest = Math.max(largest, Math.abs(slope * rate[i]));
      }
      return largest;
    },
    place({ state }, v) {
      for (let i = 0; i < n; i++) state[i] = lecture ? v[i] : excite(activation, v[i]);
    },
  };
}
