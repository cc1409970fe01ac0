/** Instances and solutions of number partitioning: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("number-partitioning"),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the numbers, all different. Default: their indices." }),
    ),
    numbers: Type.Array(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), {
      minItems: 1,
      description: "Whole numbers from 0, in all at most 2^53 - 1.",
    }),
  },
  { ...closed, description: "A number-partitioning instance: whole numbers to split into two lists of equal sums." },
);
export type NumberPartitioningInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    side: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One entry a number: in which list it stands, 0 or 1.",
    }),
  },
  { ...closed, description: "Which list each number stands in." },
);
export type NumberPartitioningSolution = Static<typeof solutionSchema>;

export const optionsSchema = Type.Object(
  {},
  { ...closed, description: "Number partitioning has no encoding options." },
);
