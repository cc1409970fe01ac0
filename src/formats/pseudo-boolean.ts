/**
 * Pseudo-Boolean programs (Roussel & Manquinho, OPB format): an objective `min: c1 term1 c2 term2 ... ;` or none, and constraints
 * `c1 term1 ... >= b ;` or `= b`. A term is a literal xK or ~xK (1 - xK), or a product of several. Comment lines open with `*`; the first may
 * state `#variable= n #constraint= m`. Beyond the standard: decimal numbers, `<=`, `max:`, and a comment `* groundstate: offset v` for the
 * constant of the objective. Files of a quadratic objective alone are read by opb.ts. O(characters).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { type Notes, OFFSET_COMMENT, readCoefficient, skipNotes } from "./opb-terms.ts";
import { inPieces } from "./pieces.ts";
import type { Format, PseudoBooleanRecord, PseudoBooleanTerm } from "./records.ts";
import { atEnd, type Cursor, fail, largestCount, openCursor, skipSpace, unexpected } from "./scanner.ts";

const EXTENSIONS = ["pbo"];
const COUNTED = /^(?:\s*\*[^\n]*\n)*?\s*\*[^\n]*#constraint=\s*([1-9])/;
const COMMENTS = /^[ \t]*\*[^\n]*(?:\n|$)/gm;
const OBJECTIVE = /^\s*(?:min|max)\s*:/;
/** A negated literal, or a product of three: no quadratic objective has one. */
const RICH = /~x\d|x\d+\s+x\d+\s+x\d/;
const COMPARED = /^([^<>=]*)(?:>=|<=|=)\s*[+-]?\s*[\d.]+\s*$/;
const WORD = /^(?:[+-]|[+-]?[\d.]+(?:[eE][+-]?\d+)?|~?x\d+)$/;
const VARIABLE = /x\d/;

export const pseudoBoolean: Format<PseudoBooleanRecord> = {
  id: "pseudo-boolean",
  title: "Pseudo-Boolean program with constraints (opb)",
  sources: ["https://www.cril.univ-artois.fr/PB16/format.pdf"],
  kind: "pseudo-boolean",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const text = withoutMark(head);
    if (COUNTED.test(text)) return 1;
    const plain = text.replace(COMMENTS, "");
    const end = OBJECTIVE.test(plain) ? plain.indexOf(";") + 1 : 0;
    if (OBJECTIVE.test(plain) && (RICH.test(plain) || (end > 0 && plain.slice(end).trim() !== ""))) return 1;
    if (beginsWithConstraint(plain)) return 0.95;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  print: (record) => inPieces(lines(record)),
};

/** Terms, a comparison, a number and a semicolon. O(characters), whatever they are. */
function beginsWithConstraint(text: string): boolean {
  const end = text.indexOf(";");
  const [, left = ""] = end < 0 ? [] : (COMPARED.exec(text.slice(0, end).trim()) ?? []);
  return (
    VARIABLE.test(left) &&
    left
      .trim()
      .split(/\s+/)
      .every((word) => WORD.test(word))
  );
}

/** A file while it is read. */
interface Reader {
  readonly cursor: Cursor;
  readonly notes: Notes;
  /** No variable has a larger number. */
  limit: number;
  largest: number;
}

function parse(text: string): PseudoBooleanRecord {
  const cursor = openCursor(text, "a pseudo-Boolean program: `min: ... ;` and constraints `... >= 1 ;`");
  const reader: Reader = { cursor, notes: { variables: null, offset: 0 }, limit: largestCount(cursor), largest: 0 };
  skipNotes(cursor, reader.notes);
  const stated = reader.notes.variables; // before all else only: a later comment is no header
  reader.limit = stated ?? reader.limit;
  const opening = /^(min|max)\s{0,8}:/.exec(cursor.text.slice(cursor.at, cursor.at + 16));
  const sense = opening?.[1] === "max" ? "max" : "min";
  let terms: readonly PseudoBooleanTerm[] = [];
  if (opening !== null) {
    cursor.at += opening[0].length;
    terms = readTerms(reader);
    endStatement(reader, "a term or `;` at the end of the objective");
  }
  const constraints: PseudoBooleanRecord["constraints"][number][] = [];
  for (skipNotes(cursor, reader.notes); !atEnd(cursor); skipNotes(cursor, reader.notes))
    constraints.push(readRule(reader));
  const variables = stated ?? reader.largest;
  if (variables === 0) fail(cursor, cursor.at, "the program has no variable, expected at least one");
  const objective = { constant: reader.notes.offset, terms };
  return { kind: "pseudo-boolean", name: null, variables, sense, objective, constraints };
}

function endStatement({ cursor }: Reader, expected: string): void {
  if (cursor.text.charAt(cursor.at) !== ";") unexpected(cursor, cursor.at, expected);
  cursor.at++;
}

/** Terms up to a relation or a semicolon. */
function readTerms(reader: Reader): PseudoBooleanTerm[] {
  const { cursor, notes } = reader;
  const terms: PseudoBooleanTerm[] = [];
  for (skipNotes(cursor, notes); /[\d.+-]/.test(cursor.text.charAt(cursor.at)); skipNotes(cursor, notes)) {
    const coefficient = readCoefficient(cursor);
    const literals: number[] = [];
    for (let literal = readLiteral(reader); literal !== 0; literal = readLiteral(reader)) literals.push(literal);
    if (literals.length === 0) unexpected(cursor, cursor.at, "a variable such as x1 or ~x1 after a coefficient");
    terms.push({ coefficient, literals });
  }
  return terms;
}

function readRule(reader: Reader): PseudoBooleanRecord["constraints"][number] {
  const { cursor } = reader;
  const terms = readTerms(reader);
  const sign = /^(?:>=|<=|=)/.exec(cursor.text.slice(cursor.at, cursor.at + 2))?.[0];
  if (sign === undefined) {
    const hint =
      "A constraint is +1 x1 +2 ~x2 >= 1 ; with a coefficient before every term. Costs of soft ones are not read.";
    return unexpected(cursor, cursor.at, terms.length === 0 ? "a constraint" : "a term, >=, = or <=", hint);
  }
  cursor.at += sign.length;
  const bound = readBound(cursor);
  skipSpace(cursor);
  endStatement(reader, "`;` at the end of the constraint");
  return { terms, relation: sign as ">=" | "=" | "<=", bound };
}

const NUMBER = /([+-]?)\s*((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?=[\s;]|$)/y;

/** A signed number that a semicolon may follow at once. */
function readBound(cursor: Cursor): number {
  skipSpace(cursor);
  NUMBER.lastIndex = cursor.at;
  const [whole = "", sign, digits] = NUMBER.exec(cursor.text) ?? [];
  const bound = sign === "-" ? -Number(digits) : Number(digits);
  if (!Number.isFinite(bound)) unexpected(cursor, cursor.at, "a number behind the relation");
  cursor.at += whole.length;
  return bound + 0;
}

/** K for xK and -K for ~xK, or 0 where none comes next; moves over it and the blanks behind it. */
function readLiteral(reader: Reader): number {
  const { cursor, limit } = reader;
  const { text } = cursor;
  skipSpace(cursor);
  const start = cursor.at;
  if (!/[A-Za-z_~]/.test(text.charAt(start))) return 0;
  const negated = text.charAt(start) === "~";
  let at = start + (negated ? 1 : 0);
  let number = 0;
  if (text.charAt(at) !== "x") unexpected(cursor, start, "a variable named x and a number, perhaps with ~ before it");
  for (let code = text.charCodeAt(++at); code >= 48 && code <= 57; code = text.charCodeAt(++at)) {
    number = number * 10 + (code - 48);
  }
  if (number < 1 || number > limit || /[A-Za-z0-9_*]/.test(text.charAt(at))) {
    unexpected(cursor, start, `a variable from x1 to x${limit}`, "A product is written with blanks: x1 x2.");
  }
  cursor.at = at;
  skipSpace(cursor);
  reader.largest = Math.max(reader.largest, number);
  return negated ? -number : number;
}

const TERMS_PER_LINE = 16;

function* termLines(terms: readonly PseudoBooleanTerm[]): Generator<string, void, void> {
  const written = terms.map(({ coefficient, literals }) => {
    const names = literals.map((literal) => (literal < 0 ? `~x${-literal}` : `x${literal}`));
    return `${coefficient < 0 ? "" : "+"}${coefficient} ${names.join(" ")}`;
  });
  for (let k = 0; k < written.length; k += TERMS_PER_LINE) yield `${written.slice(k, k + TERMS_PER_LINE).join(" ")}\n`;
}

function* lines({ variables, sense, objective, constraints }: PseudoBooleanRecord): Generator<string, void, void> {
  yield `* #variable= ${variables} #constraint= ${constraints.length}\n`;
  if (objective.constant !== 0) yield `${OFFSET_COMMENT}${objective.constant}\n`;
  if (objective.terms.length > 0 || sense === "max") {
    yield `${sense}:\n`;
    yield* termLines(objective.terms);
    yield ";\n";
  }
  for (const { terms, relation, bound } of constraints) {
    yield* termLines(terms);
    yield `${relation} ${bound} ;\n`;
  }
}
