/**
 * Pictures drawn in characters, for associative memories: blocks of rows, a blank line between blocks, perhaps a line with the
 * label and a colon before a block. All blocks of a file have one shape. `#`, `X`, `x`, `@`, `*`, `1` are on; `.`, `-`, `_`, `0` are off;
 * `?` is unknown, which only cues may hold. O(pixels).
 *
 *     T:
 *     #####
 *     ..#..
 *     ..#..
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces, oneLine } from "./pieces.ts";
import { PIXELS_EXPECTED, pixelCharacter, pixelValue } from "./pixels.ts";
import type { Format, PatternsRecord } from "./records.ts";
import { type Cursor, fail, openCursor, quoted, skipBlanks, skipLine } from "./scanner.ts";

const EXTENSIONS = ["patterns", "pat"];
const PIXELS = /^[#Xx@*1.\-_0?]+$/;
const NUMBERS = /^[+-]?[01]+$/;
const LABEL = /:$/;
const CERTAIN = 0.9;
/** Rows of 0 and 1 may be numbers, one a line, and rows of one character anything. */
const PERHAPS = 0.5;

export const patternGrids: Format<PatternsRecord> = {
  id: "pattern-grids",
  title: "Patterns as grids of characters",
  sources: ["groundstate formats pattern-grids"],
  kind: "patterns",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

/** Lines of pixels and labels only, most rows as long as the first. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const full = headLines(head).lines.filter((line) => line !== "");
  const rows = full.filter((line) => PIXELS.test(line));
  const labels = full.filter((line) => LABEL.test(line)).length;
  if (rows.length === 0 || rows.length + labels < full.length || labels > rows.length) return byEnding ? BY_ENDING : 0;
  if (byEnding) return BY_ENDING_AND_CONTENT;
  const alike = rows.filter((row) => row.length === rows[0].length).length;
  if (2 * alike < rows.length) return 0;
  return rows.every((row) => NUMBERS.test(row) || row.length === 1) ? PERHAPS : CERTAIN;
}

/** A block while it is read. */
interface Block {
  readonly label: string | null;
  readonly values: number[];
  rows: number;
  /** Where it begins in the text. */
  readonly at: number;
}

function parse(text: string): PatternsRecord {
  const cursor = openCursor(text, "patterns as grids of characters");
  const blocks: Block[] = [];
  let columns = 0;
  let open: Block | null = null;
  for (; cursor.at < text.length; skipLine(cursor)) {
    skipBlanks(cursor);
    const line = restOfThisLine(cursor);
    if (line === "") {
      if (open !== null && open.rows > 0) open = null;
    } else if (LABEL.test(line)) {
      if (open !== null && open.rows === 0)
        fail(cursor, cursor.at, `found another label ${quoted(line)}, expected rows of pixels`);
      open = { label: oneLine(line.slice(0, -1)) || null, values: [], rows: 0, at: cursor.at };
      blocks.push(open);
    } else {
      if (open === null) {
        open = { label: null, values: [], rows: 0, at: cursor.at };
        blocks.push(open);
      }
      if (columns === 0) columns = line.length;
      readRow(cursor, line, columns, open.values);
      open.rows++;
    }
  }
  if (open !== null && open.rows === 0) fail(cursor, open.at, "found a label without rows of pixels behind it");
  return { kind: "patterns", rows: checkShapes(cursor, blocks), columns, patterns: blocks.map(finished) };
}

function finished({ label, values }: Block): PatternsRecord["patterns"][number] {
  return { label, values: Int8Array.from(values) };
}

/** What stands on the line from here on, without blanks behind it. */
function restOfThisLine({ text, at }: Cursor): string {
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? text.length : end).replace(/[\t\v\f\r ]+$/, "");
}

function readRow(cursor: Cursor, line: string, columns: number, values: number[]): void {
  for (let k = 0; k < line.length; k++) {
    const value = pixelValue(line.charAt(k));
    if (Number.isNaN(value)) {
      fail(cursor, cursor.at + k, `found ${quoted(line.charAt(k))}, expected ${PIXELS_EXPECTED}`, {
        hint: "A line with a label ends in a colon.",
      });
    }
    values.push(value);
  }
  if (line.length !== columns)
    fail(cursor, cursor.at, `found a row of ${line.length} pixels, expected ${columns}, as in the first row`);
}

/** The number of rows of every block; there is one, for the text is not blank. */
function checkShapes(cursor: Cursor, blocks: readonly Block[]): number {
  const [first] = blocks;
  const other = blocks.find(({ rows }) => rows !== first.rows);
  if (other !== undefined) {
    fail(cursor, other.at, `found a pattern of ${other.rows} rows, expected ${first.rows}, as in the first one`, {
      hint: "A blank line ends a pattern.",
    });
  }
  return first.rows;
}

function* lines({ rows, columns, patterns }: PatternsRecord): Generator<string, void, void> {
  for (const [k, { label, values }] of patterns.entries()) {
    if (k > 0) yield "\n";
    const name = oneLine(label ?? "");
    if (name !== "") yield `${name}:\n`;
    for (let i = 0; i < rows; i++) {
      const row = values.subarray(i * columns, (i + 1) * columns);
      yield `${Array.from(row, pixelCharacter).join("")}\n`;
    }
  }
}
