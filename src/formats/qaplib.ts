/**
 * QAPLIB instances (Burkard, Karisch & Rendl 1997): n, then two n x n matrices, row by row; line breaks mean nothing. The sum over
 * i, j of first[i][j] second[p(i)][p(j)] is to be minimised over permutations p. O(n^2).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, QuadraticAssignmentRecord } from "./records.ts";
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

const EXTENSIONS = ["dat", "qap"];
const SHORTEST_NUMBER = 2; // a digit and a blank
const LARGEST = 10_000; // 2 x 10^8 numbers: 1.6 GB of doubles
const NUMBERS = /^[\s\d.eE+-]*$/;

export const qaplib: Format<QuadraticAssignmentRecord> = {
  id: "qaplib",
  title: "QAPLIB quadratic assignment",
  sources: ["Burkard, Karisch & Rendl 1997, QAPLIB - a quadratic assignment problem library"],
  kind: "quadratic-assignment",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

/** A line with n alone, and as many numbers as two matrices have: certain where a matrix has rows of more than one number. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  const text = withoutMark(head);
  const opening = /^\s*([1-9]\d{0,4})[^\S\n]*\r?\n/.exec(text);
  if (opening === null || !NUMBERS.test(text)) return byEnding;
  const needed = 1 + 2 * Number(opening[1]) ** 2;
  let found = 0;
  for (const _ of text.matchAll(/\S+/g)) if (++found > needed) return byEnding;
  const complete = head.length < 4096;
  if (found < needed && complete) return byEnding;
  const rest = text.slice(opening[0].length).trim();
  // One number a line is a list of blocks or spins as well, but those have no blank lines between.
  if (/\S[^\S\n]+\S/.test(rest)) return 0.92;
  return /\n\s*\n/.test(rest) ? 0.85 : byEnding === 0 ? 0.3 : 0.9;
}

function parse(text: string): QuadraticAssignmentRecord {
  const cursor = openCursor(text, "a QAPLIB file: n and two n x n matrices");
  skipSpace(cursor);
  const start = cursor.at;
  const n = readInteger(cursor, "n, the number of facilities and of locations,", 1, LARGEST);
  if (roomFor(cursor, 2 * n * n, SHORTEST_NUMBER) < 2 * n * n) {
    fail(cursor, start, `found n = ${n}, but the file is too short for two ${n} x ${n} matrices`, {
      hint: "The file may be cut off, or of another format.",
    });
  }
  const first = readMatrix(cursor, n, "first");
  const second = readMatrix(cursor, n, "second");
  skipSpace(cursor);
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after two ${n} x ${n} matrices`);
  return { kind: "quadratic-assignment", n, first, second };
}

function readMatrix(cursor: Cursor, n: number, which: string): Float64Array {
  const values = new Float64Array(n * n);
  for (let k = 0; k < values.length; k++) {
    skipSpace(cursor);
    values[k] = readNumber(cursor, `row ${Math.floor(k / n) + 1}, column ${(k % n) + 1} of the ${which} matrix`);
  }
  return values;
}

function* lines({ n, first, second }: QuadraticAssignmentRecord): Generator<string, void, void> {
  yield `${n}\n`;
  for (const matrix of [first, second]) {
    yield "\n";
    for (let i = 0; i < n; i++) yield `${matrix.subarray(i * n, i * n + n).join(" ")}\n`;
  }
}
