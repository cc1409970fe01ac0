/**
 * A cursor over text, read by character codes: numbers, integers, words and line ends, each with a place for errors.
 * Lines and columns are counted only when an error needs them, so the reading loops carry one integer. Nothing is split
 * into an array of lines. O(characters) time, O(1) memory beside the text.
 */
import { FormatError } from "../errors.ts";

/** A place in a text: `at` is the index of the next character to read. Reading functions move it. */
export interface Cursor {
  readonly text: string;
  at: number;
}

const NEWLINE = 10;
const SHOWN_CHARACTERS = 40; // what an error quotes of the file, at most
const EXACT_DIGITS = 15; // 10^15 - 1 is below 2^53, so the digit loop is exact
/** Sparse formats may name more variables than they list; beyond this many (32 MB of doubles) the text must be as long. */
const SPARE_ITEMS = 2 ** 22;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Starts reading `text` behind a byte order mark, if any. @throws {FormatError} for blank or binary text. */
export function openCursor(text: string, expected: string): Cursor {
  const cursor: Cursor = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0 };
  const nul = text.indexOf("\0");
  if (nul >= 0 || text.charCodeAt(0) === 0x1f) {
    return fail(cursor, Math.max(nul, 0), `found binary data, expected the text of ${expected}`, {
      hint: "If the file is compressed, decompress it first (gunzip).",
    });
  }
  const start = cursor.at;
  skipSpace(cursor);
  if (cursor.at >= text.length) fail(cursor, start, `the text is empty, expected ${expected}`);
  cursor.at = start;
  return cursor;
}

/** 1-based line and column (in UTF-16 units, a byte order mark not counted) of a place. O(place). */
export function placeOf(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let lineStart = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: Math.max(Math.min(at, text.length) - lineStart, 0) + 1 };
}

/** Refuses the text at a place. @throws {FormatError} always */
export function fail(cursor: Cursor, at: number, message: string, options: { hint?: string } = {}): never {
  const { line, column } = placeOf(cursor.text, at);
  throw new FormatError(message, line, column, options);
}

/** The text, quoted on one line and cut to 40 characters. */
export function quoted(text: string): string {
  const cut = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
  return JSON.stringify(cut);
}

/** What stands at a place, in words for an error: a quoted token, the end of the line or the end of the file. */
export function foundAt(cursor: Cursor, at: number): string {
  const { text } = cursor;
  let end = at;
  while (isBlank(text.charCodeAt(end))) end++;
  const start = end;
  while (text.charCodeAt(end) > 32 && end - start <= SHOWN_CHARACTERS) end++;
  if (end > start) return quoted(text.slice(start, end));
  if (start >= text.length) return "the end of the file";
  return text.charCodeAt(start) === NEWLINE ? "the end of the line" : quoted(text.charAt(start));
}

/** Refuses what stands at a place in favour of what was expected. @throws {FormatError} always */
export function unexpected(cursor: Cursor, at: number, expected: string, hint?: string): never {
  return fail(cursor, at, `found ${foundAt(cursor, at)}, expected ${expected}`, hint === undefined ? {} : { hint });
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13 && code !== NEWLINE);
}

/** Moves over blanks, but not over the end of the line. */
export function skipBlanks(cursor: Cursor): void {
  const { text } = cursor;
  let at = cursor.at;
  while (isBlank(text.charCodeAt(at))) at++;
  cursor.at = at;
}

/** Moves over blanks and line ends. */
export function skipSpace(cursor: Cursor): void {
  const { text } = cursor;
  let at = cursor.at;
  let code = text.charCodeAt(at);
  while (code === NEWLINE || isBlank(code)) code = text.charCodeAt(++at);
  cursor.at = at;
}

/** Moves to the start of the next line, or to the end of the text. */
export function skipLine(cursor: Cursor): void {
  const end = cursor.text.indexOf("\n", cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end + 1;
}

/** Moves over blank lines and over lines that open with `mark`. */
export function skipComments(cursor: Cursor, mark: string): void {
  skipSpace(cursor);
  while (cursor.text.startsWith(mark, cursor.at)) {
    skipLine(cursor);
    skipSpace(cursor);
  }
}

export function atEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.text.length;
}

/** Moves over blanks and says whether the line is over. */
export function atLineEnd(cursor: Cursor): boolean {
  skipBlanks(cursor);
  return cursor.at >= cursor.text.length || cursor.text.charCodeAt(cursor.at) === NEWLINE;
}

/** The line must be over here; moves to the next one. @throws {FormatError} when something follows */
export function endLine(cursor: Cursor, expected: string): void {
  if (!atLineEnd(cursor)) unexpected(cursor, cursor.at, expected);
  cursor.at++;
}

/** The rest of the line without surrounding blanks; moves to the start of the next line. */
export function restOfLine(cursor: Cursor): string {
  const start = cursor.at;
  const end = cursor.text.indexOf("\n", start);
  skipLine(cursor);
  return cursor.text.slice(start, end < 0 ? cursor.text.length : end).trim();
}

/** A finite decimal number after blanks on this line; -0 reads as 0. @throws {FormatError} otherwise */
export function readNumber(cursor: Cursor, expected: string): number {
  skipBlanks(cursor);
  const { text } = cursor;
  let at = cursor.at;
  let code = text.charCodeAt(at);
  const negative = code === 45;
  if (negative || code === 43) code = text.charCodeAt(++at);
  const firstDigit = at;
  let value = 0;
  while (code >= 48 && code <= 57) {
    value = value * 10 + (code - 48);
    code = text.charCodeAt(++at);
  }
  const digits = at - firstDigit;
  if (digits > 0 && digits <= EXACT_DIGITS && !(code > 32)) {
    cursor.at = at;
    return negative ? 0 - value : value;
  }
  return readDecimal(cursor, expected);
}

function readDecimal(cursor: Cursor, expected: string): number {
  const { text } = cursor;
  let end = cursor.at;
  while (text.charCodeAt(end) > 32) end++;
  const word = text.slice(cursor.at, end);
  if (!NUMBER.test(word)) unexpected(cursor, cursor.at, expected);
  const value = Number(word);
  if (!Number.isFinite(value)) {
    fail(cursor, cursor.at, `found ${quoted(word)}, which is beyond the largest double, expected ${expected}`);
  }
  cursor.at = end;
  return value + 0;
}

/** An integer from `low` to `high` in plain digits, after blanks on this line. @throws {FormatError} otherwise */
export function readInteger(cursor: Cursor, expected: string, low: number, high: number): number {
  skipBlanks(cursor);
  const { text } = cursor;
  const start = cursor.at;
  let at = start;
  let code = text.charCodeAt(at);
  const negative = code === 45;
  if (negative || code === 43) code = text.charCodeAt(++at);
  const firstDigit = at;
  let value = 0;
  while (code >= 48 && code <= 57) {
    value = value * 10 + (code - 48);
    code = text.charCodeAt(++at);
  }
  if (at === firstDigit || code > 32) unexpected(cursor, start, `${expected} (an integer from ${low} to ${high})`);
  const signed = negative ? 0 - value : value;
  if (signed < low || signed > high) unexpected(cursor, start, `${expected} from ${low} to ${high}`);
  cursor.at = at;
  return signed;
}

/** What `readPlainTriple` read: i, j, value. */
export type Triple = Float64Array & { readonly length: 3 };

export function newTriple(): Triple {
  return new Float64Array(3) as Triple;
}

/**
 * Reads a line `i j value` of plain integers and moves to the next one; false, moving nothing, for a line of any other look, which
 * is then read number by number. Most lines of most large files are plain, and one loop reads them in half the time.
 */
export function readPlainTriple(cursor: Cursor, triple: Triple): boolean {
  const { text } = cursor;
  let at = cursor.at;
  let code = text.charCodeAt(at);
  for (let field = 0; field < 3; field++) {
    const negative = code === 45 && field === 2;
    if (negative) code = text.charCodeAt(++at);
    const first = at;
    let value = 0;
    while (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      code = text.charCodeAt(++at);
    }
    if (at === first || at - first > EXACT_DIGITS) return false;
    triple[field] = negative ? 0 - value : value;
    if (field < 2 && code !== 32 && code !== 9) return false;
    while (code === 32 || code === 9 || code === 13) code = text.charCodeAt(++at);
  }
  if (code !== NEWLINE) return false;
  cursor.at = at + 1;
  return true;
}

/** The largest number of vertices or variables that a sparse text of this length may claim. */
export function largestCount(cursor: Cursor): number {
  return Math.max(SPARE_ITEMS, 4 * cursor.text.length);
}

/** How many of `claimed` items of at least `characters` each (separator included) the rest of the text can hold. */
export function roomFor(cursor: Cursor, claimed: number, characters: number): number {
  return Math.min(claimed, Math.floor((cursor.text.length - cursor.at + 1) / characters));
}
