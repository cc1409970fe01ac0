/** Instances and solutions of clique cover: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { orderSchema, pairsSchema, vertexNames, vertexPositions } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("clique-cover"),
    vertices: orderSchema("Number of vertices."),
    edges: pairsSchema("Edges of the graph."),
    cliques: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1e6,
        description:
          "How many cliques there may be, when the question is whether they are enough. Default: the fewest are sought.",
      }),
    ),
    names: vertexNames(),
    coordinates: vertexPositions,
  },
  { ...closed, description: "A clique-cover instance: an undirected graph, and perhaps a number of cliques." },
);
export type CliqueCoverInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    clique: Type.Array(Type.Integer({ minimum: 0 }), {
      description:
        "The clique of each vertex, from 0 to the number of cliques less 1; where none is given, to the largest number of vertices that one vertex has no edge to.",
    }),
  },
  { ...closed, description: "A clique for each vertex." },
);
export type CliqueCoverSolution = Static<typeof solutionSchema>;
