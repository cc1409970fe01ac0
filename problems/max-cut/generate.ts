/** Typical plain instances: graphs of several kinds with unit weights. */
import { graphKinds } from "../../src/modelling/random-graphs.ts";
import type { MaxCutInstance } from "./schema.ts";

export const kinds = graphKinds<MaxCutInstance>(["random", "dense", "geometric", "grid"], (graph, name) => ({
  problem: "max-cut",
  name,
  ...graph,
}));
