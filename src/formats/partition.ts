/**
 * Assignments: one integer a line, the block of each vertex (METIS, Walshaw archive), or a spin or bit a variable.
 * Lines that open with `%` are comments. O(n).
 */
import { BY_ENDING, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { AssignmentRecord, Format } from "./records.ts";
import { atEnd, endLine, fail, openCursor, readInteger, skipComments } from "./scanner.ts";

const EXTENSIONS = ["part", "ptn", "spins", "bits"];

export const partition: Format<AssignmentRecord> = {
  id: "partition",
  title: "Assignment, one integer a line",
  sources: ["METIS 5.1 manual, section 4.2.1", "https://chriswalshaw.co.uk/partition/"],
  kind: "assignment",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const lines = headLines(head).lines.filter((line) => line !== "" && !line.startsWith("%"));
    if (lines.length > 0 && lines.every((line) => /^[+-]?\d+$/.test(line))) return 0.8;
    // METIS names its output graph.part.k, which no fixed ending catches.
    const named = endsWithOneOf(fileName, EXTENSIONS) || /\.part\.\d+$/.test(fileName ?? "");
    return named ? BY_ENDING : 0;
  },
  parse(text) {
    const cursor = openCursor(text, "an assignment, one integer a line");
    const values: number[] = [];
    for (skipComments(cursor, "%"); !atEnd(cursor); skipComments(cursor, "%")) {
      values.push(readInteger(cursor, "a value", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
      endLine(cursor, "one integer a line");
    }
    if (values.length === 0) fail(cursor, 0, "found only comments, expected one integer a line");
    return { kind: "assignment", values };
  },
  *print(record) {
    yield* inPieces(valueLines(record));
  },
};

function* valueLines({ values }: AssignmentRecord): Generator<string, void, void> {
  for (const value of values) yield `${value}\n`;
}
