/** Instances and solutions of community detection: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema, vertexNames, vertexPositions } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("community-detection"),
    vertices: orderSchema("Number of vertices."),
    edges: edgesSchema("Edges of the graph, their weights 0 or more."),
    communities: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 1000,
        description:
          "The most communities there may be; some may stay empty. Default: the square root of the number of edges, rounded up, from 2 to 8.",
      }),
    ),
    resolution: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1000,
        description: "Weight of what chance would put inside communities: above 1 for smaller communities. Default: 1.",
      }),
    ),
    names: vertexNames(),
    coordinates: vertexPositions,
  },
  { ...closed, description: "A community-detection instance: a weighted graph, whose modularity is to be largest." },
);
export type CommunityInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    community: Type.Array(Type.Integer({ minimum: 0 }), { description: "The community of each vertex, from 0." }),
  },
  { ...closed, description: "Which vertices belong together." },
);
export type CommunitySolution = Static<typeof solutionSchema>;

const [FEWEST, USUALLY_MOST] = [2, 8];

/** Modularity tells no more than about sqrt(m) communities apart (Fortunato & Barthelemy 2007). */
export function mostCommunities({ communities, edges }: CommunityInstance): number {
  return communities ?? Math.min(USUALLY_MOST, Math.max(FEWEST, Math.ceil(Math.sqrt(edges.length))));
}
