/**
 * A walk over JSON text (RFC 8259) that knows places: the first malformed character, the first number that is no finite
 * double, and where the value of a path stands. JSON.parse gives values but, depending on the engine, no place.
 * One pass without recursion, O(characters); deeper nesting than 512 is refused, so that later recursion is safe.
 */
import { type Cursor, fail, foundAt, openCursor, quoted, skipSpace, unexpected } from "./scanner.ts";

const DEEPEST = 512; // far beyond any instance, far below what a recursive walk can hold
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Parses JSON text. @throws {FormatError} with the place, also for numbers beyond the doubles (1e400) */
export function parseJson(text: string): unknown {
  const cursor = openCursor(text, "a JSON document");
  checkJson(cursor);
  return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}

function checkJson(cursor: Cursor): void {
  const open: ("{" | "[")[] = [];
  const keys: Set<string>[] = []; // one for each open object
  for (;;) {
    // A value opens here; an opening bracket asks for another one, anything else is closed at once.
    skipSpace(cursor);
    const bracket = cursor.text.charAt(cursor.at);
    if (bracket === "{" || bracket === "[") {
      if (open.length === DEEPEST)
        fail(cursor, cursor.at, `found nesting deeper than ${DEEPEST}, expected a flatter document`);
      cursor.at++;
      skipSpace(cursor);
      if (cursor.text.charAt(cursor.at) !== (bracket === "{" ? "}" : "]")) {
        open.push(bracket);
        if (bracket === "{") {
          keys.push(new Set());
          checkKey(cursor, keys);
        }
        continue;
      }
      cursor.at++;
    } else {
      checkScalar(cursor);
    }
    if (!nextValue(cursor, open, keys)) break;
  }
  skipSpace(cursor);
  if (cursor.at < cursor.text.length) unexpected(cursor, cursor.at, "the end of the file after the JSON document");
}

/** Behind a value: closes brackets and moves to the next value, or says that the document is over. */
function nextValue(cursor: Cursor, open: ("{" | "[")[], keys: Set<string>[]): boolean {
  while (open.length > 0) {
    skipSpace(cursor);
    const innermost = open[open.length - 1];
    const close = innermost === "{" ? "}" : "]";
    const found = cursor.text.charAt(cursor.at);
    if (found !== "," && found !== close) unexpected(cursor, cursor.at, `"," or "${close}"`);
    cursor.at++;
    if (found === ",") {
      if (innermost === "{") checkKey(cursor, keys);
      return true;
    }
    if (open.pop() === "{") keys.pop();
  }
  return false;
}

/** A parser would take the last of two values under one key, and say nothing. */
function checkKey(cursor: Cursor, keys: Set<string>[]): void {
  skipSpace(cursor);
  const { at } = cursor;
  if (cursor.text.charAt(at) !== '"') unexpected(cursor, at, "a key in double quotes");
  checkString(cursor);
  const quotedKey = cursor.text.slice(at, cursor.at);
  const key = quotedKey.includes("\\") ? (JSON.parse(quotedKey) as string) : quotedKey.slice(1, -1);
  const known = keys[keys.length - 1];
  if (known.has(key)) fail(cursor, at, `found the key ${quoted(key)} again, expected each key of an object once`);
  known.add(key);
  skipSpace(cursor);
  if (cursor.text.charAt(cursor.at) !== ":") unexpected(cursor, cursor.at, '":" after a key');
  cursor.at++;
}

function checkScalar(cursor: Cursor): void {
  const { text, at } = cursor;
  const code = text.charCodeAt(at);
  if (code === 34) return checkString(cursor);
  const token = code === 45 || (code >= 48 && code <= 57) ? NUMBER : WORD;
  token.lastIndex = at;
  const found = token.exec(text)?.[0];
  if (found === undefined) {
    const word = /^(?:NaN|-?Infinity)/.test(text.slice(at, at + 9));
    return unexpected(
      cursor,
      at,
      "a JSON value",
      word ? "JSON has no NaN or Infinity: use null or leave the field out." : undefined,
    );
  }
  if (token === NUMBER && !Number.isFinite(Number(found))) {
    fail(cursor, at, `found ${foundAt(cursor, at)}, which is beyond the largest double, expected a finite number`);
  }
  cursor.at = at + found.length;
}

function checkString(cursor: Cursor): void {
  const { text, at: start } = cursor;
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== 34; code = text.charCodeAt(at)) {
    if (at >= text.length) fail(cursor, start, 'found a string without end, expected a closing "');
    if (code < 32) unexpected(cursor, at, "no line end or control character within a string");
    if (code !== 92) {
      at++;
      continue;
    }
    ESCAPE.lastIndex = at;
    const escaped = ESCAPE.exec(text);
    if (escaped === null) return unexpected(cursor, at, 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX');
    at += escaped[0].length;
  }
  cursor.at = at + 1;
}

/** Index where the value under a path begins in valid JSON text, or that of its innermost ancestor present. */
export function findValue(text: string, path: readonly (string | number)[]): number {
  const cursor: Cursor = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0 };
  skipSpace(cursor);
  for (const step of path) {
    const found = typeof step === "string" ? findMember(text, cursor.at, step) : findElement(text, cursor.at, step);
    if (found < 0) break;
    cursor.at = found;
  }
  return cursor.at;
}

/** Where the last member of that key has its value (as JSON.parse takes it), or -1. */
function findMember(text: string, at: number, key: string): number {
  if (text.charAt(at) !== "{") return -1;
  const cursor: Cursor = { text, at: at + 1 };
  let found = -1;
  for (skipSpace(cursor); text.charAt(cursor.at) !== "}"; skipSpace(cursor)) {
    const keyAt = cursor.at;
    skipValue(cursor);
    const name: unknown = JSON.parse(text.slice(keyAt, cursor.at));
    skipSpace(cursor);
    cursor.at++;
    skipSpace(cursor);
    if (name === key) found = cursor.at;
    skipValue(cursor);
    skipSpace(cursor);
    if (text.charAt(cursor.at) === ",") cursor.at++;
  }
  return found;
}

function findElement(text: string, at: number, index: number): number {
  if (text.charAt(at) !== "[") return -1;
  const cursor: Cursor = { text, at: at + 1 };
  skipSpace(cursor);
  for (let k = 0; k < index && text.charAt(cursor.at) !== "]"; k++) {
    skipValue(cursor);
    skipSpace(cursor);
    if (text.charAt(cursor.at) === ",") cursor.at++;
    skipSpace(cursor);
  }
  return text.charAt(cursor.at) === "]" ? -1 : cursor.at;
}

/** Moves over one value of valid JSON text. */
function skipValue(cursor: Cursor): void {
  const { text } = cursor;
  let depth = 0;
  do {
    const code = text.charCodeAt(cursor.at);
    if (code === 34) checkString(cursor);
    else {
      if (code === 91 || code === 123) depth++;
      else if (code === 93 || code === 125) depth--;
      cursor.at++;
      // Outside brackets a number or word runs to the next separator.
      if (depth === 0 && code !== 93 && code !== 125) while (/[^\s,:\]}]/.test(text.charAt(cursor.at))) cursor.at++;
    }
  } while (depth > 0 && cursor.at < text.length);
}
