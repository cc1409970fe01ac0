/** Options of the rank-two relaxation. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    rounds: nullable(count("a number of rounds"), {
      description:
        "How many rounds, each from random angles; null goes on until a limit stops the run (default 10, null in runs with a limit)",
    }),
    patience: nullable(count("a number of perturbations"), {
      description:
        "A round ends after so many perturbations in a row without a better state; null lets it grow, 8 in the first round, 16 in the second, 24 ... (default null)",
    }),
    perturbation: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1000,
      description:
        "Largest tangent of the angle by which a spin is turned away from the state of the round (default 0.3)",
    }),
    tolerance: Type.Number({
      minimum: 0,
      maximum: 0.1,
      description: "A relaxation ends when a sweep lowers it by less than this share of itself (default 0.001)",
    }),
  },
  { additionalProperties: false, description: "Options of the rank-two relaxation" },
);

export type RankTwoOptions = Static<typeof optionsSchema>;

/** Perturbations of 0.1 to 3 and tolerances of 1e-3 to 1e-4 ended equally well on five Gset graphs; 1e-2 was worse. */
export const defaults: RankTwoOptions = { rounds: 10, patience: null, perturbation: 0.3, tolerance: 0.001 };
