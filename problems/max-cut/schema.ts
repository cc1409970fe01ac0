/** Instances and solutions of max-cut: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema, vertexPositions } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("max-cut"),
    vertices: orderSchema("Number of vertices."),
    edges: edgesSchema("Edges of the graph, weights of any sign."),
    coordinates: vertexPositions,
  },
  { ...closed, description: "A max-cut instance: an undirected graph with weighted edges." },
);
export type MaxCutInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    side: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "The side of each vertex, 0 or 1. Swapping all sides gives the same cut.",
    }),
  },
  { ...closed, description: "A cut: which side each vertex is on." },
);
export type MaxCutSolution = Static<typeof solutionSchema>;

export const optionsSchema = Type.Object({}, { ...closed, description: "Max-cut has no encoding options." });
