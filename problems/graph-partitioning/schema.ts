/** Instances, solutions and options of graph partitioning: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema, vertexPositions } from "../../src/modelling/graph.ts";
import { factorDefaults, factorSchemas, type WeightFactors } from "../../src/modelling/penalty-options.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("graph-partitioning"),
    vertices: orderSchema("Number of vertices."),
    edges: edgesSchema("Edges of the graph, weights 0 or more."),
    vertexWeights: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0 }), {
        description: "Weight of each vertex, a whole number from 0. Default: all 1.",
      }),
    ),
    parts: Type.Optional(Type.Integer({ minimum: 2, maximum: 1e6, description: "Number of parts. Default: 2." })),
    imbalance: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1e6,
        description:
          "How much heavier than its share a part may be: 0.03 allows 3 % above the share rounded up. Default: 0.",
      }),
    ),
    coordinates: vertexPositions,
  },
  { ...closed, description: "A graph-partitioning instance: an undirected graph, and how many parts of which weight." },
);
export type PartitioningInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    part: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "The part of each vertex, from 0 to the number of parts less 1.",
    }),
  },
  { ...closed, description: "A partition of the vertices." },
);
export type PartitioningSolution = Static<typeof solutionSchema>;

export interface PartitioningOptions extends WeightFactors {
  readonly penalty: "exact" | "tight" | "structural";
  readonly form: "separate" | "textbook";
}

export const optionsSchema = Type.Object(
  {
    penalty: Type.Optional(
      Type.Enum(["exact", "tight", "structural"], {
        description:
          "exact: weights proven to be enough. tight: below them, without the guarantee. structural: no penalty, for solvers that stay among balanced partitions. Default: exact.",
      }),
    ),
    form: Type.Optional(
      Type.Enum(["separate", "textbook"], {
        description:
          "One-part-a-vertex rule for three parts and more. separate: a reward a bit and a penalty a pair, each as small as proven. textbook: A (1 - sum x)^2. Default: separate.",
      }),
    ),
    ...factorSchemas({ tightness: "Factor on all penalty weights in mode tight." }),
  },
  { ...closed, description: "How a partition becomes an energy." },
);

export const defaults: PartitioningOptions = { penalty: "exact", form: "separate", ...factorDefaults };
