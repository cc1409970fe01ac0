/** Graph files, and files with one number a vertex, of clique covers. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord } from "../../src/modelling/document.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { CliqueCoverInstance, CliqueCoverSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<CliqueCoverInstance, CliqueCoverSolution>[] = [
  {
    kind: "graph",
    primary: false,
    toInstance(record, { name, parts }) {
      const graph = asRecord(record, "graph");
      const title = name ?? graph.name;
      return {
        problem: "clique-cover",
        ...(title === null ? {} : { name: title }),
        vertices: graph.n,
        edges: Array.from(graph.from, (from, e): [number, number] => [from, graph.to[e]]),
        ...(parts === undefined ? {} : { cliques: parts }),
      };
    },
    fromInstance({ name, vertices, edges, cliques }) {
      if (cliques !== undefined) {
        const hint = { hint: "Write it as JSON, or leave the number out." };
        throw new GroundstateError("format", "a graph file cannot say how many cliques there may be", hint);
      }
      return graphRecord(name, vertices, edges, undefined);
    },
  },
  {
    kind: "assignment",
    primary: false,
    toSolution: (record) => ({ clique: [...asRecord(record, "assignment").values] }),
    fromSolution: (_instance, { clique }) => ({ kind: "assignment", values: clique }),
  },
];
