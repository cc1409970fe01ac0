/** One data line of each section of an MPS file. */
import type { LinearTerm, ProgramDraft, QuadraticTerm } from "./program-draft.ts";
import { type Cursor, fail, quoted } from "./scanner.ts";

export interface Word {
  readonly text: string;
  readonly at: number;
}

export interface Row {
  readonly name: string;
  readonly type: "N" | "L" | "G" | "E";
  readonly terms: LinearTerm[];
  right: number;
  range: number | null;
}

/** What has been read so far. */
export interface MpsReader {
  readonly cursor: Cursor;
  readonly draft: ProgramDraft;
  name: string | null;
  sense: "min" | "max";
  readonly rows: Row[];
  readonly byName: Map<string, Row>;
  readonly quadratic: QuadraticTerm[];
  /** Between INTORG and INTEND. */
  integer: boolean;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** @param opens whether the line opens the section @throws {FormatError} */
export function readSection(reader: MpsReader, section: string, words: readonly Word[], opens: boolean): void {
  const data = opens ? words.slice(1) : words;
  if (section === "NAME") {
    if (opens) reader.name = data.length === 0 ? null : data.map(({ text }) => text).join(" ");
    else refuse(reader, data[0], "a section such as ROWS");
    return;
  }
  if (section === "OBJSENSE") {
    if (data.length > 0) reader.sense = senseOf(reader, data[0]);
    return;
  }
  if (!READERS.has(section)) {
    refuse(
      reader,
      words[0],
      "one of the sections NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, QUADOBJ, QMATRIX, ENDATA",
    );
  }
  if (!opens) READERS.get(section)!(reader, data);
}

const READERS = new Map<string, (reader: MpsReader, words: readonly Word[]) => void>([
  ["ROWS", readRow],
  ["COLUMNS", readColumn],
  [
    "RHS",
    (reader, words) =>
      readSides(reader, words, (row, value) => {
        row.right = value;
      }),
  ],
  [
    "RANGES",
    (reader, words) =>
      readSides(reader, words, (row, value) => {
        row.range = value;
      }),
  ],
  ["BOUNDS", readBound],
  ["QUADOBJ", (reader, words) => readProduct(reader, words, 1)],
  ["QMATRIX", (reader, words) => readProduct(reader, words, 1 / 2)],
]);

function refuse({ cursor }: MpsReader, { text, at }: Word, expected: string): never {
  return fail(cursor, at, `found ${quoted(text)}, expected ${expected}`);
}

function senseOf(reader: MpsReader, word: Word): "min" | "max" {
  const sense = /^(min|max)/i.exec(word.text)?.[1].toLowerCase();
  return sense === "min" || sense === "max" ? sense : refuse(reader, word, "MIN or MAX");
}

function numberOf(reader: MpsReader, word: Word): number {
  const value = NUMBER.test(word.text) ? Number(word.text) : Number.NaN;
  return Number.isFinite(value) ? value + 0 : refuse(reader, word, "a number");
}

function rowOf(reader: MpsReader, word: Word): Row {
  return reader.byName.get(word.text) ?? refuse(reader, word, "the name of a row");
}

function columnOf(reader: MpsReader, word: Word): number {
  if (!reader.draft.knows(word.text)) refuse(reader, word, "the name of a column");
  return reader.draft.variable(word.text, word.at);
}

function requireCount(reader: MpsReader, words: readonly Word[], counts: readonly number[], what: string): void {
  if (!counts.includes(words.length)) refuse(reader, words[words.length - 1], what);
}

function readRow(reader: MpsReader, words: readonly Word[]): void {
  requireCount(reader, words, [2], "a type and the name of a row");
  const [type, name] = words;
  const kind = type.text.toUpperCase();
  if (kind !== "N" && kind !== "L" && kind !== "G" && kind !== "E") return refuse(reader, type, "N, L, G or E");
  if (reader.byName.has(name.text)) refuse(reader, name, "a row of another name");
  const row: Row = { name: name.text, type: kind, terms: [], right: 0, range: null };
  reader.rows.push(row);
  reader.byName.set(row.name, row);
}

function readColumn(reader: MpsReader, words: readonly Word[]): void {
  if (words[1]?.text === "'MARKER'") {
    reader.integer = words[2]?.text === "'INTORG'";
    return;
  }
  requireCount(reader, words, [3, 5], "a column and one or two pairs of a row and a number");
  const [column, ...pairs] = words;
  const variable = reader.draft.variable(column.text, column.at);
  if (reader.integer) reader.draft.variables[variable].integer = true;
  for (let k = 0; k < pairs.length; k += 2) {
    rowOf(reader, pairs[k]).terms.push([variable, numberOf(reader, pairs[k + 1])]);
  }
}

/** `[set] row number [row number]`. */
function readSides(reader: MpsReader, words: readonly Word[], put: (row: Row, value: number) => void): void {
  requireCount(reader, words, [2, 3, 4, 5], "one or two pairs of a row and a number");
  const pairs = words.length % 2 === 0 ? words : words.slice(1);
  for (let k = 0; k < pairs.length; k += 2) put(rowOf(reader, pairs[k]), numberOf(reader, pairs[k + 1]));
}

/** `type [set] column [number]`. */
function readBound(reader: MpsReader, words: readonly Word[]): void {
  const kind = words[0].text.toUpperCase();
  const bare = ["BV", "FR", "MI", "PL"].includes(kind);
  if (!bare && !["UP", "LO", "FX", "UI", "LI"].includes(kind)) {
    refuse(reader, words[0], "a bound: UP, LO, FX, BV, UI, LI, MI, PL or FR");
  }
  requireCount(reader, words, bare ? [2, 3, 4] : [3, 4], "a bound, a column and a number");
  const named = bare ? (words.length === 2 ? 1 : 2) : words.length - 2;
  const own = reader.draft.variables[columnOf(reader, words[named])];
  if (kind === "BV" || kind === "UI" || kind === "LI") own.integer = true;
  if (bare) {
    if (kind === "FR" || kind === "MI") own.from = Number.NEGATIVE_INFINITY;
    if (kind === "FR" || kind === "PL") own.to = Number.POSITIVE_INFINITY;
    if (kind === "BV") [own.from, own.to] = [0, 1];
    return;
  }
  const value = numberOf(reader, words[words.length - 1]);
  if (kind !== "LO" && kind !== "LI") own.to = value;
  if (kind !== "UP" && kind !== "UI") own.from = value;
}

/** An entry of Q in x'Qx / 2. @param share of an entry off the diagonal: QUADOBJ has one of each pair, QMATRIX both */
function readProduct(reader: MpsReader, words: readonly Word[], share: number): void {
  requireCount(reader, words, [3], "two columns and a number");
  const [i, j] = [columnOf(reader, words[0]), columnOf(reader, words[1])];
  const value = numberOf(reader, words[2]);
  reader.quadratic.push([i, j, i === j ? value / 2 : share * value]);
}
