/** Graph files, and files with one number an edge, of maximal matchings. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import { graphFrom } from "../../src/modelling/graph-files.ts";
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
      const reason = refusal(asRecord(record, "graph").weight);
      if (reason !== null) throw new GroundstateError("format", reason);
      return { problem: "maximal-matching", ...graphFrom(record, name) };
    },
    fromInstance: ({ name, vertices, edges }) => graphRecord(name, vertices, edges, undefined),
  },
  listFormat("choose"),
];
