/** Graph files, and solutions as one number an edge. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import { edgesOf, graphRecord } from "../../src/modelling/graph.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { SpanningInstance, SpanningSolution } from "./schema.ts";

const refusal = (weight: Float64Array): string | null => {
  const negative = weight.find((value) => value < 0);
  return negative === undefined ? null : `costs of edges must be 0 or more, found ${negative}.`;
};

export const formats: readonly FormatAdapter<SpanningInstance, SpanningSolution>[] = [
  {
    kind: "graph",
    primary: false,
    refuses: (record) => (record.kind === "graph" ? refusal(record.weight) : null),
    toInstance(record, { name }) {
      const graph = asRecord(record, "graph");
      const reason = refusal(graph.weight);
      if (reason !== null) throw new GroundstateError("format", reason);
      const title = name ?? graph.name;
      return {
        problem: "spanning-tree",
        ...(title === null ? {} : { name: title }),
        vertices: graph.n,
        edges: edgesOf(graph),
      };
    },
    fromInstance({ name, vertices, edges, degree }) {
      if (degree === undefined) return graphRecord(name, vertices, edges, undefined);
      throw new GroundstateError("format", "a graph file has no bounds on degrees", {
        hint: "Leave --to out for JSON.",
      });
    },
  },
  listFormat("choose"),
];
