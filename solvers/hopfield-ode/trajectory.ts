/**
 * Follows a flow until it comes to rest. The Lyapunov function is the referee of every step: an explicit integrator does not inherit
 * dL/dt <= 0, so a step on which L rises by more than rounding is taken back and halved, and counted.
 */
import type { FlowLaw, Monitor } from "../../src/solver.ts";
import type { Flow, Point } from "./flow.ts";
import { createIntegrator, type IntegratorName } from "./integrators.ts";

/** A rise of L up to this share of the magnitudes that make it up is rounding of their sums. */
const ROUNDING = 1e-12;
/** After L would have risen, steps stay below half of the one taken back; each accepted step raises that ceiling by this. */
const RELIEF = 1.2;
/** Steps shorter than this many time constants lead nowhere. */
const SHORTEST = 1e-12;

/** Running counts of a search, shared by its trajectories. */
export interface FlowTally {
  /** n per evaluation of the derivative, and the flips tried by the descent. */
  work: number;
  /** Accepted steps. */
  steps: number;
  /** Steps taken back, for either reason. */
  rejectedSteps: number;
  /** Of those, the ones on which L would have risen. */
  uphillSteps: number;
  time: number;
}

export interface Stop {
  /** Time units of the flow. */
  readonly maxTime: number;
  /** At rest when no activity moves by more than this share of its range within a time constant. */
  readonly convergence: number;
  readonly tolerance: number;
  /** First step of an adaptive integrator, fixed step of Euler, upper limit of a Lyapunov step; null for a sensible one. */
  readonly timeStep: number | null;
}

/**
 * Integrates from `start` (evaluated by this function). Yields after each accepted step, `point` being the current one; returns
 * whether it came to rest. `law` is handed to the monitor; null monitor, no cost.
 */
export function* follow(
  flow: Flow,
  start: Point,
  name: IntegratorName,
  stop: Stop,
  monitor: Monitor | null,
  tally: FlowTally,
): Generator<Point, { point: Point; converged: boolean }, void> {
  const integrator = createIntegrator(name, flow, stop.tolerance);
  const { timeConstant, n } = flow;
  const atRest = (stop.convergence * (1 - flow.activation.low)) / timeConstant;
  const laws = flowLaws(flow);
  let now = start;
  let next = flow.newPoint();
  flow.evaluate(now);
  tally.work += n;
  if (monitor !== null) monitor.flowed(now.activity, now.lyapunov, laws.first);
  let dt = firstStep(name, stop, timeConstant);
  const longest = integrator.adaptive ? Number.POSITIVE_INFINITY : dt;
  let ceiling = longest;
  let time = 0;
  let converged = flow.speed(now) <= atRest;
  while (!converged && time < stop.maxTime && dt >= SHORTEST * timeConstant) {
    const { taken, error } = integrator.attempt(now, next, Math.min(dt, stop.maxTime - time));
    tally.work += integrator.products * n;
    const uphill = !(next.lyapunov - now.lyapunov <= ROUNDING * Math.max(now.magnitude, next.magnitude));
    if (uphill || error > 1) {
      tally.rejectedSteps++;
      if (uphill) {
        tally.uphillSteps++;
        ceiling = taken / 2;
      }
      dt = Math.min(ceiling, error > 1 ? taken * scaled(error) : taken);
      continue;
    }
    time += taken;
    tally.time += taken;
    tally.steps++;
    [now, next] = [next, now];
    if (monitor !== null) monitor.flowed(now.activity, now.lyapunov, laws.next);
    converged = flow.speed(now) <= atRest;
    ceiling = Math.min(longest, ceiling * RELIEF);
    dt = Math.min(ceiling, integrator.adaptive ? taken * scaled(error) : longest);
    yield now;
  }
  return { point: now, converged };
}

/** Step factor of a fifth-order method for an error over tolerance (Hairer, Norsett & Wanner, Solving ODEs I, II.4). */
function scaled(error: number): number {
  return Math.min(5, Math.max(0.2, 0.9 * error ** -0.2));
}

function firstStep(name: IntegratorName, stop: Stop, timeConstant: number): number {
  if (stop.timeStep !== null) return stop.timeStep;
  if (name === "lyapunov-step") return Number.POSITIVE_INFINITY;
  return (name === "euler" ? 0.1 : 0.01) * timeConstant;
}

function flowLaws(flow: Flow): { first: FlowLaw; next: FlowLaw } {
  const { name, gain } = flow.activation;
  const resistance = flow.form === "lecture" ? 1 : 1 / flow.leak;
  const law = { activation: name, gain, resistance };
  return { first: { ...law, continues: false }, next: { ...law, continues: true } };
}
