/** What OPB files with and without constraints are made of: comments that state things, and coefficients. */
import { type Cursor, endLine, fail, largestCount, readNumber, restOfLine, skipSpace, unexpected } from "./scanner.ts";

export const OFFSET_COMMENT = "* groundstate: offset ";

/** What the comments state: the number of variables if any does, and the constant. */
export interface Notes {
  variables: number | null;
  offset: number;
}

/** Moves over blanks and comment lines and keeps what they state. */
export function skipNotes(cursor: Cursor, notes: Notes): void {
  for (skipSpace(cursor); cursor.text.charCodeAt(cursor.at) === 42; skipSpace(cursor)) {
    const start = cursor.at;
    const lineStart = cursor.text.lastIndexOf("\n", start) + 1;
    if (cursor.text.slice(lineStart, start).trim() !== "") {
      unexpected(
        cursor,
        start,
        "a term or `;`",
        "A product is written with blanks, x1 x2; comments need a line of their own.",
      );
    }
    if (cursor.text.startsWith(OFFSET_COMMENT, start)) {
      cursor.at += OFFSET_COMMENT.length;
      notes.offset = readNumber(cursor, "the offset (a number)");
      endLine(cursor, "the end of the comment with the offset");
      continue;
    }
    const stated = /#variable=\s*(\d+)/.exec(restOfLine(cursor));
    if (stated === null) continue;
    notes.variables = Number(stated[1]);
    if (notes.variables < 1 || notes.variables > largestCount(cursor)) {
      fail(cursor, start, `the comment states ${stated[1]} variables, expected from 1 to ${largestCount(cursor)}`);
    }
  }
}

/** A signed number. */
export function readCoefficient(cursor: Cursor): number {
  const { text } = cursor;
  let sign = 1;
  const opening = text.charCodeAt(cursor.at);
  if ((opening === 43 || opening === 45) && text.charCodeAt(cursor.at + 1) <= 32) {
    // A sign may stand apart from its number.
    sign = opening === 45 ? -1 : 1;
    cursor.at++;
    skipSpace(cursor);
    if (!(text.charCodeAt(cursor.at) >= 46 && text.charCodeAt(cursor.at) <= 57))
      unexpected(cursor, cursor.at, "a coefficient (a number)");
  }
  return sign * readNumber(cursor, "a coefficient (a number)") + 0;
}
