/** Options of mean-field annealing. */
import { type Static, Type } from "typebox";
import { nullable } from "../../src/schema.ts";

const count = (description: string) => Type.Integer({ minimum: 1, maximum: 1_000_000, description });

export const optionsSchema = Type.Object(
  {
    anneals: nullable(count("a number of anneals"), {
      description: "How many anneals; null goes on until a limit stops the run (default 4, null in runs with a limit).",
    }),
    temperatures: nullable(count("a number of temperatures"), {
      description:
        "Temperatures of one anneal; null lets them grow, 40 for the first, 80 for the second ... (default null).",
    }),
    sweeps: Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: "Sweeps at one temperature at most; fewer when the activities come to rest. Default 5.",
    }),
    noise: Type.Number({
      minimum: 0,
      maximum: 1,
      description: "Random share of the activities at the start, 0 to 1: what makes anneals differ. Default 0.1.",
    }),
  },
  { additionalProperties: false, description: "Options of mean-field annealing" },
);

export type MeanFieldOptions = Static<typeof optionsSchema>;

export const defaults: MeanFieldOptions = { anneals: 4, temperatures: null, sweeps: 5, noise: 0.1 };
