/** Options of row-weighting search. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    flips: nullable(count("a number of flips"), {
      description:
        "How many flips in all; null goes on until a limit stops the run (default 200000, null in runs with a limit)",
    }),
    patience: nullable(count("a number of flips"), {
      description:
        "After so many flips without a better state the search begins anew near the best one, with all weights at 1; null: 100 a row and bit, and at least 5000 (default null)",
    }),
  },
  { additionalProperties: false, description: "Options of row-weighting search" },
);

export type RowWeightingOptions = Static<typeof optionsSchema>;

export const defaults: RowWeightingOptions = { flips: 200_000, patience: null };
