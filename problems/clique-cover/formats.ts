/** Graph files, and files with one number a vertex, of clique covers. */
import { GroundstateError } from "../../src/errors.ts";
import { listFormat } from "../../src/modelling/document.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import { plainGraphFrom } from "../../src/modelling/graph-files.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { CliqueCoverInstance, CliqueCoverSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<CliqueCoverInstance, CliqueCoverSolution>[] = [
  {
    kind: "graph",
    primary: false,
    toInstance: (record, { name, parts }) => ({
      problem: "clique-cover",
      ...plainGraphFrom(record, name),
      ...(parts === undefined ? {} : { cliques: parts }),
    }),
    fromInstance({ name, vertices, edges, cliques }) {
      if (cliques !== undefined) {
        const hint = { hint: "Write it as JSON, or leave the number out." };
        throw new GroundstateError("format", "a graph file cannot say how many cliques there may be", hint);
      }
      return graphRecord(name, vertices, edges, undefined);
    },
  },
  listFormat("clique"),
];
