/**
 * Recall in continuous time by the solver `hopfield-ode` (Hopfield 1984), started at the cue itself: unknown neurons at 0, known ones at the ends of
 * the range. lecture: dx/dt = -x + tanh(beta a). circuit: du/dt = -u + a, x = tanh(beta u). Both fall in
 * L = -1/2 x'Wx - b'x + (1/beta) sum int artanh, the law of the graded network; the solver takes a step back on which L would rise.
 */
import { type Static, Type } from "typebox";
import { solverById } from "../../registry.ts";
import { createMonitor } from "../../run/monitor.ts";
import { mergeOptions } from "../../run/options.ts";
import { nullable } from "../../schema.ts";
import type { Monitor } from "../../solver.ts";
import { cueAt, numberOf, signsOf } from "./cues.ts";
import { gainSchema } from "./options.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled, Trajectory } from "./types.ts";
import { createVerifier } from "./verification.ts";
import { type Network, networkOf, suitableGain } from "./weights.ts";

const positive = (description: string) => Type.Number({ exclusiveMinimum: 0, description });

const optionsSchema = Type.Object(
  {
    form: Type.Enum(["lecture", "circuit"], {
      description: "lecture (default): dx/dt = -x + tanh(beta a). circuit: du/dt = -u + a, x = tanh(beta u).",
    }),
    beta: gainSchema,
    integrator: Type.Enum(["dormand-prince", "euler", "lyapunov-step"], {
      description:
        "dormand-prince (default): order 5(4), error-controlled, follows the true trajectory. euler: fixed step. lyapunov-step: the longest step that is proved to lower L.",
    }),
    tolerance: positive("Relative error allowed per dormand-prince step. Default 1e-4."),
    timeStep: nullable(positive("a positive number"), {
      description:
        "First step of dormand-prince, fixed step of euler, in time constants. Default null: 0.01 and 0.1, no limit for lyapunov-step.",
    }),
    maxTime: positive("Longest time, in time constants. Default 200."),
    convergence: positive(
      "At rest when no activity moves by more than this share of its range within a time constant. Default 1e-5.",
    ),
  },
  { additionalProperties: false },
);
type OdeOptions = Static<typeof optionsSchema>;

export const ode: Dynamics<OdeOptions> = {
  id: "ode",
  title: "Continuous time: dx/dt = -x + tanh(beta a)",
  summary:
    "Analogue neurons follow a differential equation from the cue down the Lyapunov function L = -1/2 x'Wx - b'x + (1/beta) sum int artanh, in the form of the lecture or as Hopfield's circuit, by an integrator of your choice. Unknown neurons start at 0. " +
    "Choose it to see trajectories in time; `graded` finds the same fixed points much faster.",
  sources: [
    "Hopfield 1984, Neurons with graded response have collective computational properties like those of two-state neurons, PNAS 81",
    "Dormand & Prince 1980, A family of embedded Runge-Kutta formulae, Journal of Computational and Applied Mathematics 6",
  ],
  needs: "weights",
  optionsSchema,
  defaults: {
    form: "lecture",
    beta: null,
    integrator: "dormand-prince",
    tolerance: 1e-4,
    timeStep: null,
    maxTime: 200,
    convergence: 1e-5,
  },
  recall,
};

function* recall(
  memory: Memory,
  cues: Cues,
  options: OdeOptions,
  context: RecallContext,
): Generator<number, Recalled, void> {
  const network = networkOf(memory, "ode");
  const gain = options.beta ?? suitableGain(network, memory);
  const verifier = context.verify ? createVerifier() : null;
  const trajectories: Trajectory[] = [];
  for (let k = 0; k < cues.count; k++) {
    const watch = verifier === null ? null : createMonitor(network.model, true);
    const flow = follow(
      network,
      Float64Array.from(cueAt(cues, k)),
      { ...options, gain },
      context,
      watch?.monitor ?? null,
    );
    let next = flow.next();
    for (; next.done !== true; next = flow.next()) yield k;
    trajectories.push(next.value);
    if (watch !== null) verifier?.absorb(numberOf(cues, k), watch.report());
    yield k + 1;
  }
  return { trajectories, verification: verifier?.report() ?? null, findings: { beta: gain } };
}

/** One trajectory of the solver, which tells a monitor every accepted step. */
function* follow(
  { model, size }: Network,
  activity: Float64Array,
  { beta: _asked, ...settings }: OdeOptions & { readonly gain: number },
  { random, kernels, memoryLimit }: RecallContext,
  watch: Monitor | null,
): Generator<void, Trajectory, void> {
  const solver = solverById("hopfield-ode");
  const fixed = { ramp: "constant", noise: 0, starts: 1, descent: false };
  const options = mergeOptions(solver.defaults, { ...settings, ...fixed }, solver.optionsSchema, "ode options");
  const energies: number[] = [];
  const last = new Float64Array(size);
  const monitor: Monitor = {
    moved: () => undefined,
    started: () => undefined,
    flowed(x, lyapunov, law) {
      energies.push(lyapunov);
      last.set(x);
      watch?.flowed(x, lyapunov, law);
    },
  };
  const search = solver.search(model, options, { random, kernels, memoryLimit, monitor, start: null, activity });
  let next = search.next();
  for (; next.done !== true; next = search.next()) yield;
  const ending = next.value.findings?.["converged"] === true ? "fixed-point" : "step-limit";
  return { state: signsOf(last), activity: last, steps: energies.length - 1, ending, energies };
}
