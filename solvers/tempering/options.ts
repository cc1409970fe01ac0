/** Options of parallel tempering. */
import { type Static, Type } from "typebox";
import { GroundstateError } from "../../src/errors.ts";
import { count, nullable } from "../../src/schema.ts";

const inverseTemperature = Type.Number({ minimum: 0, description: "an inverse temperature" });

export const optionsSchema = Type.Object(
  {
    rounds: nullable(count("a number of rounds"), {
      description:
        "Rounds of sweeps and exchanges; null goes on until a limit stops the run (default 100, null in runs with a limit)",
    }),
    sweeps: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: "Sweeps of every replica in one round (default 8)",
    }),
    temperatures: nullable(Type.Integer({ minimum: 2, maximum: 256, description: "a number of temperatures" }), {
      description: "How many temperatures a ladder has; null measures how many are needed (default null)",
    }),
    betaFrom: nullable(inverseTemperature, {
      description:
        "Lowest inverse temperature, in 1 / energy units, at most betaTo; null measures it on the model (default null)",
    }),
    betaTo: nullable(inverseTemperature, {
      description: "Highest inverse temperature, in 1 / energy units; null measures it on the model (default null)",
    }),
    exchange: Type.Enum(["auto", "whole", "clusters"], {
      description:
        "What neighbouring temperatures exchange: whole states, or connected clusters one by one; auto takes clusters where states differ in many (default auto)",
    }),
  },
  { additionalProperties: false, description: "Options of parallel tempering" },
);

export type TemperingOptions = Static<typeof optionsSchema>;

export const defaults: TemperingOptions = {
  rounds: 100,
  sweeps: 8,
  temperatures: null,
  betaFrom: null,
  betaTo: null,
  exchange: "auto",
};

/** @throws {GroundstateError} "invalid-options" when the ladder would stand on its head. */
export function checkLadder({ betaFrom, betaTo }: TemperingOptions): void {
  if (betaFrom === null || betaTo === null || betaFrom <= betaTo) return;
  throw new GroundstateError(
    "invalid-options",
    `betaFrom is ${betaFrom}, expected at most betaTo, which is ${betaTo}`,
    {
      hint: "A ladder goes from hot to cold, so the inverse temperature rises: swap the two, or use null to have them measured.",
    },
  );
}
