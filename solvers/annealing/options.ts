/** Options of simulated annealing. */
import { type Static, Type } from "typebox";
import { GroundstateError } from "../../src/errors.ts";
import { count, nullable } from "../../src/schema.ts";

const inverseTemperature = Type.Number({ minimum: 0, description: "an inverse temperature" });

export const optionsSchema = Type.Object(
  {
    replicas: Type.Enum(["auto", "one"], {
      description:
        "auto anneals sixteen states side by side where the couplings can be written as rows, else one; one always anneals a single state (default auto)",
    }),
    anneals: nullable(count("a number of anneals"), {
      description:
        "How many anneals, each from a new random state; null goes on until a limit stops the run (default 7, null in runs with a limit)",
    }),
    sweeps: nullable(count("a number of sweeps"), {
      description:
        "Sweeps of one anneal; null lets them grow: side by side 128, 256, 512 ... (fewer at first on large models, slower from 16384 on), a single state 128, 256, 384 ... (default null)",
    }),
    betaFrom: nullable(inverseTemperature, {
      description:
        "Inverse temperature of the first sweep, in 1 / energy units, at most betaTo; null measures it on the model (default null)",
    }),
    betaTo: nullable(inverseTemperature, {
      description:
        "Inverse temperature of the last sweep, in 1 / energy units; null measures it on the model (default null)",
    }),
    schedule: Type.Enum(["auto", "linear", "geometric"], {
      description:
        "How the inverse temperature grows from sweep to sweep; auto is linear for narrow ranges and geometric for wide ones (default auto)",
    }),
  },
  { additionalProperties: false, description: "Options of simulated annealing" },
);

export type AnnealingOptions = Static<typeof optionsSchema>;

export const defaults: AnnealingOptions = {
  replicas: "auto",
  anneals: 7,
  sweeps: null,
  betaFrom: null,
  betaTo: null,
  schedule: "auto",
};

/** @throws {GroundstateError} "invalid-options" when the schedule would heat instead of cool. */
export function checkSchedule({ betaFrom, betaTo }: AnnealingOptions): void {
  if (betaFrom === null || betaTo === null || betaFrom <= betaTo) return;
  throw new GroundstateError(
    "invalid-options",
    `betaFrom is ${betaFrom}, expected at most betaTo, which is ${betaTo}`,
    {
      hint: "Annealing cools down, so the inverse temperature rises: swap the two, or use null to have them measured.",
    },
  );
}
