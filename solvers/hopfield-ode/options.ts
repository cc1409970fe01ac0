/** Options of the continuous Hopfield network. */
import { type Static, Type } from "typebox";
import { nullable } from "../../src/schema.ts";

const positive = (description: string) => Type.Number({ exclusiveMinimum: 0, description });
const positiveOrNull = (description: string) => nullable(positive("a positive number"), { description });

export const optionsSchema = Type.Object(
  {
    form: Type.Enum(["circuit", "lecture"], {
      description: "lecture (default): dv/dt = -v + g(gain (Wv + b)). circuit: du/dt = -u/R + Wv + b, v = g(gain u).",
    }),
    activation: Type.Enum(["tanh", "logistic"], {
      description:
        "g. tanh (default): v = tanh(z) over spins, (1 + tanh(z))/2 over bits. logistic: v = tanh(z/2) over spins, 1/(1 + exp(-z)) over bits.",
    }),
    gain: positiveOrNull(
      "Gain beta, in 1/energy (with resistance 1). Default null: 10 / (R * the model's own field scale).",
    ),
    ramp: Type.Enum(["constant", "geometric"], {
      description:
        "constant: one gain. geometric (default): the gain rises from gainFrom to gainTo in `stages` stages, each followed to rest, with a little noise in between.",
    }),
    gainFrom: positiveOrNull("First gain of a geometric ramp. Default null: gain / 10."),
    gainTo: positiveOrNull("Last gain of a geometric ramp. Default null: 100 gain."),
    stages: Type.Integer({ minimum: 2, maximum: 10_000, description: "Gains of a geometric ramp. Default 16." }),
    integrator: Type.Enum(["dormand-prince", "euler", "lyapunov-step"], {
      description:
        "lyapunov-step (default): Euler in v with the step S1/S2 that is proved to lower the Lyapunov function. dormand-prince: order 5(4), error-controlled, follows the true trajectory. euler: fixed step.",
    }),
    tolerance: positive("Relative error allowed per dormand-prince step. Default 1e-4."),
    timeStep: positiveOrNull(
      "First step of dormand-prince, fixed step of euler, longest lyapunov-step, in time units of the equation. Default null: 0.01 and 0.1 time constants, unlimited.",
    ),
    maxTime: positiveOrNull(
      "Longest time per gain, in time units of the equation. Default null: 200 time constants, 100000 without leak.",
    ),
    convergence: positive(
      "At rest when no activity moves by more than this share of its range within a time constant. Default 1e-5.",
    ),
    resistance: positiveOrNull("R of the circuit form; null means no leak. Default 1."),
    centre: nullable(Type.Number({ minimum: -1, maximum: 1, description: "a number from -1 to 1" }), {
      description: "Activity around which a start is drawn. Default null: the middle of the range.",
    }),
    noise: Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        "Largest random deviation of a start from the centre, as a share of half the range; also the push at each further gain of a ramp. Default 0.01.",
    }),
    rounding: Type.Enum(["structure", "threshold"], {
      description:
        "How activities become a state. structure (default): inside the permutation, one-hot or balance structure of the model if it has one, the most decided groups first. threshold: every variable by the middle of its range.",
    }),
    starts: Type.Integer({ minimum: 1, description: "How many trajectories. Default 1." }),
    descent: Type.Boolean({
      description: "Whether the rounded state is let come to rest by asynchronous single flips. Default true.",
    }),
  },
  { additionalProperties: false },
);
export type HopfieldOdeOptions = Static<typeof optionsSchema>;

export const defaults: HopfieldOdeOptions = {
  form: "lecture",
  activation: "tanh",
  gain: null,
  ramp: "geometric",
  gainFrom: null,
  gainTo: null,
  stages: 16,
  integrator: "lyapunov-step",
  tolerance: 1e-4,
  timeStep: null,
  maxTime: null,
  convergence: 1e-5,
  resistance: 1,
  centre: null,
  noise: 0.01,
  rounding: "structure",
  starts: 1,
  descent: true,
};
