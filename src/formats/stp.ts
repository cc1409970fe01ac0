/**
 * SteinLib networks (Koch, Martin & Voss 2001): sections Comment, Graph, Terminals and Coordinates between `SECTION name` and `END`, keywords in any
 * case, vertices from 1. Section Presolve is passed over; arcs, roots and other sections, which change the problem, are refused. O(characters).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, NetworkRecord } from "./records.ts";
import {
  atEnd,
  type Cursor,
  endLine,
  fail,
  largestCount,
  openCursor,
  readInteger,
  readNumber,
  restOfLine,
  roomFor,
  skipLine,
  skipSpace,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["stp"];
const MAGIC = "33D32945";
const SHORTEST_EDGE = 8; // `E 1 2 3` and a line end

export const stp: Format<NetworkRecord> = {
  id: "stp",
  title: "SteinLib network with terminals",
  sources: ["Koch, Martin & Voss 2001, SteinLib: an updated library on Steiner tree problems in graphs"],
  kind: "network",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const text = withoutMark(head).trimStart();
    if (text.slice(0, MAGIC.length).toUpperCase() === MAGIC) return 1;
    if (/^section\s+(?:comment|graph|terminals)\b/i.test(text)) return 0.9;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

interface Reading {
  name: string | null;
  n: number;
  readonly from: number[];
  readonly to: number[];
  readonly cost: number[];
  readonly terminals: number[];
  coordinates: (readonly number[])[] | null;
}

const SECTIONS: Readonly<Record<string, (cursor: Cursor, reading: Reading) => void>> = {
  comment: readComment,
  graph: readGraph,
  terminals: readTerminals,
  coordinates: readCoordinates,
  presolve: (cursor) => {
    while (!atEnd(cursor) && peekWord(cursor) !== "end") skipLine(cursor);
    readEnd(cursor, "Presolve");
  },
};

function parse(text: string): NetworkRecord {
  const cursor = openCursor(text, "a SteinLib file");
  const reading: Reading = { name: null, n: 0, from: [], to: [], cost: [], terminals: [], coordinates: null };
  skipSpace(cursor);
  if (peekWord(cursor) === MAGIC.toLowerCase()) skipLine(cursor);
  for (skipSpace(cursor); !atEnd(cursor); skipSpace(cursor)) {
    const start = cursor.at;
    const word = readWord(cursor);
    if (word === "eof") break;
    if (word !== "section") unexpected(cursor, start, "SECTION and its name, or EOF");
    skipSpace(cursor);
    const at = cursor.at;
    const name = readWord(cursor);
    const read = SECTIONS[name];
    if (read === undefined) {
      const known = "Comment, Graph, Terminals, Coordinates or Presolve";
      unexpected(
        cursor,
        at,
        `section ${known}`,
        "Other sections change the problem: leave this one out only if that is meant.",
      );
    }
    read(cursor, reading);
  }
  if (reading.n === 0) fail(cursor, cursor.at, "found no section Graph, expected one with Nodes and Edges");
  return recordOf(reading);
}

function recordOf({ name, n, from, to, cost, terminals, coordinates }: Reading): NetworkRecord {
  return {
    kind: "network",
    name,
    n,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    cost: Float64Array.from(cost),
    terminals,
    coordinates,
  };
}

/** The next word on this line in lower case, without moving. */
function peekWord(cursor: Cursor): string {
  return /^[^\s]*/.exec(cursor.text.slice(cursor.at, cursor.at + 40))![0].toLowerCase();
}

function readWord(cursor: Cursor): string {
  const word = peekWord(cursor);
  if (word === "") unexpected(cursor, cursor.at, "a keyword");
  cursor.at += word.length;
  return word;
}

function readEnd(cursor: Cursor, section: string): void {
  skipSpace(cursor);
  if (peekWord(cursor) !== "end") unexpected(cursor, cursor.at, `END of section ${section}`);
  readWord(cursor);
}

/** The keywords of a section up to its END, each with its place. */
function* keywords(cursor: Cursor, section: string): Generator<{ word: string; at: number }, void, void> {
  for (;;) {
    skipSpace(cursor);
    if (atEnd(cursor) || peekWord(cursor) === "end") return readEnd(cursor, section);
    const at = cursor.at;
    yield { word: readWord(cursor), at };
  }
}

function readComment(cursor: Cursor, reading: Reading): void {
  for (const { word } of keywords(cursor, "Comment")) {
    const rest = restOfLine(cursor);
    const text = rest.replace(/^"(.*)"$/, "$1");
    if (word === "name" && text !== "") reading.name = text;
  }
}

function readGraph(cursor: Cursor, reading: Reading): void {
  let claimed = -1;
  let claimedAt = cursor.at;
  for (const { word, at } of keywords(cursor, "Graph")) {
    if (word === "nodes") {
      reading.n = readInteger(cursor, "the number of vertices", 1, largestCount(cursor));
    } else if (word === "edges") {
      claimed = readInteger(cursor, "the number of edges", 0, Number.MAX_SAFE_INTEGER);
      claimedAt = at;
      if (roomFor(cursor, claimed, SHORTEST_EDGE) < claimed) {
        fail(cursor, at, `found ${claimed} edges announced, but the file is too short for them`);
      }
    } else if (word === "e") readEdge(cursor, reading);
    else if (word === "obstacles" || word === "arcs" || word === "a") {
      unexpected(cursor, at, "edges without a direction (E)", "Networks with arcs or obstacles are another problem.");
    } else unexpected(cursor, at, "Nodes, Edges, E or END");
    endLine(cursor, "the end of the line");
  }
  if (claimed >= 0 && claimed !== reading.from.length) {
    fail(cursor, claimedAt, `found ${reading.from.length} edges, expected ${claimed} as Edges says`);
  }
}

function readEdge(cursor: Cursor, { n, from, to, cost }: Reading): void {
  if (n === 0) unexpected(cursor, cursor.at, "Nodes before the first edge");
  const at = cursor.at;
  from.push(readInteger(cursor, "a vertex", 1, n) - 1);
  to.push(readInteger(cursor, "a vertex", 1, n) - 1);
  skipSpace(cursor);
  const costAt = cursor.at;
  cost.push(readNumber(cursor, "the cost of an edge (a number)"));
  if (cost[cost.length - 1] < 0) fail(cursor, costAt, `found the cost ${cost[cost.length - 1]}, expected 0 or more`);
  if (from[from.length - 1] === to[to.length - 1]) fail(cursor, at, "found a loop, expected two different vertices");
}

function readTerminals(cursor: Cursor, reading: Reading): void {
  let claimed = -1;
  let claimedAt = cursor.at;
  for (const { word, at } of keywords(cursor, "Terminals")) {
    if (word === "terminals") {
      claimed = readInteger(cursor, "the number of terminals", 0, Number.MAX_SAFE_INTEGER);
      claimedAt = at;
    } else if (word === "t") {
      if (reading.n === 0) unexpected(cursor, at, "section Graph before the terminals");
      reading.terminals.push(readInteger(cursor, "a vertex", 1, reading.n) - 1);
    } else unexpected(cursor, at, "Terminals, T or END", "Networks with a root or with prizes are another problem.");
    endLine(cursor, "the end of the line");
  }
  if (claimed >= 0 && claimed !== reading.terminals.length) {
    fail(cursor, claimedAt, `found ${reading.terminals.length} terminals, expected ${claimed} as Terminals says`);
  }
  if (reading.terminals.length === 0) fail(cursor, claimedAt, "found no terminal, expected at least one");
}

const NOWHERE: readonly number[] = [];

function readCoordinates(cursor: Cursor, reading: Reading): void {
  if (reading.n === 0) unexpected(cursor, cursor.at, "section Graph before the coordinates");
  const coordinates = new Array<readonly number[]>(reading.n).fill(NOWHERE);
  for (const { word, at } of keywords(cursor, "Coordinates")) {
    if (word !== "dd")
      unexpected(
        cursor,
        at,
        "DD, a vertex and x, y; or END",
        "Other dimensions cannot be drawn: leave the section out.",
      );
    const vertex = readInteger(cursor, "a vertex", 1, reading.n) - 1;
    coordinates[vertex] = [readNumber(cursor, "x"), readNumber(cursor, "y")];
    endLine(cursor, "the end of the line");
  }
  const lone = coordinates.indexOf(NOWHERE);
  if (lone >= 0)
    fail(cursor, cursor.at, `found no coordinates of vertex ${lone + 1}, expected DD, a vertex and x, y for each`);
  reading.coordinates = coordinates;
}

function* lines({ name, n, from, to, cost, terminals, coordinates }: NetworkRecord): Generator<string, void, void> {
  yield `${MAGIC} STP File, STP Format Version 1.0\n`;
  if (name !== null) yield `\nSECTION Comment\nName "${name}"\nEND\n`;
  yield `\nSECTION Graph\nNodes ${n}\nEdges ${from.length}\n`;
  for (let e = 0; e < from.length; e++) yield `E ${from[e] + 1} ${to[e] + 1} ${cost[e]}\n`;
  if (terminals.length > 0) yield `END\n\nSECTION Terminals\nTerminals ${terminals.length}\n`;
  for (const terminal of terminals) yield `T ${terminal + 1}\n`;
  yield "END\n";
  if (coordinates !== null) {
    yield "\nSECTION Coordinates\n";
    for (const [v, [x, y]] of coordinates.entries()) yield `DD ${v + 1} ${x} ${y}\n`;
    yield "END\n";
  }
  yield "\nEOF\n";
}
