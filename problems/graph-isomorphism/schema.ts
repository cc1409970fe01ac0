/** Instances and solutions of graph isomorphism: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

const edges = (which: string) =>
  Type.Unsafe<[number, number][]>(
    Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: "[i, j]." }), {
      description: `Edges of the ${which} graph. Each is [i, j], 0-based; every unordered pair once, no loops.`,
    }),
  );

export const instanceSchema = Type.Object(
  {
    ...documentHeader("graph-isomorphism"),
    vertices: Type.Integer({
      minimum: 1,
      maximum: 1e8,
      description: "Number of vertices of each graph. They are numbered from 0.",
    }),
    first: edges("first"),
    second: edges("second"),
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
