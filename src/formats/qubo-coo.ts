/** Coordinate list of a function of bits (QUBO), to be minimised: see coordinate-list.ts. */
import { parseCoordinates, printCoordinates } from "./coordinate-list.ts";
import {
  BY_ENDING,
  BY_ENDING_AND_CONTENT,
  edgeListConfidence,
  endsWithOneOf,
  headLines,
  isTriple,
} from "./detection.ts";
import type { Format, QuadraticRecord } from "./records.ts";

const EXTENSIONS = ["coo"];

export const quboCoo: Format<QuadraticRecord> = {
  id: "qubo-coo",
  title: "QUBO coordinate list (bits, minimise)",
  sources: ["groundstate: `qubo n m offset`, then lines `i j v`, 0-based"],
  kind: "quadratic",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const lines = headLines(head).lines.filter((line) => line !== "" && !line.startsWith("#"));
    if (lines.length > 0 && /^qubo\s+\d+\s/.test(lines[0])) return 1;
    const triples = lines.length > 0 && lines.every(isTriple);
    if (endsWithOneOf(fileName, EXTENSIONS)) return triples ? BY_ENDING_AND_CONTENT : BY_ENDING;
    // A list without a header looks the same for bits and spins, and an edge list may open with three numbers too.
    return triples && edgeListConfidence(head) < 0.5 ? 0.3 : 0;
  },
  parse: (text) => parseCoordinates(text, "qubo"),
  print: (record) => printCoordinates(record, "qubo"),
};
