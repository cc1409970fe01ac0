/** Options of exhaustive search. */
import { type Static, Type } from "typebox";

/** `localMinima: true` lists at most so many. */
export const LISTED_MINIMA = 100_000;

/** A spectrum of more levels is given up. */
export const SPECTRUM_LEVELS = 100_000;

export const optionsSchema = Type.Object(
  {
    groundStates: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: "List at most so many ground states; the count is always exact (default 1000)",
    }),
    localMinima: Type.Union(
      [
        Type.Boolean({ description: "true or false" }),
        Type.Integer({ minimum: 1, maximum: 10_000_000, description: "list at most so many" }),
      ],
      {
        description: `Find all states that no single flip lowers: false, true (list the ${LISTED_MINIMA} lowest) or how many to list (default false)`,
      },
    ),
    spectrum: Type.Boolean({
      description: `Count the states of every energy level; given up above ${SPECTRUM_LEVELS} levels (default false)`,
    }),
    maxVariables: Type.Integer({
      minimum: 1,
      maximum: 50,
      description:
        "Refuse models of more variables, or with a structure to stay in of more than 2^(maxVariables - 4) states (default 36)",
    }),
  },
  { additionalProperties: false, description: "Options of exhaustive search" },
);

export type ExhaustiveOptions = Static<typeof optionsSchema>;

export const defaults: ExhaustiveOptions = {
  groundStates: 1000,
  localMinima: false,
  spectrum: false,
  maxVariables: 36,
};
