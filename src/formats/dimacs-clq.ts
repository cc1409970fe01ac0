/**
 * DIMACS graphs (1993) as files of cliques have them, weights of vertices included: the format of colouring files under another ending,
 * which tells what the graph is for. O(n + m).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf } from "./detection.ts";
import { dimacsCol } from "./dimacs-col.ts";
import type { Format, GraphRecord } from "./records.ts";

const EXTENSIONS = ["clq", "mis"];

export const dimacsClq: Format<GraphRecord> = {
  id: "dimacs-clq",
  title: "DIMACS graph (cliques)",
  sources: ["Johnson, Trick 1996, Cliques, Coloring, and Satisfiability: Second DIMACS Implementation Challenge"],
  kind: "graph",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    if (!endsWithOneOf(fileName, EXTENSIONS)) return 0; // from its content alone a file is one to colour
    return dimacsCol.detect(head, null) > BY_ENDING ? BY_ENDING_AND_CONTENT : BY_ENDING;
  },
  parse: dimacsCol.parse,
  print: dimacsCol.print,
};
