/**
 * Instances and solutions of problems that choose vertices of an undirected graph: cliques, independent sets, vertex covers.
 */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../document.ts";
import { orderSchema } from "../graph.ts";

/** @param what opens the description: "A clique instance: ..." */
export const subsetSchema = <Id extends string>(id: Id, what: string) =>
  Type.Object(
    {
      ...documentHeader(id),
      vertices: orderSchema("Number of vertices."),
      edges: Type.Unsafe<[number, number][]>(
        Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: "[i, j]." }), {
          description: "Edges of the graph. Each is [i, j], 0-based; every unordered pair once, no loops.",
        }),
      ),
      weights: Type.Optional(
        Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), {
          description: "Weight of each vertex, 0 or more. Default: all 1.",
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
export const nameOf = ({ names }: WeightedGraph, vertex: number): string => names?.[vertex] ?? String(vertex);
