/** What instances of tree problems share: a network, and solutions that choose edges. */
import { type Static, Type } from "typebox";
import type { Network } from "../../networks/network.ts";
import { closed } from "../document.ts";
import {
  type Edge,
  edgesSchema,
  orderSchema,
  pairColumns,
  vertexName,
  vertexNames,
  vertexPositions,
} from "../graph.ts";

/** Properties of an instance's schema; a problem adds its own. */
export const networkProperties = {
  vertices: orderSchema("Number of vertices."),
  edges: edgesSchema("Edges of the network; the weight is what an edge costs, 0 or more."),
  names: vertexNames(),
  coordinates: vertexPositions,
};

/** The fields of an instance that say what the network is. */
export interface NetworkFields {
  readonly vertices: number;
  readonly edges: readonly Edge[];
  readonly names?: readonly string[];
  readonly coordinates?: readonly (readonly number[])[];
}

/** Schema of solutions: one 0 or 1 an edge. That they form a tree is the referee's to say. */
export const treeSchema = Type.Object(
  {
    choose: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number an edge, in the order of the instance: 1 if it is in the tree, else 0.",
    }),
  },
  { ...closed, description: "Which edges are in the tree." },
);
export type TreeSolution = Static<typeof treeSchema>;

/** "a - b". */
export const edgeName = (instance: NetworkFields, edge: number): string =>
  `${vertexName(instance, instance.edges[edge][0])} - ${vertexName(instance, instance.edges[edge][1])}`;

/** Columns of the edges, in their order; a cost that is left out is 1. O(m). */
export function networkOf({ vertices, edges }: NetworkFields): Network {
  const { from, to, weight } = pairColumns(edges);
  return { n: vertices, from, to, cost: weight };
}

/** Sum of the costs of chosen edges, added in the order of the instance; a cost that is left out is 1. O(m). */
export function treeCost({ edges }: NetworkFields, { choose }: TreeSolution): number {
  let total = 0;
  for (const [e, [, , cost = 1]] of edges.entries()) if (choose[e] === 1) total += cost;
  return total;
}

/** "Graz - Linz, Linz - Wels", or "no edge". */
export function tellTree(instance: NetworkFields, { choose }: TreeSolution): string {
  const names = instance.edges.flatMap((_, e) => (choose[e] === 1 ? [edgeName(instance, e)] : []));
  return names.length === 0 ? "no edge" : names.join(", ");
}
