/** Weighted graphs in all formats that hold one, and communities as one number a vertex. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord } from "../../src/modelling/document.ts";
import { edgesOf, graphRecord } from "../../src/modelling/graph.ts";
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
      const graph = asRecord(record, "graph");
      const title = name ?? graph.name;
      return {
        problem: "community-detection",
        ...(title === null ? {} : { name: title }),
        vertices: graph.n,
        edges: edgesOf(graph),
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
  {
    kind: "assignment",
    primary: false,
    toSolution: (record) => ({ community: [...asRecord(record, "assignment").values] }),
    fromSolution: (_instance, { community }) => ({ kind: "assignment", values: community }),
  },
];
