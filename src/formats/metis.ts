/**
 * METIS / Chaco graphs (Karypis and Kumar 1998, METIS 5 manual section 4.1): header `n m [fmt [ncon]]`, then one line a
 * vertex with its neighbours, so that every edge stands twice. `%` opens a comment line; a blank line is an isolated
 * vertex. Weights may be any finite numbers here, METIS itself wants positive integers. O(n + m).
 */
import { BY_ENDING, endsWithOneOf, headLines } from "./detection.ts";
import { addNewEdge, closeEdges, type EdgeStore, findEdge, openEdges } from "./edges.ts";
import { inPieces } from "./pieces.ts";
import type { Format, GraphRecord } from "./records.ts";
import {
  atEnd,
  atLineEnd,
  type Cursor,
  endLine,
  fail,
  openCursor,
  placeOf,
  readInteger,
  readNumber,
  roomFor,
  skipBlanks,
  skipComments,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["graph", "metis", "chaco"];

interface Header {
  readonly n: number;
  readonly m: number;
  readonly edgeWeights: boolean;
  readonly vertexWeights: boolean;
  /** Where m stands, for an error about the count. */
  readonly countAt: number;
}

export const metis: Format<GraphRecord> = {
  id: "metis",
  title: "METIS / Chaco graph",
  sources: ["METIS 5.1 manual, section 4.1.1", "https://chriswalshaw.co.uk/partition/"],
  kind: "graph",
  extensions: EXTENSIONS,
  detect,
  parse,
  print,
};

/** Neighbourhood is mutual in a METIS file, so vertices that name each other are strong evidence for one. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  const lines = headLines(head).lines.filter((line) => !line.startsWith("%"));
  const opening = lines.findIndex((line) => line !== "");
  const header = opening < 0 ? null : /^(\d+)\s+\d+(?:\s+([01]{1,3})(?:\s+\d+)?)?$/.exec(lines[opening]);
  if (header === null) return byEnding;
  const n = Number(header[1]);
  const vertexLines = lines.slice(opening + 1, opening + 1 + n);
  if (vertexLines.length === 0 || !vertexLines.every((line) => /^[\d.eE+\s-]*$/.test(line))) return byEnding;
  const { mutual, others } = countMutual(neighbourSets(vertexLines, (header[2] ?? "").padStart(3, "0")), n);
  if (others === 0) return mutual > 0 ? 0.95 : 0.5;
  // A large graph with one damaged line is still a graph.
  return mutual > 9 * others ? 0.6 : byEnding;
}

/** The neighbours (1-based) that each line lists, without its weights. */
function neighbourSets(lines: readonly string[], format: string): Set<number>[] {
  const first = format[1] === "1" ? 1 : 0;
  const step = format[2] === "1" ? 2 : 1;
  return lines.map((line) => {
    const fields = line === "" ? [] : line.split(/\s+/).map(Number);
    return new Set(fields.filter((_, field) => field >= first && (field - first) % step === 0));
  });
}

/** Entries of the lines seen that are answered by the other line, and those that no graph of n vertices can have. */
function countMutual(neighbours: readonly Set<number>[], n: number): { mutual: number; others: number } {
  let mutual = 0;
  let others = 0;
  for (const [v, own] of neighbours.entries()) {
    for (const u of own) {
      if (!(u >= 1 && u <= n) || u === v + 1) others++;
      else if (u > neighbours.length) continue;
      else if (neighbours[u - 1]?.has(v + 1)) mutual++;
      else others++;
    }
  }
  return { mutual, others };
}

function readHeader(cursor: Cursor): Header {
  skipComments(cursor, "%");
  const n = readInteger(cursor, "the number of vertices", 1, Number.MAX_SAFE_INTEGER);
  skipBlanks(cursor);
  const countAt = cursor.at;
  const m = readInteger(cursor, "the number of edges", 0, Number.MAX_SAFE_INTEGER);
  const format = atLineEnd(cursor) ? "000" : readWeightFormat(cursor);
  if (!atLineEnd(cursor)) readConstraintCount(cursor, format[1] === "1");
  endLine(cursor, "the end of the header line `n m [fmt [ncon]]`");
  const room = roomFor(cursor, n, 1);
  if (n > room) fail(cursor, countAt, `the header states ${n} vertices, but at most ${room} lines follow`);
  return { n, m, edgeWeights: format[2] === "1", vertexWeights: format[1] === "1", countAt };
}

function readWeightFormat(cursor: Cursor): string {
  const at = cursor.at;
  const digits = /^[01]{1,3}(?=\s|$)/.exec(cursor.text.slice(at, at + 4))?.[0];
  if (digits === undefined) return unexpected(cursor, at, "fmt (up to three digits 0 or 1)");
  const format = digits.padStart(3, "0");
  if (format[0] === "1") {
    fail(cursor, at, `fmt is ${digits}, which announces vertex sizes, expected a graph without them`, {
      hint: "Drop the sizes from the vertex lines and write fmt with a leading 0.",
    });
  }
  cursor.at = at + digits.length;
  return format;
}

function readConstraintCount(cursor: Cursor, vertexWeights: boolean): void {
  skipBlanks(cursor);
  const at = cursor.at;
  const constraints = readInteger(cursor, "ncon, the number of weights of a vertex", 0, Number.MAX_SAFE_INTEGER);
  if (constraints > 1 || (vertexWeights && constraints === 0)) {
    fail(cursor, at, `ncon is ${constraints}, expected one weight a vertex at most`, {
      hint: "Multi-constraint graphs are not supported: keep one weight a vertex.",
    });
  }
}

function parse(text: string): GraphRecord {
  const cursor = openCursor(text, "a METIS graph");
  const header = readHeader(cursor);
  const { n, m } = header;
  const store = openEdges(roomFor(cursor, m, 4));
  const confirmed: boolean[] = [];
  const vertexWeight = header.vertexWeights ? new Float64Array(n) : null;
  for (let v = 0; v < n; v++) {
    openVertexLine(cursor, v, n);
    if (vertexWeight !== null) vertexWeight[v] = readNumber(cursor, `the weight of vertex ${v + 1} (a number)`);
    while (!atLineEnd(cursor)) readNeighbour(cursor, store, confirmed, header, v);
    cursor.at++;
  }
  closeText(cursor, n);
  checkEdges(cursor, store, confirmed, header);
  const { from, to, weight } = closeEdges(store);
  return { kind: "graph", name: null, n, from, to, weight, vertexWeight };
}

/** Moves to the line of vertex v, over comment lines. The last line may lack its newline, so it may be empty. */
function openVertexLine(cursor: Cursor, v: number, n: number): void {
  const { text } = cursor;
  while (cursor.at <= text.length) {
    skipBlanks(cursor);
    if (text.charCodeAt(cursor.at) !== 37) return;
    const end = text.indexOf("\n", cursor.at);
    cursor.at = end < 0 ? text.length + 1 : end + 1;
  }
  fail(cursor, text.length, `found ${v} vertex lines, expected ${n} as the header states`, {
    hint: "A vertex without neighbours needs a blank line of its own.",
  });
}

function readNeighbour(cursor: Cursor, store: EdgeStore, confirmed: boolean[], header: Header, v: number): void {
  const at = cursor.at;
  const u = readInteger(cursor, "a neighbour", 1, header.n) - 1;
  if (u === v) fail(cursor, at, `vertex ${v + 1} lists itself, expected a graph without loops`);
  const weight = header.edgeWeights ? readNumber(cursor, "the weight of an edge (a number)") : 1;
  if (u > v) return addNewEdge(cursor, store, v, u, weight, at, 1);
  const e = findEdge(store, u, v);
  if (e < 0) fail(cursor, at, `vertex ${v + 1} lists ${u + 1}, but vertex ${u + 1} does not list ${v + 1}`);
  if (confirmed[e]) fail(cursor, at, `vertex ${v + 1} lists ${u + 1} twice, expected each neighbour once`);
  if (store.value[e] !== weight) {
    const { line } = placeOf(cursor.text, store.place[e]);
    fail(cursor, at, `edge ${v + 1} ${u + 1} weighs ${weight}, expected ${store.value[e]} as on line ${line}`);
  }
  confirmed[e] = true;
}

function closeText(cursor: Cursor, n: number): void {
  cursor.at = Math.min(cursor.at, cursor.text.length);
  skipComments(cursor, "%");
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after ${n} vertex lines`);
}

function checkEdges(cursor: Cursor, store: EdgeStore, confirmed: boolean[], header: Header): void {
  for (let e = 0; e < store.count; e++) {
    if (confirmed[e]) continue;
    const [v, u] = [store.from[e] + 1, store.to[e] + 1];
    fail(cursor, store.place[e], `vertex ${v} lists ${u}, but vertex ${u} does not list ${v}`);
  }
  if (store.count === header.m) return;
  fail(cursor, header.countAt, `the header states ${header.m} edges, but the lines hold ${store.count}`, {
    hint: "m counts every undirected edge once.",
  });
}

function* print(record: GraphRecord): Generator<string, void, void> {
  yield* inPieces(vertexLines(record));
}

function* vertexLines({ n, from, to, weight, vertexWeight }: GraphRecord): Generator<string, void, void> {
  const m = from.length;
  // Edges by vertex (counting sort): those of v stand in incident[first[v] .. first[v + 1]).
  const first = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) {
    first[from[e] + 1]++;
    first[to[e] + 1]++;
  }
  for (let v = 0; v < n; v++) first[v + 1] += first[v];
  const next = first.slice(0, n);
  const incident = new Int32Array(2 * m);
  for (let e = 0; e < m; e++) {
    incident[next[from[e]]++] = e;
    incident[next[to[e]]++] = e;
  }
  const weighted = weight.some((w) => w !== 1);
  const format = vertexWeight === null ? (weighted ? " 1" : "") : weighted ? " 11" : " 10";
  yield `${n} ${m}${format}\n`;
  for (let v = 0; v < n; v++) {
    let separator = "";
    if (vertexWeight !== null) {
      yield String(vertexWeight[v]);
      separator = " ";
    }
    for (let k = first[v]; k < first[v + 1]; k++) {
      const e = incident[k];
      const u = from[e] === v ? to[e] : from[e];
      yield weighted ? `${separator}${u + 1} ${weight[e]}` : `${separator}${u + 1}`;
      separator = " ";
    }
    yield "\n";
  }
}
