/**
 * Coordinate lists of quadratic functions, read and written alike for bits and spins. With a header, as printed here:
 * `qubo n m offset` or `ising n m offset`, then m lines `i j v`, 0-based, i = j for linear terms. Without one: such lines
 * alone, n being the largest index plus one. `#` opens a comment line. To be minimised. O(n + m).
 */
import { appendEdge, type EdgeStore, openEdges, requireDistinct } from "./edges.ts";
import { inPieces } from "./pieces.ts";
import { countLinear, linearLines, pairsOf, pairTexts, requireDomain, senseFactor, termsOf } from "./quadratic.ts";
import type { QuadraticRecord } from "./records.ts";
import {
  atEnd,
  type Cursor,
  endLine,
  fail,
  largestCount,
  openCursor,
  readInteger,
  readNumber,
  roomFor,
  skipComments,
} from "./scanner.ts";

const SHORTEST_LINE = 6; // "0 1 1" and its newline

interface Header {
  readonly n: number;
  readonly m: number;
  readonly offset: number;
  readonly at: number;
}

function domainOf(word: "qubo" | "ising"): "bit" | "spin" {
  return word === "qubo" ? "bit" : "spin";
}

/** Reads either form. @throws {FormatError} at the first malformed place */
export function parseCoordinates(text: string, word: "qubo" | "ising"): QuadraticRecord {
  const cursor = openCursor(text, "lines `i j value`");
  skipComments(cursor, "#");
  const header = readHeader(cursor, word);
  const limit = header?.n ?? largestCount(cursor);
  const store = openEdges(roomFor(cursor, header?.m ?? 8, SHORTEST_LINE));
  let n = header?.n ?? 0;
  for (skipComments(cursor, "#"); !atEnd(cursor); skipComments(cursor, "#")) {
    n = Math.max(n, readEntry(cursor, store, limit) + 1);
  }
  if (n === 0)
    fail(cursor, cursor.at, `found only comments, expected a header \`${word} n m offset\` or lines \`i j value\``);
  if (header !== null && header.m !== store.count) {
    fail(cursor, header.at, `the header states ${header.m} lines, but ${store.count} follow`, {
      hint: "The file may be cut off, or the count in its header is wrong.",
    });
  }
  requireDistinct(cursor, store, n, 0);
  const terms = termsOf(store, n, 1);
  const offset = header?.offset ?? 0;
  return { kind: "quadratic", name: null, domain: domainOf(word), sense: "min", n, ...terms, offset, labels: null };
}

function readHeader(cursor: Cursor, word: "qubo" | "ising"): Header | null {
  const at = cursor.at;
  const found = /^(qubo|ising)(?=\s)/.exec(cursor.text.slice(at, at + 6))?.[1];
  if (found === undefined) return null;
  if (found !== word) {
    fail(cursor, at, `found the header of ${found}-coo, expected that of ${word}-coo`, {
      hint: `Use --format ${found}-coo.`,
    });
  }
  cursor.at += word.length;
  const n = readInteger(cursor, "the number of variables", 1, largestCount(cursor));
  const m = readInteger(cursor, "the number of lines", 0, Number.MAX_SAFE_INTEGER);
  const offset = readNumber(cursor, "the offset (a number)");
  endLine(cursor, `the end of the header line \`${word} n m offset\``);
  return { n, m, offset, at };
}

/** Reads one line into the store and returns its larger index. */
function readEntry(cursor: Cursor, store: EdgeStore, n: number): number {
  const start = cursor.at;
  const i = readInteger(cursor, "the first index, counted from 0,", 0, n - 1);
  const j = readInteger(cursor, "the second index, counted from 0,", 0, n - 1);
  const value = readNumber(cursor, "the value (a number)");
  endLine(cursor, "the end of the line `i j value`");
  appendEdge(store, i, j, value, start);
  return Math.max(i, j);
}

/** Writes the form with a header; a record to be maximised is negated. */
export function* printCoordinates(record: QuadraticRecord, word: "qubo" | "ising"): Generator<string, void, void> {
  requireDomain(record, domainOf(word), `${word}-coo`);
  yield* inPieces(lines(record, word));
}

function* lines(record: QuadraticRecord, word: "qubo" | "ising"): Generator<string, void, void> {
  const factor = senseFactor(record, "min");
  const { n, offset } = record;
  yield `${word} ${n} ${countLinear(record) + pairsOf(record).count} ${factor * offset}\n`;
  yield* linearLines(record, factor, 0);
  yield* pairTexts(record, (i, j, value) => `${i} ${j} ${factor * value}\n`);
}
