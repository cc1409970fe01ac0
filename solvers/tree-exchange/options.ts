/** Options of tree exchange. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    rounds: nullable(count("a number of rounds"), {
      description:
        "Local searches, or anneals where degrees are bounded; null goes on until a limit stops the run (default 20, null in runs with a limit)",
    }),
    pool: Type.Integer({
      minimum: 2,
      maximum: 1000,
      description: "Good trees that are kept and combined (default 12)",
    }),
  },
  { additionalProperties: false, description: "Options of tree exchange" },
);

export type TreeExchangeOptions = Static<typeof optionsSchema>;

export const defaults: TreeExchangeOptions = { rounds: 20, pool: 12 };
