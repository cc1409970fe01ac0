/**
 * Pseudo-Boolean objectives (Roussel and Manquinho, OPB format): `min: c1 term1 c2 term2 ... ;` where a term is one
 * variable xK or a product of two, K from 1. Comment lines open with `*`; the first may state `#variable= n`. What has constraints,
 * longer products or negated variables is read by pseudo-boolean.ts. Repeated terms add up, x x is x. Beyond the standard: decimal coefficients, `max:`,
 * and a comment `* groundstate: offset v` for the constant. O(n + m).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { addEdge, type EdgeStore, openEdges } from "./edges.ts";
import { type Notes, OFFSET_COMMENT, readCoefficient, skipNotes } from "./opb-terms.ts";
import { inPieces } from "./pieces.ts";
import { requireDomain, senseFactor, termsOf } from "./quadratic.ts";
import type { Format, QuadraticRecord } from "./records.ts";
import { atEnd, type Cursor, fail, largestCount, openCursor, skipSpace, unexpected } from "./scanner.ts";

const EXTENSIONS = ["opb", "pbo"];
const OBJECTIVE = /^(?:\s*\*[^\n]*\n)*\s*(?:min|max)\s*:/;
const HEADER = /^(?:\s*\*[^\n]*\n)*?\s*\*[^\n]*#variable=/;
const TERMS_PER_LINE = 16;

export const opb: Format<QuadraticRecord> = {
  id: "opb",
  title: "Pseudo-Boolean quadratic objective",
  sources: ["https://www.cril.univ-artois.fr/PB16/format.pdf"],
  kind: "quadratic",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const text = withoutMark(head);
    if (OBJECTIVE.test(text)) return 1;
    if (HEADER.test(text)) return 0.9;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  print,
};

function parse(text: string): QuadraticRecord {
  const cursor = openCursor(text, "a pseudo-Boolean objective `min: ... ;`");
  const notes: Notes = { variables: null, offset: 0 };
  skipNotes(cursor, notes);
  const sense = readSense(cursor);
  const store = openEdges(8);
  const stated = notes.variables; // before the objective only: a later comment is no header
  const limit = stated ?? largestCount(cursor);
  let n = 0;
  for (skipNotes(cursor, notes); cursor.text.charAt(cursor.at) !== ";"; skipNotes(cursor, notes)) {
    n = Math.max(n, readTerm(cursor, store, limit));
  }
  cursor.at++;
  skipNotes(cursor, notes);
  if (!atEnd(cursor)) {
    unexpected(
      cursor,
      cursor.at,
      "the end of the file after the objective",
      "Files with constraints are read as --format pseudo-boolean.",
    );
  }
  n = stated ?? n;
  if (n === 0) fail(cursor, cursor.at, "the objective has no variable, expected at least one");
  return {
    kind: "quadratic",
    name: null,
    domain: "bit",
    sense,
    n,
    ...termsOf(store, n, 1),
    offset: notes.offset,
    labels: null,
  };
}

function readSense(cursor: Cursor): "min" | "max" {
  const opening = /^(min|max)\s{0,8}:/.exec(cursor.text.slice(cursor.at, cursor.at + 16));
  if (opening === null) {
    return unexpected(
      cursor,
      cursor.at,
      "an objective that opens with `min:`",
      "Files of constraints are read as --format pseudo-boolean.",
    );
  }
  cursor.at += opening[0].length;
  return opening[1] === "min" ? "min" : "max";
}

/** Reads `coefficient x1` or `coefficient x1 x2` and returns the larger variable number. */
function readTerm(cursor: Cursor, store: EdgeStore, limit: number): number {
  if (atEnd(cursor)) unexpected(cursor, cursor.at, "`;` after the last term of the objective");
  const start = cursor.at;
  const coefficient = readCoefficient(cursor);
  const first = readVariable(cursor, limit);
  if (first === 0) unexpected(cursor, cursor.at, "a variable such as x1 after a coefficient");
  const second = readVariable(cursor, limit) || first;
  const third = cursor.at;
  if (readVariable(cursor, limit) > 0) {
    fail(cursor, third, "found a product of more than two variables, expected a quadratic objective", {
      hint: "Files with longer products are read as --format pseudo-boolean.",
    });
  }
  const earlier = addEdge(store, first - 1, second - 1, coefficient, start);
  if (earlier >= 0) {
    store.value[earlier] += coefficient;
    if (!Number.isFinite(store.value[earlier]))
      fail(cursor, start, "the terms of this product add up beyond the largest double");
  }
  return Math.max(first, second);
}

/** Number of the variable xK that comes next, or 0 when none does; moves over it and the blanks behind it. */
function readVariable(cursor: Cursor, limit: number): number {
  const { text } = cursor;
  skipSpace(cursor);
  const start = cursor.at;
  if (text.charCodeAt(start) !== 120) {
    if (/[A-Za-z_~]/.test(text.charAt(start))) {
      unexpected(
        cursor,
        start,
        "a variable named x and a number",
        "Other names are not supported; files with negated variables (~x1) are read as --format pseudo-boolean.",
      );
    }
    return 0;
  }
  let at = start + 1;
  let number = 0;
  for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(++at))
    number = number * 10 + (code - 48);
  const delimiter = text.charCodeAt(at);
  const delimited = !(delimiter > 32) || delimiter === 59;
  if (number < 1 || number > limit || !delimited) unexpected(cursor, start, `a variable from x1 to x${limit}`);
  cursor.at = at;
  skipSpace(cursor);
  return number;
}

function* print(record: QuadraticRecord): Generator<string, void, void> {
  requireDomain(record, "bit", "opb");
  yield* inPieces(terms(record));
}

function* terms(record: QuadraticRecord): Generator<string, void, void> {
  const { n, linear, from, to, value, offset } = record;
  const factor = senseFactor(record, "min");
  const signed = (x: number) => (factor * x < 0 ? String(factor * x) : `+${factor * x}`);
  yield `* #variable= ${n} #constraint= 0\n`;
  if (offset !== 0) yield `${OFFSET_COMMENT}${factor * offset}\n`;
  yield "min:";
  let onLine = 0;
  const separator = () => (onLine++ % TERMS_PER_LINE === 0 ? "\n" : " ");
  for (let i = 0; i < n; i++) if (linear[i] !== 0) yield `${separator()}${signed(linear[i])} x${i + 1}`;
  for (let e = 0; e < from.length; e++) yield `${separator()}${signed(value[e])} x${from[e] + 1} x${to[e] + 1}`;
  yield "\n;\n";
}
