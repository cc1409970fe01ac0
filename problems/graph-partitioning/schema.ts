/** Instances, solutions and options of graph partitioning: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { edgesSchema, orderSchema } from "../../src/modelling/graph.ts";

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
    coordinates: Type.Optional(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
        description: "Positions x, y of the vertices, y upwards, for drawing only. Default: on a circle.",
      }),
    ),
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

export interface PartitioningOptions {
  readonly penalty: "exact" | "tight" | "structural";
  readonly form: "separate" | "textbook";
  readonly margin: number;
  readonly tightness: number;
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
    margin: Type.Optional(
      Type.Number({
        exclusiveMinimum: 1,
        maximum: 1e6,
        description: "Factor of a penalty weight over its threshold. Default: 1.05.",
      }),
    ),
    tightness: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description: "Factor on all penalty weights in mode tight. Default: 0.5.",
      }),
    ),
  },
  { ...closed, description: "How a partition becomes an energy." },
);

export const defaults: PartitioningOptions = { penalty: "exact", form: "separate", margin: 1.05, tightness: 0.5 };
