/** Options of Potts search. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    strategy: Type.Enum(["crossover", "restarts"], {
      description:
        "Where a tabu search starts: from children of two good states, or each from a new greedy state (default crossover)",
    }),
    searches: nullable(count("a number of searches"), {
      description:
        "How many tabu searches; null goes on until a limit stops the run (default 100, null in runs with a limit)",
    }),
    patience: nullable(count("a number of moves"), {
      description:
        "A search ends after so many moves without a better state; null begins with 20 a group, and at least 2000, and doubles it while nothing better is found (default null)",
    }),
    sweeps: Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description:
        "Metropolis sweeps over all groups, from hot to cold, before the search from a new state: 20 before the first, twice as many before the next, at most so many (default 500)",
    }),
  },
  { additionalProperties: false, description: "Options of Potts search" },
);

export type PottsOptions = Static<typeof optionsSchema>;

export const defaults: PottsOptions = { strategy: "crossover", searches: 100, patience: null, sweeps: 500 };
