/**
 * DIMACS graphs (1993) as colouring files have them: comment lines `c ...`, one line `p edge n m` (also `p col`), lines `e i j`, 1-based and
 * undirected, and perhaps `n i w` with the weight of a vertex. Files list edges in both directions, twice, or count them
 * twice in m: m is information only, and each edge counts once. O(n + m).
 */
import { GroundstateError } from "../errors.ts";
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { addEdge, closeEdges, type EdgeStore, openEdges } from "./edges.ts";
import { inPieces } from "./pieces.ts";
import type { Format, GraphRecord } from "./records.ts";
import {
  atEnd,
  type Cursor,
  endLine,
  fail,
  largestCount,
  openCursor,
  quoted,
  readInteger,
  readNumber,
  roomFor,
  skipBlanks,
  skipLine,
  skipSpace,
} from "./scanner.ts";

const EXTENSIONS = ["col"];
const HEADER = /^p\s+(edge|edges|col)\s+\d+\s+\d+$/;
const BY_CONTENT = 0.9; // files of cliques look the same

export const dimacsCol: Format<GraphRecord> = {
  id: "dimacs-col",
  title: "DIMACS graph (colouring)",
  sources: ["https://mat.tepper.cmu.edu/COLOR/instances.html"],
  kind: "graph",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const { lines } = headLines(head);
    const first = lines.find((line) => line !== "" && !/^c(\s|$)/.test(line));
    const named = endsWithOneOf(fileName, EXTENSIONS);
    if (first !== undefined && HEADER.test(first)) return named ? BY_ENDING_AND_CONTENT : BY_CONTENT;
    return named ? BY_ENDING : 0;
  },
  parse,
  *print(record) {
    if (record.weight.some((weight) => weight !== 1)) {
      throw new GroundstateError("format", "DIMACS graphs have no place for weights of edges.", {
        hint: "Use --format rudy.",
      });
    }
    yield* inPieces(lines(record));
  },
};

interface Reading {
  readonly store: EdgeStore;
  readonly n: number;
  weights: Float64Array | null;
}

function parse(text: string): GraphRecord {
  const cursor = openCursor(text, "a DIMACS graph with a line `p edge n m`");
  let reading: Reading | null = null;
  for (skipSpace(cursor); !atEnd(cursor); skipSpace(cursor)) {
    const start = cursor.at;
    const letter = readWord(cursor);
    if (letter === "c") skipLine(cursor);
    else if (letter === "p" && reading === null) reading = readHeader(cursor);
    else if (letter === "e" && reading !== null) readEdge(cursor, reading, start);
    else if (letter === "n" && reading !== null) readWeight(cursor, reading);
    else {
      const expected =
        reading === null ? "a comment `c` or the line `p edge n m`" : "`e i j`, `n i w` or a comment `c`";
      fail(cursor, start, `a line begins with ${quoted(letter)}, expected ${expected}`);
    }
  }
  if (reading === null) return fail(cursor, cursor.at, "the file ends without a line `p edge n m`");
  const { n, weights } = reading;
  return { kind: "graph", name: null, n, ...closeEdges(reading.store), vertexWeight: weights };
}

function readWord(cursor: Cursor): string {
  const start = cursor.at;
  while (!atEnd(cursor) && !/\s/.test(cursor.text[cursor.at])) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

function readHeader(cursor: Cursor): Reading {
  skipBlanks(cursor);
  const start = cursor.at;
  const what = readWord(cursor);
  if (!["edge", "edges", "col"].includes(what)) fail(cursor, start, `found ${quoted(what)}, expected edge or col`);
  skipBlanks(cursor);
  const n = readInteger(cursor, "the number of vertices", 1, largestCount(cursor));
  skipBlanks(cursor);
  const m = readInteger(cursor, "the number of edges", 0, Number.MAX_SAFE_INTEGER);
  endLine(cursor, "the end of the line `p edge n m`");
  return { store: openEdges(roomFor(cursor, m, 6)), n, weights: null };
}

function readEdge(cursor: Cursor, { store, n }: Reading, start: number): void {
  skipBlanks(cursor);
  const i = readInteger(cursor, "the first vertex of an edge", 1, n);
  skipBlanks(cursor);
  const second = cursor.at;
  const j = readInteger(cursor, "the second vertex of an edge", 1, n);
  if (i === j) fail(cursor, second, `found the loop ${i} ${j}, expected an edge between two different vertices`);
  endLine(cursor, "the end of the edge line `e i j`");
  addEdge(store, i - 1, j - 1, 1, start);
}

function readWeight(cursor: Cursor, reading: Reading): void {
  skipBlanks(cursor);
  const i = readInteger(cursor, "a vertex", 1, reading.n);
  skipBlanks(cursor);
  reading.weights ??= new Float64Array(reading.n).fill(1);
  reading.weights[i - 1] = readNumber(cursor, "the weight of a vertex (a number)");
  endLine(cursor, "the end of the line `n i w`");
}

function* lines({ n, from, to, vertexWeight }: GraphRecord): Generator<string, void, void> {
  yield `p edge ${n} ${from.length}\n`;
  for (let v = 0; vertexWeight !== null && v < n; v++) yield `n ${v + 1} ${vertexWeight[v]}\n`;
  for (let e = 0; e < from.length; e++) yield `e ${from[e] + 1} ${to[e] + 1}\n`;
}
