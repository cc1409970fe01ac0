/** Instances and solutions of spin glasses: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { orderSchema } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("spin-glass"),
    spins: orderSchema("Number of spins."),
    ensemble: Type.Unsafe<"lattice" | "complete" | "regular">(
      Type.Enum(["lattice", "complete", "regular"], {
        description:
          "lattice: neighbours on a grid (Edwards-Anderson). complete: all pairs (Sherrington-Kirkpatrick). regular: a random graph with the same number of neighbours everywhere.",
      }),
    ),
    sides: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 1e8 }), {
        minItems: 1,
        maxItems: 6,
        description: "Lattices only, and needed there: spins along each axis; their product is the number of spins.",
      }),
    ),
    periodic: Type.Optional(
      Type.Boolean({ description: "Lattices only: whether opposite borders are joined. Default: true." }),
    ),
    degree: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1e6,
        description: "Regular graphs only: neighbours of each spin. Default: 3.",
      }),
    ),
    disorder: Type.Optional(
      Type.Unsafe<"signs" | "gaussian">(
        Type.Enum(["signs", "gaussian"], {
          description:
            "Couplings. signs: -1 or +1 with equal chance. gaussian: standard normal, rounded to multiples of 1/4096. Default: signs.",
        }),
      ),
    ),
    field: Type.Optional(
      Type.Number({ minimum: -1e9, maximum: 1e9, description: "The same field on every spin. Default: 0." }),
    ),
    seed: Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "From which the couplings, and the edges of a random graph, are drawn.",
    }),
  },
  { ...closed, description: "A spin-glass instance: which couplings to draw, and from which seed." },
);
export type SpinGlassInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    spins: Type.Array(Type.Unsafe<number>(Type.Enum([-1, 1])), {
      description: "Value of each spin, -1 or 1; on lattices the last axis runs fastest.",
    }),
  },
  { ...closed, description: "A spin configuration." },
);
export type SpinGlassSolution = Static<typeof solutionSchema>;

export const optionsSchema = Type.Object({}, { ...closed, description: "Spin glasses have no encoding options." });
