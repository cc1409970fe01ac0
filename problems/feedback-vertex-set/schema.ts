/** Instances and solutions of feedback vertex sets: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed } from "../../src/modelling/document.ts";
import { directedSchema, pairsSchema } from "../../src/modelling/graph.ts";
import { subsetSchema } from "../../src/modelling/vertex-subset/schema.ts";

const { properties } = subsetSchema("feedback-vertex-set", "");

export const instanceSchema = Type.Object(
  {
    ...properties,
    edges: pairsSchema("Edges of the graph.", "either"),
    directed: directedSchema,
  },
  { ...closed, description: "A feedback-vertex-set instance: a graph, directed or not, its vertices with weights." },
);
export type FeedbackInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    remove: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number a vertex: 1 if it is removed, else 0.",
    }),
  },
  { ...closed, description: "Which vertices are removed." },
);
export type FeedbackSolution = Static<typeof solutionSchema>;
