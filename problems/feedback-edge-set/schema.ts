/** Instances and solutions of feedback edge sets: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema, vertexNames } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("feedback-edge-set"),
    vertices: orderSchema("Number of vertices."),
    edges: edgesSchema("Directed edges, from i to j, weights 0 or more.", "directed"),
    names: vertexNames(),
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
