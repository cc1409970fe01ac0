/** Options of the search over disjunctive graphs. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    searches: nullable(count("a number of searches"), {
      description:
        "How many tabu searches; null goes on until a limit stops the run (default 30, null in runs with a limit)",
    }),
    patience: count("A tabu search ends after so many moves without a better schedule (default 5000)"),
    population: Type.Integer({
      minimum: 2,
      maximum: 1000,
      description: "Good schedules kept, between which others are sought (default 8)",
    }),
  },
  { additionalProperties: false, description: "Options of the search over disjunctive graphs" },
);

export type DisjunctiveOptions = Static<typeof optionsSchema>;

/** For runs of seconds: better on 10 x 10 and 15 x 15 shops than the patience of 12,500 of Peng, Lu & Cheng 2015, who keep 30 and search for hours. */
export const defaults: DisjunctiveOptions = { searches: 30, patience: 5000, population: 8 };
