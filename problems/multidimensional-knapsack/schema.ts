/** Instances and solutions of the multidimensional knapsack problem: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("multidimensional-knapsack"),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the items, all different. Default: item 0, item 1, ..." }),
    ),
    resources: Type.Optional(
      Type.Array(Type.String(), {
        description: "What each capacity is of, all different. Default: capacity 0, capacity 1, ...",
      }),
    ),
    values: Type.Array(Type.Number(), { minItems: 1, description: "What each item is worth; any sign." }),
    weights: Type.Array(Type.Array(Type.Number({ minimum: 0, maximum: 1e15 })), {
      minItems: 1,
      description: "One row a capacity: how much of it each item takes, 0 or more.",
    }),
    capacities: Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), {
      minItems: 1,
      description: "The most that all taken items may take, one number a row of weights.",
    }),
  },
  { ...closed, description: "A multidimensional knapsack instance: items with values, and several capacities." },
);
export type MultidimensionalKnapsackInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    take: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number an item: 1 if it is taken, else 0.",
    }),
  },
  { ...closed, description: "Which items are taken." },
);
export type MultidimensionalKnapsackSolution = Static<typeof solutionSchema>;

type Names = Pick<MultidimensionalKnapsackInstance, "names" | "resources">;

export const itemName = ({ names }: Names, item: number): string => names?.[item] ?? `item ${item}`;
export const resourceName = ({ resources }: Names, row: number): string => resources?.[row] ?? `capacity ${row}`;
