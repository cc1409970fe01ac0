/**
 * The outer shape of a TSPLIB 95 file (Reinelt 1995): `KEYWORD : value` lines, then sections that a bare keyword opens.
 * Shared by instances (tsplib.ts), graphs (tsplib-hcp.ts) and tours (tsplib-tour.ts).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { type Cursor, fail, quoted, readInteger, restOfLine, skipBlanks, skipSpace, unexpected } from "./scanner.ts";

export interface Keyword {
  readonly word: string;
  readonly at: number;
}

/** The value of a specification line and where it stands. */
interface Value {
  readonly text: string;
  readonly at: number;
}

export type Specification = Map<string, Value>;

const KNOWN: ReadonlySet<string> = new Set([
  "NAME",
  "TYPE",
  "COMMENT",
  "DIMENSION",
  "EDGE_WEIGHT_TYPE",
  "EDGE_WEIGHT_FORMAT",
  "NODE_COORD_TYPE",
  "DISPLAY_DATA_TYPE",
]);

// Blanks, not \s: over many blank lines ^\s* would try every one of them from every line.
const OPENING = new RegExp(
  `^[ \\t]*(?:(?:${[...KNOWN].join("|")}|EDGE_DATA_FORMAT)[ \\t]*:|(?:NODE_COORD|EDGE_WEIGHT|EDGE_DATA|DEMAND|TOUR)_SECTION[ \\t]*:?[ \\t\\r]*$)`,
  "im",
);
/** Keywords of vehicle routes besides. */
export const ROUTING: ReadonlySet<string> = new Set([...KNOWN, "CAPACITY", "VEHICLES"]);

const VEHICLES = /^[ \t]*(?:TYPE[ \t]*:[ \t]*A?CVRP\b|DEMAND_SECTION[ \t]*:?[ \t\r]*$)/im;
const GRAPH = /^[ \t]*(?:TYPE[ \t]*:[ \t]*HCP\b|EDGE_DATA_FORMAT[ \t]*:|EDGE_DATA_SECTION[ \t]*:?[ \t\r]*$)/im;
const TOUR = /^[ \t]*(?:TYPE[ \t]*:[ \t]*TOUR\b|TOUR_SECTION[ \t]*:?[ \t\r]*$)/im;

/** What the beginning of a text says: a TSPLIB tour, vehicle routes, a graph, another TSPLIB file, or none of them. */
function tsplibKind(head: string): "tour" | "routing" | "graph" | "problem" | null {
  const text = withoutMark(head);
  if (!/^\s*[A-Za-z]/.test(text) || !OPENING.test(text)) return null;
  if (VEHICLES.test(text)) return "routing";
  if (TOUR.test(text)) return "tour";
  return GRAPH.test(text) ? "graph" : "problem";
}

/** `detect` of the format that reads one of the kinds. */
export const detectKind =
  (kind: ReturnType<typeof tsplibKind>, extensions: readonly string[]) =>
  (head: string, fileName: string | null): number => {
    if (tsplibKind(head) === kind) return 1;
    return endsWithOneOf(fileName, extensions) ? BY_ENDING : 0;
  };

/**
 * The keywords that open sections, one after the other: who takes one reads the section too. Lines of specification between them go into
 * `specification`.
 */
export function* sectionsOf(
  cursor: Cursor,
  specification: Specification,
  known: ReadonlySet<string> = KNOWN,
): Generator<Keyword, void, void> {
  for (let keyword = readKeyword(cursor); keyword !== null; keyword = readKeyword(cursor)) {
    if (keyword.word.endsWith("_SECTION")) yield keyword;
    else readValue(cursor, specification, keyword, known);
  }
}

/** The next keyword and the colon behind it, or null at the end of the text or at EOF. */
function readKeyword(cursor: Cursor): Keyword | null {
  skipSpace(cursor);
  const { text, at } = cursor;
  if (at >= text.length) return null;
  let end = at;
  while (/[A-Za-z0-9_]/.test(text.charAt(end)) && end - at < 64) end++;
  const word = text.slice(at, end).toUpperCase();
  if (!/^[A-Z]/.test(word)) unexpected(cursor, at, "a keyword such as DIMENSION or NODE_COORD_SECTION");
  if (word === "EOF") return null;
  cursor.at = end;
  skipBlanks(cursor);
  if (text.charAt(cursor.at) === ":") cursor.at++;
  return { word, at };
}

/** Reads the value of a specification line. COMMENT may be repeated and then has several lines. */
function readValue(
  cursor: Cursor,
  specification: Specification,
  { word, at }: Keyword,
  known: ReadonlySet<string>,
): void {
  if (!known.has(word)) {
    fail(cursor, at, `found the keyword ${quoted(word)}, expected one of ${[...known].join(", ")} or a section`, {
      hint: "It may change the problem, so it is not passed over: delete the line if it does not matter.",
    });
  }
  skipBlanks(cursor);
  const valueAt = cursor.at;
  const value = restOfLine(cursor);
  const earlier = specification.get(word);
  if (earlier !== undefined && word !== "COMMENT") {
    fail(cursor, at, `found a second ${word}, expected one (the first is ${quoted(earlier.text)})`);
  }
  specification.set(word, { text: earlier === undefined ? value : `${earlier.text}\n${value}`, at: valueAt });
}

/** Text of NAME or COMMENT, or null when it is missing or blank. */
export function textOf(specification: Specification, word: string): string | null {
  return specification.get(word)?.text.trim() || null;
}

/** First word of a value in capitals (some files add remarks behind it), or null when the keyword is missing. */
export function wordOf(specification: Specification, word: string): string | null {
  return specification.get(word)?.text.split(/\s/, 1)[0].toUpperCase() ?? null;
}

/** DIMENSION, or null when it is missing. @throws {FormatError} unless it is a positive integer */
export function dimensionOf(cursor: Cursor, specification: Specification): number | null {
  return integerOf(cursor, specification, "DIMENSION", 1);
}

/** The integer, at least `low`, of a keyword, or null when it is missing. @throws {FormatError} for other values */
export function integerOf(cursor: Cursor, specification: Specification, word: string, low: number): number | null {
  const value = specification.get(word);
  if (value === undefined) return null;
  return readInteger({ text: cursor.text, at: value.at }, word, low, Number.MAX_SAFE_INTEGER);
}
