/** Graph files, and files with one number a vertex, of colouring. */
import { GroundstateError } from "../../src/errors.ts";
import { listFormat } from "../../src/modelling/document.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import { plainGraphFrom } from "../../src/modelling/graph-files.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { ColouringInstance, ColouringSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<ColouringInstance, ColouringSolution>[] = [
  {
    kind: "graph",
    primary: false,
    primaryFor: ["dimacs-col"],
    toInstance: (record, { name, colours }) => ({
      problem: "colouring",
      ...plainGraphFrom(record, name),
      ...(colours === undefined ? {} : { colours }),
    }),
    fromInstance({ name, vertices, edges, colours }) {
      if (colours === undefined) return graphRecord(name, vertices, edges, undefined);
      throw new GroundstateError("format", `a graph file has no place for the ${colours} colours.`, {
        hint: "Use --format json, or leave colours out.",
      });
    },
  },
  listFormat("colour"),
];
