/** Instances and solutions of feedback vertex sets: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed } from "../../src/modelling/document.ts";
import { subsetSchema } from "../../src/modelling/vertex-subset/schema.ts";

const { properties } = subsetSchema("feedback-vertex-set", "");

export const instanceSchema = Type.Object(
  {
    ...properties,
    edges: Type.Unsafe<[number, number][]>(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: "[i, j]." }), {
        description:
          "Edges of the graph. Each is [i, j], 0-based, no loops; every pair once, or once a direction if directed.",
      }),
    ),
    directed: Type.Optional(
      Type.Boolean({ description: "Whether [i, j] leads from i to j only. Default: false, both ways." }),
    ),
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
