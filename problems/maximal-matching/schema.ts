/** Instances and solutions of minimum maximal matching: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema, vertexName, vertexNames, vertexPositions } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("maximal-matching"),
    vertices: orderSchema("Number of vertices."),
    edges: edgesSchema("Edges of the graph; weights of 0 or more."),
    names: vertexNames(),
    coordinates: vertexPositions,
  },
  { ...closed, description: "A maximal-matching instance: an undirected graph, its edges with weights." },
);
export type MatchingInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    choose: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number an edge, in the order of the instance: 1 if it is in the matching, else 0.",
    }),
  },
  { ...closed, description: "Which edges are in the matching." },
);
export type MatchingSolution = Static<typeof solutionSchema>;

/** "a - b". */
export const edgeName = (instance: MatchingInstance, edge: number): string =>
  `${vertexName(instance, instance.edges[edge][0])} - ${vertexName(instance, instance.edges[edge][1])}`;

/** The edges at each vertex, ascending. */
export function edgesAt({ vertices, edges }: MatchingInstance): number[][] {
  const lists: number[][] = Array.from({ length: vertices }, () => []);
  for (const [e, [i, j]] of edges.entries()) {
    lists[i].push(e);
    lists[j].push(e);
  }
  return lists;
}
