/** Instances of spanning trees: a network, and how many edges its vertices may have. Solutions choose edges. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { networkProperties, type TreeSolution, treeSchema } from "../../src/modelling/trees/schema.ts";

const bound = Type.Integer({ minimum: 1, maximum: 1e8 });

export const instanceSchema = Type.Object(
  {
    ...documentHeader("spanning-tree"),
    ...networkProperties,
    degree: Type.Optional(
      Type.Union([bound, Type.Array(Type.Union([bound, Type.Null()]))], {
        description:
          "Most edges of the tree at a vertex: one number for all, or one a vertex, null for any number. Default: any number.",
      }),
    ),
  },
  { ...closed, description: "A spanning-tree instance: a network whose edges have costs, and bounds on degrees." },
);
export type SpanningInstance = Static<typeof instanceSchema>;

export const solutionSchema = treeSchema;
export type SpanningSolution = TreeSolution;

/** Most edges at a vertex: at most n - 1, which is no bound. */
export function degreeBound({ vertices, degree }: SpanningInstance, vertex: number): number {
  const stated = typeof degree === "number" ? degree : degree?.[vertex];
  return Math.min(stated ?? vertices, Math.max(1, vertices - 1));
}

/** By vertex; null where no vertex has more edges in the network than it may have in the tree. */
export function degreeBounds(instance: SpanningInstance): Int32Array | null {
  const edges = new Int32Array(instance.vertices);
  for (const [i, j] of instance.edges) {
    edges[i]++;
    edges[j]++;
  }
  const bounds = edges.map((_, v) => degreeBound(instance, v));
  return edges.some((count, v) => count > bounds[v]) ? bounds : null;
}
