/** Options of polynomial search. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    searches: nullable(count("a number of searches"), {
      description:
        "How many searches; null goes on until a limit stops the run (default 200, null in runs with a limit)",
    }),
    patience: nullable(count("a number of flips"), {
      description:
        "A search ends after so many flips without a better state; null begins with 10 an item, and at least 200, and doubles it while nothing better is found (default null)",
    }),
    sweeps: Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description:
        "Metropolis sweeps, from hot to cold, before tabu search from a random state; clauses are walked instead (default 200)",
    }),
    population: Type.Integer({
      minimum: 2,
      maximum: 1000,
      description:
        "How many states are kept; once there are so many, searches start from children of two of them, too (default 20)",
    }),
  },
  { additionalProperties: false, description: "Options of polynomial search" },
);

export type PolynomialOptions = Static<typeof optionsSchema>;

export const defaults: PolynomialOptions = { searches: 200, patience: null, sweeps: 200, population: 20 };
