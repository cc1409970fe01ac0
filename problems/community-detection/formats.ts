/** Weighted graphs in all formats that hold one, and communities as one number a vertex. */
import { GroundstateError } from "../../src/errors.ts";
import { listFormat } from "../../src/modelling/document.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import { graphFrom } from "../../src/modelling/graph-files.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import { type CommunityInstance, type CommunitySolution, mostCommunities } from "./schema.ts";

export const formats: readonly FormatAdapter<CommunityInstance, CommunitySolution>[] = [
  {
    kind: "graph",
    primary: false,
    refuses(record) {
      if (record.kind !== "graph") return null;
      const negative = record.weight.find((weight) => weight < 0);
      return negative === undefined ? null : `community-detection needs weights of 0 or more, found ${negative}.`;
    },
    toInstance(record, { name, parts }) {
      return {
        problem: "community-detection",
        ...graphFrom(record, name),
        ...(parts === undefined ? {} : { communities: parts }),
      };
    },
    fromInstance(instance) {
      const { name, vertices, edges, communities, ...rest } = instance;
      const most = mostCommunities({ vertices, edges, ...rest });
      if ((rest.resolution ?? 1) !== 1 || (communities ?? most) !== most) {
        throw new GroundstateError(
          "format",
          "a graph file cannot say a resolution or how many communities there may be",
          {
            hint: "Write it as JSON, or leave both out.",
          },
        );
      }
      return graphRecord(name, vertices, edges, undefined);
    },
  },
  listFormat("community"),
];
