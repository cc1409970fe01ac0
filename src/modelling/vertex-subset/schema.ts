/**
 * Instances and solutions of problems that choose vertices of an undirected graph: cliques, independent sets, vertex covers.
 */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../document.ts";
import { orderSchema, pairsSchema, vertexNames, vertexPositions } from "../graph.ts";

/** @param what opens the description: "A clique instance: ..." */
export const subsetSchema = <Id extends string>(id: Id, what: string) =>
  Type.Object(
    {
      ...documentHeader(id),
      vertices: orderSchema("Number of vertices."),
      edges: pairsSchema("Edges of the graph."),
      weights: Type.Optional(
        Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), {
          description: "Weight of each vertex, 0 or more. Default: all 1.",
        }),
      ),
      names: vertexNames(),
      coordinates: vertexPositions,
    },
    { ...closed, description: what },
  );

/** An instance of any of the problems. */
export type SubsetInstance<Id extends string = string> = Static<ReturnType<typeof subsetSchema<Id>>>;
/** Everything of an instance but which problem it belongs to. */
export type WeightedGraph = Omit<SubsetInstance, "problem">;

export const subsetSolutionSchema = Type.Object(
  {
    choose: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number a vertex: 1 if it is chosen, else 0.",
    }),
  },
  { ...closed, description: "Which vertices are chosen." },
);
export type SubsetSolution = Static<typeof subsetSolutionSchema>;

export const weightOf = ({ weights }: WeightedGraph, vertex: number): number => weights?.[vertex] ?? 1;
