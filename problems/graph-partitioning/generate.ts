/** Typical plain instances: random geometric graphs (Johnson, Aragon, McGeoch & Schevon 1989), two equal parts. O(n + edges). */
import { geometricGraph } from "../../src/modelling/geometric-graph.ts";
import type { Random } from "../../src/random.ts";
import type { PartitioningInstance } from "./schema.ts";

export function generatePartitioning(random: Random, size: number): PartitioningInstance {
  return {
    problem: "graph-partitioning",
    name: `geometric-${size}`,
    vertices: size,
    ...geometricGraph(random.below, size),
  };
}
