/** Instances, solutions and options of linear ordering: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { orderSolutionSchema } from "../../src/modelling/order.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("linear-ordering"),
    names: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, description: "Names of the items. Default: item 0, item 1, ..." }),
    ),
    weights: Type.Array(Type.Array(Type.Number()), {
      minItems: 1,
      description: "weights[i][j] is gained if item i stands before item j; any sign. The diagonal counts nothing.",
    }),
  },
  { ...closed, description: "A linear-ordering instance: what each item gains by standing before each other." },
);
export type OrderingInstance = Static<typeof instanceSchema>;

export const solutionSchema = orderSolutionSchema("items", "An order of the items, first to last.");

export function itemName({ names }: OrderingInstance, item: number): string {
  return names?.[item] ?? `item ${item}`;
}
