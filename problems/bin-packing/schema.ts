/** Instances and solutions of bin packing: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("bin-packing"),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the items, all different. Default: item 0, item 1, ..." }),
    ),
    sizes: Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), {
      minItems: 1,
      description: "How large each item is, from 0 to the capacity; decimals are compared as they are written.",
    }),
    capacity: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1e15,
      description: "How much fits into a bin; all bins are alike.",
    }),
    bins: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1e6,
        description:
          "How many bins there are, when the question is whether they are enough. Default: the fewest are sought.",
      }),
    ),
  },
  { ...closed, description: "A bin packing instance: items with sizes, and the capacity of a bin." },
);
export type BinPackingInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    bin: Type.Array(Type.Integer({ minimum: 0, maximum: 1e6 }), {
      description:
        "The bin of each item. Numbers are names only: solutions found count from 0 in the order of first items. At most as many bins as there are, or as first fit decreasing needs where no number is given.",
    }),
  },
  { ...closed, description: "A bin for each item." },
);
export type BinPackingSolution = Static<typeof solutionSchema>;

export const itemName = ({ names }: Pick<BinPackingInstance, "names">, item: number): string =>
  names?.[item] ?? `item ${item}`;
