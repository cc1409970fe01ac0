/** Instances and solutions of feedback edge sets: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { type Edge, orderSchema } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("feedback-edge-set"),
    vertices: orderSchema("Number of vertices."),
    edges: Type.Unsafe<Edge[]>(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 3, description: "[i, j] or [i, j, weight]." }), {
        description:
          "Directed edges, from i to j. Each is [i, j] or [i, j, weight], 0-based, weight 0 or more, 1 unless given; once a direction, no loops.",
      }),
    ),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the vertices, all different. Default: their numbers." }),
    ),
  },
  { ...closed, description: "A feedback-edge-set instance: a directed graph, its edges with weights." },
);
export type FeedbackEdgeInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    level: Type.Array(Type.Integer({ minimum: 0 }), {
      description:
        "The level of each vertex, from 0 to below the number of vertices. Edges that do not rise are removed.",
    }),
  },
  { ...closed, description: "Levels through which the edges that stay lead upwards." },
);
export type FeedbackEdgeSolution = Static<typeof solutionSchema>;

export const vertexName = ({ names }: FeedbackEdgeInstance, vertex: number): string =>
  names?.[vertex] ?? String(vertex);
