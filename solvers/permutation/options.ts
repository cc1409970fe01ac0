/** What the search of permutations can be told. */
import { type Static, Type } from "typebox";
import { nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    neighbours: Type.Integer({
      minimum: 2,
      maximum: 50,
      description:
        "Tours: candidate neighbours of a city, a quarter of them from each quadrant where crossover links them. Default 8.",
    }),
    depth: Type.Integer({
      minimum: 2,
      maximum: 6,
      description:
        "Tours: most edges that one exchange replaces. 2 is 2-opt, 3 is 3-opt. One-way distances need an odd number: 2 is useless, and an even one no better than the next below. Default 3.",
    }),
    start: Type.Enum(["greedy", "space-filling", "random", "identity"], {
      description:
        "First permutation when the run gives none. Tours: greedy edges (one-way distances: the cycles of an optimal assignment, joined), or a space-filling curve (needs coordinates, else the identity). Other models start at random unless this says identity. Default greedy.",
    }),
    kicks: nullable(Type.Integer({ minimum: 0, description: "a number of kicks" }), {
      description:
        "Perturbations before the search ends as exhausted, children of linear orders, moves a vertex of layouts; null goes on until a limit stops the run. Default 10000, null in runs with a limit.",
    }),
  },
  { additionalProperties: false },
);

export type PermutationOptions = Static<typeof optionsSchema>;
