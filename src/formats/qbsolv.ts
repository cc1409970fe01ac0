/**
 * qbsolv `.qubo` files (Booth, Reinhardt and Roy 2017): `c` comments, one line `p qubo target maxNodes nDiagonals nPairs`,
 * then lines `i i v` and `i j v`, 0-based, i < j, each pair counted once, to be maximised. The format has no constant;
 * a comment `c groundstate: offset v` keeps it, and other programs pass over it. O(n + m).
 */
import { BY_ENDING, endsWithOneOf, headLines, withoutMark } from "./detection.ts";
import { appendEdge, type EdgeStore, openEdges, requireDistinct } from "./edges.ts";
import { inPieces } from "./pieces.ts";
import { countLinear, linearLines, pairsOf, pairTexts, requireDomain, senseFactor, termsOf } from "./quadratic.ts";
import type { Format, QuadraticRecord } from "./records.ts";
import {
  atEnd,
  type Cursor,
  endLine,
  fail,
  largestCount,
  newTriple,
  openCursor,
  readInteger,
  readNumber,
  readPlainTriple,
  roomFor,
  skipBlanks,
  skipLine,
  skipSpace,
  type Triple,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["qubo"];
const OFFSET_COMMENT = "c groundstate: offset ";
const PROBLEM_LINE = /^(?:[ \t]*(?:c\b[^\n]*)?\r?\n)*[ \t]*p[ \t]+qubo\b/;
const SHORTEST_LINE = 6; // "0 1 1" and its newline

interface Header {
  readonly n: number;
  readonly diagonals: number;
  readonly pairs: number;
  readonly at: number;
}

export const qbsolv: Format<QuadraticRecord> = {
  id: "qbsolv",
  title: "qbsolv QUBO (bits, maximise)",
  sources: ["https://github.com/dwavesystems/qbsolv"],
  kind: "quadratic",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    if (PROBLEM_LINE.test(withoutMark(head))) return 1;
    const { lines } = headLines(head);
    // Comments may fill all of the head; DIMACS files open with the same letter.
    if (endsWithOneOf(fileName, EXTENSIONS))
      return lines.every((line) => line === "" || /^c\b/.test(line)) ? 0.6 : BY_ENDING;
    return 0;
  },
  parse,
  print,
};

function parse(text: string): QuadraticRecord {
  const cursor = openCursor(text, "a qbsolv file with a line `p qubo`");
  let offset = skipNotes(cursor) ?? 0;
  const header = readHeader(cursor);
  const store = openEdges(roomFor(cursor, header.diagonals + header.pairs, SHORTEST_LINE));
  const triple = newTriple();
  let diagonals = 0;
  for (;;) {
    offset = skipNotes(cursor) ?? offset;
    if (atEnd(cursor)) break;
    if (readEntry(cursor, store, header.n, triple)) diagonals++;
  }
  requireDistinct(cursor, store, header.n, 0);
  checkCount(cursor, header, "linear", header.diagonals, diagonals);
  checkCount(cursor, header, "quadratic", header.pairs, store.count - diagonals);
  const terms = termsOf(store, header.n, 1);
  return { kind: "quadratic", name: null, domain: "bit", sense: "max", n: header.n, ...terms, offset, labels: null };
}

/** Moves over blank and comment lines; returns the offset if one of them states it. */
function skipNotes(cursor: Cursor): number | null {
  let offset: number | null = null;
  for (;;) {
    skipSpace(cursor);
    if (cursor.text.charCodeAt(cursor.at) !== 99) return offset;
    if (cursor.text.startsWith(OFFSET_COMMENT, cursor.at)) {
      cursor.at += OFFSET_COMMENT.length;
      offset = readNumber(cursor, "the offset (a number)");
      endLine(cursor, "the end of the comment with the offset");
    } else if (!(cursor.text.charCodeAt(cursor.at + 1) > 32)) {
      skipLine(cursor);
    } else {
      return offset;
    }
  }
}

function readHeader(cursor: Cursor): Header {
  const at = cursor.at;
  const opening = /^p[ \t]+qubo(?=\s)/.exec(cursor.text.slice(at, at + 64));
  if (opening === null) return unexpected(cursor, at, "the line `p qubo target maxNodes nDiagonals nPairs`");
  cursor.at += opening[0].length;
  skipBlanks(cursor);
  const target = /^(?:0|unconstrained)(?=\s)/i.exec(cursor.text.slice(cursor.at, cursor.at + 16));
  if (target === null) return unexpected(cursor, cursor.at, "the target 0 or unconstrained");
  cursor.at += target[0].length;
  const n = readInteger(cursor, "maxNodes, the number of variables,", 1, largestCount(cursor));
  const diagonals = readInteger(cursor, "nDiagonals, the number of linear lines,", 0, n);
  const pairs = readInteger(cursor, "nPairs, the number of quadratic lines,", 0, Number.MAX_SAFE_INTEGER);
  endLine(cursor, "the end of the line `p qubo target maxNodes nDiagonals nPairs`");
  return { n, diagonals, pairs, at };
}

/** Reads one line; true for a linear one. */
function readEntry(cursor: Cursor, store: EdgeStore, n: number, triple: Triple): boolean {
  const start = cursor.at;
  if (readPlainTriple(cursor, triple)) {
    const [i, j] = triple;
    if (i <= j && j < n) {
      appendEdge(store, i, j, triple[2], start);
      return i === j;
    }
    cursor.at = start; // what is wrong is told below
  }
  const i = readInteger(cursor, "the first index, counted from 0,", 0, n - 1);
  skipBlanks(cursor);
  const second = cursor.at;
  const j = readInteger(cursor, "the second index, counted from 0,", 0, n - 1);
  if (i > j) fail(cursor, second, `found ${i} ${j}, expected the smaller index first`);
  const value = readNumber(cursor, "the value (a number)");
  endLine(cursor, "the end of the line `i j value`");
  appendEdge(store, i, j, value, start);
  return i === j;
}

function checkCount(cursor: Cursor, header: Header, what: string, stated: number, found: number): void {
  if (stated === found) return;
  fail(cursor, header.at, `the header states ${stated} ${what} lines, but ${found} follow`, {
    hint: "The file may be cut off, or the count in its header is wrong.",
  });
}

function* print(record: QuadraticRecord): Generator<string, void, void> {
  requireDomain(record, "bit", "qbsolv");
  yield* inPieces(lines(record));
}

function* lines(record: QuadraticRecord): Generator<string, void, void> {
  const factor = senseFactor(record, "max");
  const { n, offset } = record;
  if (offset !== 0) yield `${OFFSET_COMMENT}${factor * offset}\n`;
  yield `p qubo 0 ${n} ${countLinear(record)} ${pairsOf(record).count}\n`;
  yield* linearLines(record, factor, 0);
  yield* pairTexts(record, (i, j, value) => `${Math.min(i, j)} ${Math.max(i, j)} ${factor * value}\n`);
}
