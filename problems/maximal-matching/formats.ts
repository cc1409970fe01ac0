/** Graph files, and files with one number an edge, of maximal matchings. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord } from "../../src/modelling/document.ts";
import { edgesOf, graphRecord } from "../../src/modelling/graph.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { MatchingInstance, MatchingSolution } from "./schema.ts";

const refusal = (weight: Float64Array): string | null => {
  const negative = weight.find((value) => value < 0);
  return negative === undefined ? null : `weights of edges must be 0 or more, found ${negative}.`;
};

export const formats: readonly FormatAdapter<MatchingInstance, MatchingSolution>[] = [
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
        problem: "maximal-matching",
        ...(title === null ? {} : { name: title }),
        vertices: graph.n,
        edges: edgesOf(graph),
      };
    },
    fromInstance: ({ name, vertices, edges }) => graphRecord(name, vertices, edges, undefined),
  },
  {
    kind: "assignment",
    primary: false,
    toSolution: (record) => ({ choose: [...asRecord(record, "assignment").values] }),
    fromSolution: (_instance, { choose }) => ({ kind: "assignment", values: choose }),
  },
];
