/** Graph files and partition files of graph partitioning. */
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import { graphFrom } from "../../src/modelling/graph-files.ts";
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
      const { vertexWeight } = asRecord(record, "graph");
      return {
        problem: "graph-partitioning",
        ...graphFrom(record, name),
        ...(vertexWeight === null ? {} : { vertexWeights: Array.from(vertexWeight) }),
        parts,
        imbalance,
      };
    },
    fromInstance: ({ name, vertices, edges, vertexWeights }) => graphRecord(name, vertices, edges, vertexWeights),
  },
  listFormat("part"),
];
