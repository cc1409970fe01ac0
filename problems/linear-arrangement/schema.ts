/** Instances and solutions of linear arrangement: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema, vertexNames } from "../../src/modelling/graph.ts";
import { orderSolutionSchema } from "../../src/modelling/order.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("linear-arrangement"),
    vertices: orderSchema("Number of vertices."),
    edges: edgesSchema("Edges of the graph, weights 0 or more."),
    names: vertexNames("vertex 0, vertex 1, ..."),
  },
  { ...closed, description: "A linear-arrangement instance: an undirected graph with weights." },
);
export type LinearArrangementInstance = Static<typeof instanceSchema>;

export const solutionSchema = orderSolutionSchema("vertices", "An arrangement of the vertices on a line.");
