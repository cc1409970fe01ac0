/** Instances and solutions of graph isomorphism: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { orderSchema, pairsSchema } from "../../src/modelling/graph.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("graph-isomorphism"),
    vertices: orderSchema("Number of vertices of each graph."),
    first: pairsSchema("Edges of the first graph."),
    second: pairsSchema("Edges of the second graph."),
  },
  { ...closed, description: "A graph-isomorphism instance: two graphs with the same number of vertices." },
);
export type IsomorphismInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    image: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "The vertex of the second graph that each vertex of the first stands for; all different.",
    }),
  },
  { ...closed, description: "Which vertices of the two graphs belong together." },
);
export type IsomorphismSolution = Static<typeof solutionSchema>;
