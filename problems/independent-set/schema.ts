/** Instances of maximum independent set. @see subsetSchema */
import { type SubsetInstance, subsetSchema } from "../../src/modelling/vertex-subset/schema.ts";

export const instanceSchema = subsetSchema(
  "independent-set",
  "An independent-set instance: an undirected graph, its vertices with weights.",
);
export type IndependentSetInstance = SubsetInstance<"independent-set">;
