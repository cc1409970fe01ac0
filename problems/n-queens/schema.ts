/** Instances and solutions of the queens problem: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("n-queens"),
    size: Type.Integer({ minimum: 1, maximum: 1000, description: "Rows and columns of the board, and queens." }),
    blocked: Type.Optional(
      Type.Array(
        Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2, maxItems: 2, description: "[row, column], from 0." }),
        { description: "Squares where no queen may stand, each [row, column] from 0. Default: none." },
      ),
    ),
  },
  { ...closed, description: "An n-queens instance: a board, and squares that are blocked." },
);
export type QueensInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    column: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "The column of the queen in each row, from 0; every column once.",
    }),
  },
  { ...closed, description: "Where the queens stand." },
);
export type QueensSolution = Static<typeof solutionSchema>;
