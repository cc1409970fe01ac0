/**
 * LOLIB matrices (Reinelt 1985; Marti & Reinelt 2011): perhaps a line of text, then n, then an n x n matrix, row by row; line
 * breaks mean nothing after n. What row i gains before column j. O(n^2).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces, oneLine } from "./pieces.ts";
import type { Format, MatrixRecord } from "./records.ts";
import {
  atEnd,
  type Cursor,
  fail,
  openCursor,
  readInteger,
  readNumber,
  roomFor,
  skipSpace,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["lolib", "lop", "mat"];
const SHORTEST_NUMBER = 2; // a digit and a blank
const LARGEST = 10_000; // 10^8 numbers: 0.8 GB
const CERTAIN = 0.94;
const PERHAPS = 0.3;
const OPENING = /^(?:(?=[^\n]*[^\s\d.eE+-])[^\n]*\n\s*)?([1-9]\d{0,4})[^\S\n]*(?=\n)/; // after blanks
const NUMBERS = /^[\s\d.eE+-]*$/;

export const lolib: Format<MatrixRecord> = {
  id: "lolib",
  title: "LOLIB linear ordering matrix",
  sources: ["Marti & Reinelt 2011, The linear ordering problem, chapter 1.4 and the LOLIB library"],
  kind: "matrix",
  extensions: EXTENSIONS,
  detect,
  parse: (text) => parseMatrix(text, "a LOLIB file"),
  print: printMatrix,
};

/** A line with n alone, and as many numbers as one matrix has, in rows of more than one; while the text goes on only the ending tells. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const unsure = byEnding ? BY_ENDING : 0;
  const text = withoutMark(head).trimStart();
  const opening = OPENING.exec(text);
  const rest = opening === null ? "" : text.slice(opening[0].length).trim();
  if (opening === null || !NUMBERS.test(rest) || !/\S[^\S\n]+\S/.test(rest)) return unsure;
  const needed = Number(opening[1]) ** 2;
  let found = 0;
  for (const _ of rest.matchAll(/\S+/g)) if (++found > needed) return unsure;
  if (found === needed) return byEnding ? BY_ENDING_AND_CONTENT : CERTAIN;
  if (head.length < 4096) return unsure;
  return byEnding ? BY_ENDING_AND_CONTENT : PERHAPS;
}

/** @param what the text is said to be */
export function parseMatrix(text: string, what: string): MatrixRecord {
  const cursor = openCursor(text, `${what}: n and an n x n matrix`);
  const comment = readComment(cursor);
  skipSpace(cursor);
  const start = cursor.at;
  const n = readInteger(cursor, "n, the number of items,", 1, LARGEST);
  if (roomFor(cursor, n * n, SHORTEST_NUMBER) < n * n) {
    fail(cursor, start, `found n = ${n}, but the file is too short for a ${n} x ${n} matrix`, {
      hint: "The file may be cut off, or of another format.",
    });
  }
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => {
      skipSpace(cursor);
      return readNumber(cursor, `row ${i + 1}, column ${j + 1} of the matrix`);
    }),
  );
  skipSpace(cursor);
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after a ${n} x ${n} matrix`);
  return { kind: "matrix", comment, rows };
}

/** The first line where it is not a number. */
function readComment(cursor: Cursor): string | null {
  skipSpace(cursor);
  const end = cursor.text.indexOf("\n", cursor.at);
  const line = cursor.text.slice(cursor.at, end < 0 ? cursor.text.length : end).trim();
  if (NUMBERS.test(line)) return null;
  cursor.at = end < 0 ? cursor.text.length : end + 1;
  return line;
}

export function* printMatrix(record: MatrixRecord): Generator<string, void, void> {
  yield* inPieces(lines(record));
}

function* lines({ comment, rows }: MatrixRecord): Generator<string, void, void> {
  const text = oneLine(comment ?? "");
  if (text !== "") yield NUMBERS.test(text) ? `"${text}"\n` : `${text}\n`;
  yield `${rows.length}\n`;
  for (const row of rows) yield `${row.join(" ")}\n`;
}
