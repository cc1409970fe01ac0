/** Instances and solutions of factoring: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("factoring"),
    number: Type.Integer({
      minimum: 4,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "The number to factor, at most 2^53 - 1 and no prime.",
    }),
  },
  { ...closed, description: "A factoring instance: a number that is a product." },
);
export type FactoringInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    factors: Type.Array(Type.Integer({ minimum: 2 }), {
      minItems: 2,
      maxItems: 2,
      description: "Two factors above 1, the smaller one first.",
    }),
  },
  { ...closed, description: "Two numbers whose product is the number." },
);
export type FactoringSolution = Static<typeof solutionSchema>;
