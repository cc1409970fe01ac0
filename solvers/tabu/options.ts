/** Options of tabu search. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    strategy: Type.Enum(["path-relinking", "multistart"], {
      description:
        "Where a search starts: between two good states, or from a disturbed local minimum (default path-relinking)",
    }),
    searches: nullable(count("a number of searches"), {
      description:
        "How many tabu searches; null goes on until a limit stops the run (default 100, null in runs with a limit)",
    }),
    patience: nullable(count("a number of iterations"), {
      description:
        "A search ends after so many iterations without a better state; null takes 10 a variable, and at least 500 (default null)",
    }),
    tenure: nullable(Type.Integer({ minimum: 0, maximum: 1_000_000, description: "a number of iterations" }), {
      description:
        "Iterations for which a flipped variable may not flip back, to which up to 9 are added at random; null tries short and long tenures and prefers what does better (default null)",
    }),
    elites: Type.Integer({
      minimum: 2,
      maximum: 1000,
      description: "Good states kept for path relinking (default 10)",
    }),
  },
  { additionalProperties: false, description: "Options of tabu search" },
);

export type TabuOptions = Static<typeof optionsSchema>;

export const defaults: TabuOptions = {
  strategy: "path-relinking",
  searches: 100,
  patience: null,
  tenure: null,
  elites: 10,
};
