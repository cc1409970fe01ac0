/**
 * One step of a flow, in three ways. Each writes `next` (evaluated) from `now` (evaluated), and says how far it went.
 *
 * dormand-prince: explicit Runge-Kutta 5(4) with seven stages, the last being the first of the next step (Dormand & Prince 1980).
 * euler: state + dt * rate.
 * lyapunov-step: an Euler step of v whose length is proved not to raise L (Talavan & Yanez 2002; `safeStep`).
 */
import { logarithmOfNext } from "../../src/kernels/elementary.ts";
import { share } from "../../src/kernels/responses/reference.ts";
import type { Flow, Point } from "./flow.ts";

export type IntegratorName = "dormand-prince" | "euler" | "lyapunov-step";

export interface Attempt {
  /** How far time went. */
  taken: number;
  /** Estimated error over the tolerance; above 1 the step is not accurate enough. 0 where there is no estimate. */
  error: number;
}

export interface Integrator {
  /** True when dt comes from an error estimate. */
  readonly adaptive: boolean;
  /** Products W x of one attempt. */
  readonly products: number;
  /** Tries a step of at most `dt`. The result is overwritten by the next call. */
  attempt(now: Point, next: Point, dt: number): Attempt;
}

export function createIntegrator(name: IntegratorName, flow: Flow, tolerance: number): Integrator {
  return name === "dormand-prince"
    ? dormandPrince(flow, tolerance)
    : name === "euler"
      ? euler(flow)
      : lyapunovStep(flow);
}

const STAGES: readonly (readonly number[])[] = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
];
const FIFTH = [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84];
/** Fifth minus fourth order weights; the last is of the stage at the new point. */
const DIFFERENCE = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

function dormandPrince(flow: Flow, tolerance: number): Integrator {
  const { n } = flow;
  const stages = Array.from({ length: 6 }, () => new Float64Array(n)); // the first is a copy of now.rate
  const trial = new Float64Array(n);
  // u matters on the scale on which v changes; v on its own
  const floor = flow.form === "lecture" ? tolerance : tolerance / flow.activation.steepness;
  const result: Attempt = { taken: 0, error: 0 };
  return {
    adaptive: true,
    products: 6,
    attempt(now, next, dt) {
      stages[0].set(now.rate);
      for (let s = 0; s < STAGES.length; s++) {
        combine(now.state, dt, STAGES[s], stages, trial);
        flow.derivative(trial, stages[s + 1]);
      }
      combine(now.state, dt, FIFTH, stages, next.state);
      flow.evaluate(next);
      let largest = 0;
      for (let i = 0; i < n; i++) {
        let difference = DIFFERENCE[6] * next.rate[i];
        for (let s = 0; s < 6; s++) difference += DIFFERENCE[s] * stages[s][i];
        const allowed = floor + tolerance * Math.max(Math.abs(now.state[i]), Math.abs(next.state[i]));
        largest = Math.max(largest, Math.abs(dt * difference) / allowed);
      }
      result.taken = dt;
      result.error = largest;
      return result;
    },
  };
}

/** out = y + dt * sum_s weight_s stage_s. */
function combine(
  y: Float64Array,
  dt: number,
  weights: readonly number[],
  stages: readonly Float64Array[],
  out: Float64Array,
): void {
  out.set(y);
  for (let s = 0; s < weights.length; s++) {
    if (weights[s] === 0) continue;
    const factor = dt * weights[s];
    const stage = stages[s];
    for (let i = 0; i < out.length; i++) out[i] += factor * stage[i];
  }
}

function euler(flow: Flow): Integrator {
  const result: Attempt = { taken: 0, error: 0 };
  return {
    adaptive: false,
    products: 1,
    attempt(now, next, dt) {
      // In the lecture form dt = 1 lands on the response itself; beyond it the range would be left.
      const step = flow.form === "lecture" ? Math.min(1, dt) : dt;
      for (let i = 0; i < flow.n; i++) next.state[i] = now.state[i] + step * now.rate[i];
      flow.evaluate(next);
      result.taken = step;
      return result;
    },
  };
}

/**
 * Euler in v with dt = S1 / S2, the minimiser of a bound of L along the step, when S2 > 0:
 * L(v + dt d) - L(v) <= -dt S1 + dt^2 S2 / 2 with d = dv/dt.
 *
 * circuit: S1 = sum d_i du_i/dt, S2 = -d'Wd + 2 S1 / R. The leak's integral is convex with second derivative du/dv; no v goes more than
 * half of its way to the end of its range, so du/dv at most doubles on the step.
 * lecture: S1 = sum of the divergences D(v_i, g(a_i)) because int g^-1 is convex between v_i and g(a_i), S2 = -d'Wd, and dt <= 1.
 */
function lyapunovStep(flow: Flow): Integrator {
  const velocity = new Float64Array(flow.n);
  const push = new Float64Array(flow.n);
  const result: Attempt = { taken: 0, error: 0 };
  const advance = flow.form === "lecture" ? advanceLecture : advanceCircuit;
  return {
    adaptive: false,
    products: 2,
    attempt(now, next, dt) {
      result.taken = advance(flow, now, next, dt, velocity, push);
      flow.evaluate(next);
      return result;
    },
  };
}

function advanceLecture(
  flow: Flow,
  now: Point,
  next: Point,
  dt: number,
  _velocity: Float64Array,
  push: Float64Array,
): number {
  flow.product.apply(now.rate, push);
  const first = flow.responses.divergence(flow.activation, now.state, now.field);
  let second = 0;
  for (let i = 0; i < flow.n; i++) second -= now.rate[i] * push[i];
  const step = safeStep(first, second, Math.min(1, dt));
  for (let i = 0; i < flow.n; i++) next.state[i] = now.state[i] + step * now.rate[i];
  return step;
}

function advanceCircuit(
  { n, activation, leak, product }: Flow,
  { state, rate }: Point,
  next: Point,
  dt: number,
  velocity: Float64Array,
  push: Float64Array,
): number {
  const { low, steepness } = activation;
  let first = 0;
  let limit = dt;
  for (let i = 0; i < n; i++) {
    const p = share(steepness * state[i]);
    const rest = share(-steepness * state[i]);
    velocity[i] = (1 - low) * steepness * p * rest * rate[i];
    first += velocity[i] * rate[i];
    const pace = steepness * (rate[i] > 0 ? p * rate[i] : -rest * rate[i]); // of the distance to the end ahead
    if (pace * limit > 0.5) limit = 0.5 / pace;
  }
  product.apply(velocity, push);
  let second = 2 * first * leak;
  for (let i = 0; i < n; i++) second -= velocity[i] * push[i];
  const step = safeStep(first, second, limit);
  for (let i = 0; i < n; i++) {
    // logit(p + dp) from logit(p): p (1 + x rest) over rest (1 - x p), so saturated values keep all their digits
    const x = step * steepness * rate[i];
    const p = share(steepness * state[i]);
    const rest = share(-steepness * state[i]);
    next.state[i] = state[i] + (logarithmOfNext(x * rest) - logarithmOfNext(-x * p)) / steepness;
  }
  return step;
}

/** S1 / S2 where the bound has a minimum within `limit`, else `limit`. Both sums vanish at rest. */
function safeStep(first: number, second: number, limit: number): number {
  return second > 0 && first > 0 ? Math.min(limit, first / second) : limit;
}
