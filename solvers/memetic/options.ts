/** Options of memetic annealing. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    epochs: nullable(count("a number of epochs"), {
      description:
        "How many populations are grown from random states, one after the other; null goes on until a limit stops the run (default 3, null in runs with a limit)",
    }),
    sweeps: nullable(count("a number of sweeps"), {
      description:
        "Sweeps of every anneal of the first epoch, each later epoch having half as many more than the last; null: from 1500 for a few thousand variables down to 150 for 20,000 and more (default null)",
    }),
    rounds: count("Rounds of re-annealing without a better state after which an epoch ends (default 2)"),
  },
  { additionalProperties: false, description: "Options of memetic annealing" },
);

export type MemeticOptions = Static<typeof optionsSchema>;

export const defaults: MemeticOptions = { epochs: 3, sweeps: null, rounds: 2 };
