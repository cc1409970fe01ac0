/**
 * TSPLIB 95 graphs (Reinelt 1995), TYPE HCP: EDGE_DATA_SECTION with pairs `i j` up to -1 (EDGE_LIST), or with rows of a vertex and
 * its neighbours up to -1 each and a last -1 (ADJ_LIST, in which an edge may stand in both rows). 1-based, undirected. O(n + m).
 */
import { GroundstateError } from "../errors.ts";
import { addEdge, addNewEdge, closeEdges, type EdgeStore, type Edges, openEdges } from "./edges.ts";
import { inPieces, oneLine } from "./pieces.ts";
import type { Format, GraphRecord } from "./records.ts";
import {
  type Cursor,
  fail,
  largestCount,
  openCursor,
  placeOf,
  quoted,
  readInteger,
  roomFor,
  skipSpace,
  unexpected,
} from "./scanner.ts";
import {
  detectKind,
  dimensionOf,
  type Keyword,
  type Specification,
  sectionsOf,
  textOf,
  wordOf,
} from "./tsplib-keywords.ts";

const EXTENSIONS = ["hcp"];
const KNOWN = new Set(["NAME", "TYPE", "COMMENT", "DIMENSION", "EDGE_DATA_FORMAT"]);
const END = -1;

export const tsplibHcp: Format<GraphRecord> = {
  id: "tsplib-hcp",
  title: "TSPLIB 95 graph (HCP)",
  sources: ["http://comopt.ifi.uni-heidelberg.de/software/TSPLIB95/tsp95.pdf"],
  kind: "graph",
  extensions: EXTENSIONS,
  detect: detectKind("graph", EXTENSIONS),
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function parse(text: string): GraphRecord {
  const cursor = openCursor(text, "a TSPLIB graph");
  const specification: Specification = new Map();
  let edges: Edges | null = null;
  for (const keyword of sectionsOf(cursor, specification, KNOWN)) {
    if (edges !== null) fail(cursor, keyword.at, `found another section ${quoted(keyword.word)}, expected one`);
    edges = readSection(cursor, specification, keyword);
  }
  if (edges === null) return fail(cursor, cursor.at, "the file ends without EDGE_DATA_SECTION");
  const n = sizeOf(cursor, specification, cursor.at);
  return { kind: "graph", name: textOf(specification, "NAME"), n, ...edges, vertexWeight: null };
}

function sizeOf(cursor: Cursor, specification: Specification, at: number): number {
  const n = dimensionOf(cursor, specification);
  if (n === null) {
    const hint = { hint: "Add a line DIMENSION : n." };
    return fail(cursor, at, "DIMENSION is missing, expected it before the data", hint);
  }
  const most = largestCount(cursor);
  return n <= most ? n : fail(cursor, at, `DIMENSION is ${n}, expected at most ${most} for a text of this length`);
}

function readSection(cursor: Cursor, specification: Specification, { word, at }: Keyword): Edges {
  const type = wordOf(specification, "TYPE");
  if ((type ?? "HCP") !== "HCP") {
    const hint = { hint: "Use --format tsplib for TYPE : TSP and ATSP." };
    fail(cursor, specification.get("TYPE")!.at, `TYPE is ${quoted(type!)}, expected HCP`, hint);
  }
  if (word !== "EDGE_DATA_SECTION") {
    const fixed = "Leaving it out would change the problem: delete the section to solve it without.";
    const hint = word === "FIXED_EDGES_SECTION" ? fixed : "Delete the section if it does not matter.";
    fail(cursor, at, `found ${quoted(word)}, expected EDGE_DATA_SECTION`, { hint });
  }
  const n = sizeOf(cursor, specification, at);
  const store = openEdges(roomFor(cursor, 2 * cursor.text.length, 4));
  const format = wordOf(specification, "EDGE_DATA_FORMAT") ?? "EDGE_LIST";
  if (format === "EDGE_LIST") readPairs(cursor, n, store);
  else if (format === "ADJ_LIST") readRows(cursor, n, store);
  else {
    const message = `EDGE_DATA_FORMAT is ${quoted(format)}, expected EDGE_LIST or ADJ_LIST`;
    fail(cursor, specification.get("EDGE_DATA_FORMAT")!.at, message);
  }
  return closeEdges(store);
}

/** The next vertex, 0-based. Line breaks mean nothing. */
function readVertex(cursor: Cursor, n: number, what: string): number {
  skipSpace(cursor);
  const at = cursor.at;
  if (!/[\d+-]/.test(cursor.text.charAt(at))) unexpected(cursor, at, what);
  return readInteger(cursor, what, 1, n) - 1;
}

/** The same, or -1 for the end of a list. */
function readVertexOrEnd(cursor: Cursor, n: number, what: string): number {
  skipSpace(cursor);
  const { text, at } = cursor;
  if (!text.startsWith("-1", at) || text.charCodeAt(at + 2) > 32) return readVertex(cursor, n, what);
  cursor.at = at + 2;
  return END;
}

function refuseLoop(cursor: Cursor, at: number, i: number, j: number): void {
  if (i === j) fail(cursor, at, `found the loop ${i + 1} ${j + 1}, expected an edge between two different vertices`);
}

function readPairs(cursor: Cursor, n: number, store: EdgeStore): void {
  for (;;) {
    const i = readVertexOrEnd(cursor, n, "the first vertex of an edge, or -1 at the end,");
    if (i === END) return;
    const place = startOfNumber(cursor);
    const j = readVertex(cursor, n, "the second vertex of an edge");
    refuseLoop(cursor, startOfNumber(cursor), i, j);
    addNewEdge(cursor, store, i, j, 1, place, 1);
  }
}

/** Where the number before the cursor begins. */
function startOfNumber({ text, at }: Cursor): number {
  let start = at;
  while (text.charCodeAt(start - 1) > 32) start--;
  return start;
}

/** An edge may stand in the rows of both its vertices, once in each. */
function readRows(cursor: Cursor, n: number, store: EdgeStore): void {
  const both = new Uint8Array(roomFor(cursor, cursor.text.length, 2)); // edges that stand in both rows
  for (;;) {
    const i = readVertexOrEnd(cursor, n, "the vertex of a row, or -1 at the end,");
    if (i === END) return;
    for (;;) {
      const j = readVertexOrEnd(cursor, n, `a neighbour of vertex ${i + 1}, or -1 at the end of its row,`);
      if (j === END) break;
      const at = startOfNumber(cursor);
      refuseLoop(cursor, at, i, j);
      const earlier = addEdge(store, i, j, 1, at);
      if (earlier < 0) continue;
      if (store.from[earlier] === i || both[earlier] === 1) {
        const { line } = placeOf(cursor.text, store.place[earlier]);
        fail(cursor, at, `${j + 1} stands in the row of vertex ${i + 1} already, on line ${line}, expected once`);
      }
      both[earlier] = 1;
    }
  }
}

function* lines({ name, n, from, to, weight, vertexWeight }: GraphRecord): Generator<string, void, void> {
  if (weight.some((value) => value !== 1) || vertexWeight?.some((value) => value !== 1)) {
    const hint = { hint: "Use --format metis." };
    throw new GroundstateError("format", "TSPLIB graphs have no place for weights.", hint);
  }
  if (name !== null) yield `NAME : ${oneLine(name)}\n`;
  yield `TYPE : HCP\nDIMENSION : ${n}\nEDGE_DATA_FORMAT : EDGE_LIST\nEDGE_DATA_SECTION\n`;
  for (let e = 0; e < from.length; e++) yield `${from[e] + 1} ${to[e] + 1}\n`;
  yield "-1\nEOF\n";
}
