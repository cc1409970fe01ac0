/** Instances and solutions of the knapsack problem: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("knapsack"),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the items, all different. Default: item 0, item 1, ..." }),
    ),
    values: Type.Array(Type.Number(), { minItems: 1, description: "What each item is worth; any sign." }),
    weights: Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), {
      minItems: 1,
      description: "What each item weighs, 0 or more.",
    }),
    capacity: Type.Number({ minimum: 0, maximum: 1e15, description: "The most that all taken items may weigh." }),
  },
  { ...closed, description: "A knapsack instance: items with values and weights, and one capacity." },
);
export type KnapsackInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    take: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number an item: 1 if it is taken, else 0.",
    }),
  },
  { ...closed, description: "Which items are taken." },
);
export type KnapsackSolution = Static<typeof solutionSchema>;

export function itemName({ names }: KnapsackInstance, item: number): string {
  return names?.[item] ?? `item ${item}`;
}
