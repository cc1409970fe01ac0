/** Instances of minimum vertex cover. @see subsetSchema */
import { type SubsetInstance, subsetSchema } from "../../src/modelling/vertex-subset/schema.ts";

export const instanceSchema = subsetSchema(
  "vertex-cover",
  "A vertex-cover instance: an undirected graph, its vertices with weights.",
);
export type VertexCoverInstance = SubsetInstance<"vertex-cover">;
