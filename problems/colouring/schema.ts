/** Instances, solutions and options of colouring: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { orderSchema, pairsSchema, vertexNames, vertexPositions } from "../../src/modelling/graph.ts";
import { factorDefaults, factorSchemas, type WeightFactors } from "../../src/modelling/penalty-options.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("colouring"),
    vertices: orderSchema("Number of vertices."),
    edges: pairsSchema("Pairs of vertices that must differ."),
    colours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1e6,
        description:
          "How many colours there are, when the question is whether they are enough. Default: the fewest are sought.",
      }),
    ),
    names: vertexNames(),
    coordinates: vertexPositions,
  },
  { ...closed, description: "A colouring instance: an undirected graph, and perhaps a number of colours." },
);
export type ColouringInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    colour: Type.Array(Type.Integer({ minimum: 0 }), {
      description:
        "The colour of each vertex, from 0 to the number of colours less 1; where none is given, to the largest number of neighbours.",
    }),
  },
  { ...closed, description: "A colour for each vertex." },
);
export type ColouringSolution = Static<typeof solutionSchema>;

export interface ColouringOptions extends WeightFactors {
  readonly penalty: "exact" | "tight" | "structural";
}

export const optionsSchema = Type.Object(
  {
    penalty: Type.Optional(
      Type.Enum(["exact", "tight", "structural"], {
        description:
          "exact: weights proven to be enough. tight: below them, without the guarantee. structural: no penalty for the rule of one colour a vertex, for solvers that keep it. Default: exact.",
      }),
    ),
    ...factorSchemas(),
  },
  { additionalProperties: false, description: "How colouring becomes an energy." },
);

export const defaults: ColouringOptions = { penalty: "exact", ...factorDefaults };
