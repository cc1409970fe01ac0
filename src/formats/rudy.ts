/**
 * Weighted edge lists as the generator rudy (Rinaldi 1998), Gset and Biq Mac write them: a header line `n m`, sometimes
 * with a third number of no meaning, then m lines `i j w`, 1-based, every edge once. O(n + m).
 */
import { GroundstateError } from "../errors.ts";
import { BY_ENDING, edgeListConfidence, endsWithOneOf } from "./detection.ts";
import { appendEdge, closeEdges, type EdgeStore, openEdges, requireDistinct } from "./edges.ts";
import { inPieces } from "./pieces.ts";
import type { Format, GraphRecord } from "./records.ts";
import {
  atEnd,
  atLineEnd,
  type Cursor,
  endLine,
  fail,
  foundAt,
  largestCount,
  newTriple,
  openCursor,
  readInteger,
  readNumber,
  readPlainTriple,
  roomFor,
  skipBlanks,
  skipSpace,
  type Triple,
} from "./scanner.ts";

const EXTENSIONS = ["rud", "rudy", "mc"];

export const rudy: Format<GraphRecord> = {
  id: "rudy",
  title: "Weighted edge list (rudy, Gset, Biq Mac)",
  sources: ["https://biqmac.aau.at/biqmaclib.html", "https://web.stanford.edu/~yyye/yyye/Gset/"],
  kind: "graph",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    return Math.max(edgeListConfidence(head), endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0);
  },
  parse,
  print,
};

/** Header line `n m`, with an optional third number that means nothing. */
export function readEdgeListHeader(cursor: Cursor): { n: number; m: number } {
  skipSpace(cursor);
  const n = readInteger(cursor, "the number of vertices", 1, largestCount(cursor));
  const m = readInteger(cursor, "the number of edge lines", 0, Number.MAX_SAFE_INTEGER);
  if (!atLineEnd(cursor)) readNumber(cursor, "a third number or the end of the header line `n m`");
  endLine(cursor, "the end of the header line `n m`");
  return { n, m };
}

/** Reads m lines of `line`, then the end of the text. @throws {FormatError} when there are fewer or more */
export function readLines(cursor: Cursor, m: number, what: string, line: () => void): void {
  for (let e = 0; e < m; e++) {
    skipSpace(cursor);
    if (atEnd(cursor)) {
      fail(cursor, cursor.at, `found ${e} ${what}, expected ${m} as the header states`, {
        hint: "The file may be cut off, or the count in its header is wrong.",
      });
    }
    line();
  }
  skipSpace(cursor);
  if (!atEnd(cursor)) {
    fail(cursor, cursor.at, `found ${foundAt(cursor, cursor.at)} after ${m} ${what}, expected the end of the file`, {
      hint: "The count in the header may be too small.",
    });
  }
}

function parse(text: string): GraphRecord {
  const cursor = openCursor(text, "an edge list that opens with a line `n m`");
  const { n, m } = readEdgeListHeader(cursor);
  const store = openEdges(roomFor(cursor, m, 6));
  const triple = newTriple();
  readLines(cursor, m, "edge lines", () => readEdge(cursor, store, n, triple));
  requireDistinct(cursor, store, n, 1);
  const { from, to, weight } = closeEdges(store);
  return { kind: "graph", name: null, n, from, to, weight, vertexWeight: null };
}

function readEdge(cursor: Cursor, store: EdgeStore, n: number, triple: Triple): void {
  const start = cursor.at;
  if (readPlainTriple(cursor, triple)) {
    const [i, j] = triple;
    if (i >= 1 && i <= n && j >= 1 && j <= n && i !== j) return appendEdge(store, i - 1, j - 1, triple[2], start);
    cursor.at = start; // what is wrong is told below
  }
  const i = readInteger(cursor, "the first vertex of an edge", 1, n);
  skipBlanks(cursor);
  const second = cursor.at;
  const j = readInteger(cursor, "the second vertex of an edge", 1, n);
  if (i === j) fail(cursor, second, `found the loop ${i} ${j}, expected an edge between two different vertices`);
  const weight = readNumber(cursor, "the weight of an edge (a number)");
  endLine(cursor, "the end of the edge line `i j w`");
  appendEdge(store, i - 1, j - 1, weight, start);
}

function* print(record: GraphRecord): Generator<string, void, void> {
  if (record.vertexWeight?.some((weight) => weight !== 1)) {
    throw new GroundstateError("format", "rudy has no place for vertex weights.", { hint: "Use --format metis." });
  }
  yield* inPieces(edgeLines(record));
}

function* edgeLines({ n, from, to, weight }: GraphRecord): Generator<string, void, void> {
  yield `${n} ${from.length}\n`;
  for (let e = 0; e < from.length; e++) yield `${from[e] + 1} ${to[e] + 1} ${weight[e]}\n`;
}
