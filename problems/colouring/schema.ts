/** Instances, solutions and options of colouring: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { orderSchema } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("colouring"),
    vertices: orderSchema("Number of vertices."),
    edges: Type.Unsafe<[number, number][]>(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: "[i, j]." }), {
        description:
          "Pairs of vertices that must differ. Each is [i, j], 0-based; every unordered pair once, no loops.",
      }),
    ),
    colours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1e6,
        description:
          "How many colours there are, when the question is whether they are enough. Default: the fewest are sought.",
      }),
    ),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the vertices, all different. Default: their numbers." }),
    ),
    coordinates: Type.Optional(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
        description: "Positions x, y of the vertices, y upwards, for drawing only. Default: on a circle.",
      }),
    ),
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

export interface ColouringOptions {
  readonly penalty: "exact" | "tight" | "structural";
  readonly margin: number;
  readonly tightness: number;
}

export const optionsSchema = Type.Object(
  {
    penalty: Type.Optional(
      Type.Enum(["exact", "tight", "structural"], {
        description:
          "exact: weights proven to be enough. tight: below them, without the guarantee. structural: no penalty for the rule of one colour a vertex, for solvers that keep it. Default: exact.",
      }),
    ),
    margin: Type.Optional(
      Type.Number({
        exclusiveMinimum: 1,
        maximum: 1e6,
        description: "Factor of a penalty weight over its threshold. Default: 1.05.",
      }),
    ),
    tightness: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description: "Weights as a fraction of their thresholds in mode tight. Default: 0.5.",
      }),
    ),
  },
  { additionalProperties: false, description: "How colouring becomes an energy." },
);

export const defaults: ColouringOptions = { penalty: "exact", margin: 1.05, tightness: 0.5 };

export function vertexName({ names }: ColouringInstance, vertex: number): string {
  return names?.[vertex] ?? String(vertex);
}
