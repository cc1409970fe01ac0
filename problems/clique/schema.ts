/** Instances of maximum clique. @see subsetSchema */
import { type SubsetInstance, subsetSchema } from "../../src/modelling/vertex-subset/schema.ts";

export const instanceSchema = subsetSchema(
  "clique",
  "A clique instance: an undirected graph, its vertices with weights.",
);
export type CliqueInstance = SubsetInstance<"clique">;
