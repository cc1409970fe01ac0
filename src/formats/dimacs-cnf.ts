/**
 * DIMACS formulas in conjunctive normal form (DIMACS challenge 1993): comment lines open with `c`, `p cnf n m` states n variables and m
 * clauses, then each clause is a list of variables from 1, negative where negated, that ends with 0. Line breaks mean nothing.
 * A `%` ends the file, as in SATLIB. O(characters).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { ClausesRecord, Format } from "./records.ts";
import {
  atEnd,
  type Cursor,
  endLine,
  fail,
  largestCount,
  openCursor,
  readInteger,
  roomFor,
  skipBlanks,
  skipComments,
  skipSpace,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["cnf", "dimacs"];
const HEADER = /^(?:\s*c[^\n]*\n)*\s*p\s+cnf\s/;
const SHORTEST_CLAUSE = 2; // a 0 and a blank

export const dimacsCnf: Format<ClausesRecord> = {
  id: "dimacs-cnf",
  title: "DIMACS formula (cnf)",
  sources: ["DIMACS 1993, Satisfiability: suggested format", "Hoos & Stuetzle 2000, SATLIB"],
  kind: "clauses",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    if (HEADER.test(withoutMark(head))) return 1;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  print: (record) => inPieces(lines(record)),
};

function parse(text: string): ClausesRecord {
  const cursor = openCursor(text, "a DIMACS formula: `p cnf variables clauses`");
  skipComments(cursor, "c");
  const header = /^p\s+cnf(?=\s)/.exec(cursor.text.slice(cursor.at, cursor.at + 40));
  if (header === null) unexpected(cursor, cursor.at, "the line `p cnf variables clauses`");
  cursor.at += header[0].length;
  const variables = readInteger(cursor, "the number of variables", 1, largestCount(cursor));
  skipBlanks(cursor);
  const start = cursor.at;
  const count = readInteger(cursor, "the number of clauses", 0, Number.MAX_SAFE_INTEGER);
  endLine(cursor, "the end of the line after the number of clauses");
  if (roomFor(cursor, count, SHORTEST_CLAUSE) < count) {
    fail(cursor, start, `found ${count} clauses, but the file is too short for them`, {
      hint: "The file may be cut off.",
    });
  }
  const clauses: number[][] = [];
  while (more(cursor)) {
    if (clauses.length === count) unexpected(cursor, cursor.at, `the end of the file after ${count} clauses`);
    clauses.push(readClause(cursor, clauses.length + 1, variables));
  }
  if (clauses.length < count)
    unexpected(cursor, cursor.at, `${count} clauses, as the header says, not ${clauses.length}`);
  return { kind: "clauses", variables, clauses };
}

/** Moves to the next clause; false at the end of the text, or at a `%`. */
function more(cursor: Cursor): boolean {
  skipComments(cursor, "c");
  return !atEnd(cursor) && cursor.text.charAt(cursor.at) !== "%";
}

function readClause(cursor: Cursor, number: number, variables: number): number[] {
  const clause: number[] = [];
  for (;;) {
    skipSpace(cursor);
    const literal = readInteger(cursor, `a literal of clause ${number}, or 0 at its end,`, -variables, variables);
    if (literal === 0) return clause;
    clause.push(literal);
  }
}

function* lines({ variables, clauses }: ClausesRecord): Generator<string, void, void> {
  yield `p cnf ${variables} ${clauses.length}\n`;
  for (const clause of clauses) yield `${[...clause, 0].join(" ")}\n`;
}
