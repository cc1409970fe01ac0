/** Instances and solutions of the Ising problem: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { couplingsSchema, orderSchema } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("ising"),
    spins: orderSchema("Number of spins."),
    couplings: couplingsSchema("Couplings J: each adds J s_i s_j, so a negative J makes two spins agree."),
    fields: Type.Optional(
      Type.Array(Type.Number(), { description: "Field h_i of each spin: adds h_i s_i. Default: all 0." }),
    ),
    offset: Type.Optional(Type.Number({ description: "Constant added to the energy. Default: 0." })),
    labels: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the spins, all different. Default: their indices." }),
    ),
  },
  { ...closed, description: "An Ising instance: minimise sum_{i<j} J_ij s_i s_j + sum_i h_i s_i + offset." },
);
export type IsingInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    spins: Type.Array(Type.Unsafe<number>(Type.Enum([-1, 1])), { description: "Value of each spin, -1 or 1." }),
  },
  { ...closed, description: "A spin configuration." },
);
export type IsingSolution = Static<typeof solutionSchema>;

export const optionsSchema = Type.Object({}, { ...closed, description: "Ising has no encoding options." });
