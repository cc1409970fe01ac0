/** Instances and solutions of bandwidth: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema, vertexNames } from "../../src/modelling/graph.ts";
import { orderSolutionSchema } from "../../src/modelling/order.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("bandwidth"),
    vertices: orderSchema("Number of vertices."),
    edges: edgesSchema("Edges of the graph, without weights."),
    bandwidth: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          "The bandwidth K that is asked for: no edge longer than it. Default: the largest simple lower bound, from degrees and distances.",
      }),
    ),
    names: vertexNames("vertex 0, vertex 1, ..."),
  },
  { ...closed, description: "A bandwidth instance: an undirected graph, and the bandwidth that is asked for." },
);
export type BandwidthInstance = Static<typeof instanceSchema>;

export const solutionSchema = orderSolutionSchema("vertices", "An arrangement of the vertices on a line.");
