/** Instances and solutions of the quadratic knapsack problem: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("quadratic-knapsack"),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the items, all different. Default: item 0, item 1, ..." }),
    ),
    values: Type.Array(Type.Number(), { minItems: 1, description: "What each item is worth by itself; any sign." }),
    pairs: Type.Unsafe<[number, number, number][]>(
      Type.Array(Type.Array(Type.Number(), { minItems: 3, maxItems: 3, description: "[i, j, value]." }), {
        description:
          "What two items are worth together, beside what each is worth: [i, j, value], 0-based, any sign; every unordered pair at most once, i and j different.",
      }),
    ),
    weights: Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), {
      minItems: 1,
      description: "What each item weighs, 0 or more.",
    }),
    capacity: Type.Number({ minimum: 0, maximum: 1e15, description: "The most that all taken items may weigh." }),
  },
  {
    ...closed,
    description: "A quadratic knapsack instance: items with values alone and in pairs, weights, and one capacity.",
  },
);
export type QuadraticKnapsackInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    take: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number an item: 1 if it is taken, else 0.",
    }),
  },
  { ...closed, description: "Which items are taken." },
);
export type QuadraticKnapsackSolution = Static<typeof solutionSchema>;

export const itemName = ({ names }: Pick<QuadraticKnapsackInstance, "names">, item: number): string =>
  names?.[item] ?? `item ${item}`;
