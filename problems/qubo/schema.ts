/** Instances and solutions of QUBO: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { couplingsSchema, orderSchema } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("qubo"),
    variables: orderSchema("Number of variables."),
    quadratic: couplingsSchema("Quadratic terms q: each adds q x_i x_j."),
    linear: Type.Optional(
      Type.Array(Type.Number(), { description: "Linear term of each variable: adds q_i x_i. Default: all 0." }),
    ),
    offset: Type.Optional(Type.Number({ description: "Constant added to the objective. Default: 0." })),
    sense: Type.Optional(
      Type.Unsafe<"min" | "max">(Type.Enum(["min", "max"], { description: "What is wanted. Default: min." })),
    ),
    labels: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the variables, all different. Default: their indices." }),
    ),
  },
  {
    ...closed,
    description: "A QUBO instance: minimise or maximise sum_i q_i x_i + sum_{i<j} q_ij x_i x_j + offset over bits.",
  },
);
export type QuboInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    bits: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), { description: "Value of each variable, 0 or 1." }),
  },
  { ...closed, description: "An assignment of bits." },
);
export type QuboSolution = Static<typeof solutionSchema>;

export const optionsSchema = Type.Object({}, { ...closed, description: "QUBO has no encoding options." });
