/** Graph files and partition files of graph partitioning. */
import { asRecord } from "../../src/modelling/document.ts";
import { edgesOf, graphRecord } from "../../src/modelling/graph.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { PartitioningInstance, PartitioningSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<PartitioningInstance, PartitioningSolution>[] = [
  {
    kind: "graph",
    primary: false,
    primaryFor: ["metis"],
    refuses(record) {
      if (record.kind !== "graph") return null;
      if (record.weight.some((weight) => weight < 0)) {
        return "graph-partitioning needs edge weights of 0 or more. Use problem max-cut for negative ones.";
      }
      const wrong = record.vertexWeight?.find((weight) => !(Number.isInteger(weight) && weight >= 0));
      return wrong === undefined ? null : `graph-partitioning needs whole vertex weights from 0, found ${wrong}.`;
    },
    toInstance(record, { parts = 2, imbalance = 0, name }) {
      const graph = asRecord(record, "graph");
      const title = name ?? graph.name;
      return {
        problem: "graph-partitioning",
        ...(title === null ? {} : { name: title }),
        vertices: graph.n,
        edges: edgesOf(graph),
        ...(graph.vertexWeight === null ? {} : { vertexWeights: Array.from(graph.vertexWeight) }),
        parts,
        imbalance,
      };
    },
    fromInstance: ({ name, vertices, edges, vertexWeights }) => graphRecord(name, vertices, edges, vertexWeights),
  },
  {
    kind: "assignment",
    primary: false,
    toSolution: (record) => ({ part: [...asRecord(record, "assignment").values] }),
    fromSolution: (_instance, { part }) => ({ kind: "assignment", values: part }),
  },
];
