/** Coordinate list of a function of spins (Ising model), to be minimised: see coordinate-list.ts. */
import { parseCoordinates, printCoordinates } from "./coordinate-list.ts";
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines, isTriple } from "./detection.ts";
import type { Format, QuadraticRecord } from "./records.ts";

const EXTENSIONS = ["ising"];

export const isingCoo: Format<QuadraticRecord> = {
  id: "ising-coo",
  title: "Ising coordinate list (spins, minimise)",
  sources: ["groundstate: `ising n m offset`, then lines `i j v`, 0-based"],
  kind: "quadratic",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const lines = headLines(head).lines.filter((line) => line !== "" && !line.startsWith("#"));
    if (lines.length > 0 && /^ising\s+\d+\s/.test(lines[0])) return 1;
    if (!endsWithOneOf(fileName, EXTENSIONS)) return 0;
    // Without a header only the file name tells spins from bits.
    return lines.length > 0 && lines.every(isTriple) ? BY_ENDING_AND_CONTENT : BY_ENDING;
  },
  parse: (text) => parseCoordinates(text, "ising"),
  print: (record) => printCoordinates(record, "ising"),
};
