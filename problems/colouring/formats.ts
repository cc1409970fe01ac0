/** Graph files, and files with one number a vertex, of colouring. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord } from "../../src/modelling/document.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { ColouringInstance, ColouringSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<ColouringInstance, ColouringSolution>[] = [
  {
    kind: "graph",
    primary: false,
    primaryFor: ["dimacs-col"],
    toInstance(record, { name }) {
      const graph = asRecord(record, "graph");
      const title = name ?? graph.name;
      return {
        problem: "colouring",
        ...(title === null ? {} : { name: title }),
        vertices: graph.n,
        edges: Array.from(graph.from, (from, e): [number, number] => [from, graph.to[e]]),
      };
    },
    fromInstance({ name, vertices, edges, colours }) {
      if (colours === undefined) return graphRecord(name, vertices, edges, undefined);
      throw new GroundstateError("format", `a graph file has no place for the ${colours} colours.`, {
        hint: "Use --format json, or leave colours out.",
      });
    },
  },
  {
    kind: "assignment",
    primary: false,
    toSolution: (record) => ({ colour: [...asRecord(record, "assignment").values] }),
    fromSolution: (_instance, { colour }) => ({ kind: "assignment", values: colour }),
  },
];
