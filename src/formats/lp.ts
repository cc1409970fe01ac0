/**
 * LP files (CPLEX): `Minimize` or `Maximize` an objective, linear or with products in brackets `[ 2 x * y + x ^ 2 ] / 2`; `Subject To`
 * linear constraints; `Bounds`; `Generals`; `Binaries`; `End`. A backslash opens a comment. Every variable must be binary, or an integer
 * with bounds; quadratic constraints and continuous variables are refused. Repeated terms add up. O(characters).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { programLines } from "./lp-print.ts";
import { type Token, tokensOf } from "./lp-tokens.ts";
import { inPieces } from "./pieces.ts";
import {
  addedUp,
  addedUpProducts,
  type LinearTerm,
  openDraft,
  type ProgramDraft,
  type QuadraticTerm,
} from "./program-draft.ts";
import type { Format, IntegerProgramRecord } from "./records.ts";
import { type Cursor, fail, openCursor, quoted, unexpected } from "./scanner.ts";

const EXTENSIONS = ["lp"];
const OPENING = /^(?:\s|\\[^\n]*\n)*(?:minimi[sz]e|maximi[sz]e|minimum|maximum|min|max)\s/i;

export const lp: Format<IntegerProgramRecord> = {
  id: "lp",
  title: "LP file of an integer program",
  sources: ["IBM ILOG CPLEX, LP file format", "https://www.gurobi.com/documentation/current/refman/lp_format.html"],
  kind: "integer-program",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    if (OPENING.test(withoutMark(head))) return 0.95;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  print: (record) => inPieces(programLines(record)),
};

/** The words that are still to be read. */
interface Reader {
  readonly cursor: Cursor;
  readonly draft: ProgramDraft;
  readonly next: Token;
  take(): Token;
}

function openReader(cursor: Cursor): Reader {
  const tokens = tokensOf(cursor);
  const over: Token = { kind: "over", text: "", at: cursor.text.length };
  const advance = (): Token => tokens.next().value ?? over;
  let next = advance();
  return {
    cursor,
    draft: openDraft(cursor),
    get next() {
      return next;
    },
    take() {
      const token = next;
      next = advance();
      return token;
    },
  };
}

const isSign = ({ kind, text }: Token, ...signs: readonly string[]): boolean => kind === "sign" && signs.includes(text);

function refuse({ cursor, next }: Reader, expected: string, hint?: string): never {
  return unexpected(cursor, next.at, expected, hint);
}

function parse(text: string): IntegerProgramRecord {
  const reader = openReader(openCursor(text, "an LP file: `Minimize` or `Maximize`, an objective, `Subject To` ..."));
  const opening = reader.take();
  if (opening.kind !== "section" || !["min", "max"].includes(opening.text)) {
    unexpected(reader.cursor, opening.at, "`Minimize` or `Maximize`");
  }
  if (reader.next.kind === "name") label(reader);
  const { constant, linear, quadratic } = readExpression(reader, true);
  const constraints: Rule[] = [];
  while (reader.next.kind === "section" && reader.next.text !== "end") {
    const { text: section } = reader.take();
    if (section === "rules") readRules(reader, constraints);
    else if (section === "bounds") readBounds(reader);
    else if (section === "integers" || section === "binaries") readKinds(reader, section === "binaries");
    else refuse(reader, "one objective only");
  }
  if (reader.next.kind === "section") reader.take();
  if (reader.next.kind !== "over") refuse(reader, "the end of the file");
  const variables = reader.draft.finish();
  if (variables.length === 0) fail(reader.cursor, 0, "the program has no variable, expected at least one");
  const objective = { constant, linear: addedUp(linear), quadratic: addedUpProducts(quadratic) };
  const sense = opening.text === "min" ? "min" : "max";
  return { kind: "integer-program", name: null, sense, variables, objective, constraints };
}

type Rule = IntegerProgramRecord["constraints"][number];

/** `name :`, if a colon follows the name; else the name is read as a variable of the first term, whose coefficient is 1. */
function label(reader: Reader): string | null {
  const { text: before, at } = reader.next;
  const { text } = reader.cursor;
  if (!/^\s*:/.test(text.slice(at + before.length, at + before.length + 100))) return null;
  reader.take();
  reader.take();
  return before;
}

interface Sum {
  readonly constant: number;
  readonly linear: LinearTerm[];
  readonly quadratic: QuadraticTerm[];
}

/** Terms up to a relation, a section or the end. */
function readExpression(reader: Reader, products: boolean): Sum {
  let constant = 0;
  const linear: LinearTerm[] = [];
  const quadratic: QuadraticTerm[] = [];
  for (let first = true; ; first = false) {
    const { kind } = reader.next;
    if (kind === "section" || kind === "over" || isSign(reader.next, "<=", ">=", "=")) break;
    const sign = readSign(reader);
    if (!first && sign === null) refuse(reader, "+, - or a relation");
    if (isSign(reader.next, "[")) {
      if (!products) refuse(reader, "linear terms", "Products are read in the objective only.");
      for (const [i, j, q] of readBracket(reader)) quadratic.push([i, j, (sign ?? 1) * q]);
      continue;
    }
    const coefficient = (sign ?? 1) * readCoefficient(reader);
    const variable = readName(reader);
    if (variable === null) constant += coefficient;
    else linear.push([variable, coefficient]);
    // Rules of the next line open with a name: it must have a sign to go on here.
    if (reader.next.kind === "name" && labelFollows(reader)) break;
  }
  return { constant, linear, quadratic };
}

const labelFollows = ({ next, cursor }: Reader): boolean =>
  /^\s*:/.test(cursor.text.slice(next.at + next.text.length, next.at + next.text.length + 100));

/** Signs multiply; null when there is none. */
function readSign(reader: Reader): 1 | -1 | null {
  let sign: 1 | -1 | null = null;
  while (isSign(reader.next, "+", "-")) sign = (reader.take().text === "-" ? -1 : 1) * (sign ?? 1) === 1 ? 1 : -1;
  return sign;
}

/** A number, or 1 before a name. */
function readCoefficient(reader: Reader): number {
  if (reader.next.kind === "name") return 1;
  if (reader.next.kind !== "number") refuse(reader, "a number or the name of a variable");
  const { text, at } = reader.take();
  const value = Number(text);
  if (!Number.isFinite(value)) fail(reader.cursor, at, `found ${quoted(text)}, which is beyond the largest double`);
  if (isSign(reader.next, "*")) reader.take();
  return value;
}

/** The variable that a name stands for; null where there is no name, or one that labels the next rule. */
function readName(reader: Reader): number | null {
  if (reader.next.kind !== "name" || labelFollows(reader)) return null;
  const { text, at } = reader.take();
  return reader.draft.variable(text, at);
}

/** `[ terms ] / 2`, each term a product or a square. Coefficients as they count, halved. */
function readBracket(reader: Reader): QuadraticTerm[] {
  reader.take();
  const terms: QuadraticTerm[] = [];
  while (!isSign(reader.next, "]")) {
    const coefficient = (readSign(reader) ?? 1) * readCoefficient(reader);
    const first = readName(reader) ?? refuse(reader, "a variable of a product");
    if (isSign(reader.next, "^")) {
      reader.take();
      if (reader.take().text !== "2") refuse(reader, "the power 2");
      terms.push([first, first, coefficient / 2]);
      continue;
    }
    if (!isSign(reader.next, "*")) refuse(reader, "* and a variable, or ^ 2");
    reader.take();
    terms.push([first, readName(reader) ?? refuse(reader, "the second variable of a product"), coefficient / 2]);
  }
  reader.take();
  if (!isSign(reader.next, "/")) refuse(reader, "/ 2 after the bracket");
  reader.take();
  if (reader.take().text !== "2") refuse(reader, "/ 2 after the bracket");
  return terms;
}

function readRules(reader: Reader, rules: Rule[]): void {
  const names = new Set(rules.map(({ name }) => name));
  while (reader.next.kind !== "section" && reader.next.kind !== "over") {
    const { at } = reader.next;
    const given = reader.next.kind === "name" ? label(reader) : null;
    const rule = readRule(reader);
    const name = given ?? freshName(names, rules.length + 1);
    if (names.has(name)) fail(reader.cursor, at, `found a second constraint ${quoted(name)}, expected different names`);
    names.add(name);
    rules.push({ name, ...rule });
  }
}

function freshName(taken: ReadonlySet<string>, first: number): string {
  let number = first;
  while (taken.has(`c${number}`)) number++;
  return `c${number}`;
}

/** `terms relation number`, `number relation terms`, or `number <= terms <= number`. */
function readRule(reader: Reader): Omit<Rule, "name"> {
  let terms = readExpression(reader, false);
  let [from, to]: [number | null, number | null] = [null, null];
  for (let relations = 0; isSign(reader.next, "<=", ">=", "="); relations++) {
    if (relations === 2) refuse(reader, "the end of the constraint");
    const { text: relation } = reader.take();
    const right = relations === 0 && terms.linear.length === 0 ? readExpression(reader, false) : readBound(reader);
    const value = typeof right === "number" ? right - terms.constant : terms.constant - right.constant;
    const flipped = typeof right !== "number";
    if (flipped) terms = { ...right, constant: right.constant };
    const upper = relation === "=" || (relation === "<=") !== flipped;
    const lower = relation === "=" || (relation === ">=") !== flipped;
    if (upper) to = Math.min(to ?? value, value) + 0;
    if (lower) from = Math.max(from ?? value, value) + 0;
  }
  if (from === null && to === null) refuse(reader, "<=, >= or = and a number");
  return { linear: addedUp(terms.linear), from, to };
}

/** A signed number. */
function readBound(reader: Reader): number {
  const sign = readSign(reader) ?? 1;
  if (reader.next.kind === "name" && /^inf(?:inity)?$/i.test(reader.next.text)) {
    reader.take();
    return sign * Number.POSITIVE_INFINITY;
  }
  if (reader.next.kind !== "number") refuse(reader, "a number", "Write variables on the left.");
  return sign * readCoefficient(reader);
}

/** `x <= 4`, `0 <= x <= 4`, `x = 3`, `x free`. */
function readBounds(reader: Reader): void {
  while (reader.next.kind !== "section" && reader.next.kind !== "over") {
    const before = reader.next.kind === "name" && !/^inf(?:inity)?$/i.test(reader.next.text) ? null : readBound(reader);
    const relation = before === null ? null : readRelation(reader);
    const variable = readName(reader) ?? refuse(reader, "the name of a variable");
    const own = reader.draft.variables[variable];
    if (before !== null && relation !== null)
      setBound(own, relation === "<=" ? ">=" : relation === ">=" ? "<=" : "=", before);
    if (reader.next.kind === "name" && /^free$/i.test(reader.next.text)) {
      reader.take();
      setBound(own, ">=", Number.NEGATIVE_INFINITY);
      setBound(own, "<=", Number.POSITIVE_INFINITY);
    } else if (before === null || isSign(reader.next, "<=", ">=", "=")) {
      setBound(own, readRelation(reader), readBound(reader));
    }
  }
}

function readRelation(reader: Reader): string {
  if (!isSign(reader.next, "<=", ">=", "=")) refuse(reader, "<=, >= or =");
  return reader.take().text;
}

function setBound(variable: { from: number; to: number }, relation: string, value: number): void {
  if (relation !== "<=") variable.from = value;
  if (relation !== ">=") variable.to = value;
}

/** Names of integers or binaries; a binary without bounds of its own runs from 0 to 1. */
function readKinds(reader: Reader, binary: boolean): void {
  while (reader.next.kind === "name") {
    const { text, at } = reader.take();
    const variable = reader.draft.variables[reader.draft.variable(text, at)];
    variable.integer = true;
    if (binary) [variable.from, variable.to] = [Math.max(0, variable.from), Math.min(1, variable.to)];
  }
  if (reader.next.kind !== "section" && reader.next.kind !== "over") refuse(reader, "names of variables");
}
