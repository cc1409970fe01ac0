/** What is wrong with a document, and where: the field, the line of text, and a caret under the character. */
import { GroundstateError } from "../../../src/errors.ts";
import type { Complaint } from "../../../src/problem.ts";

/** A text of the document. */
export interface Source {
  /** Where it stands, e.g. `subject to[2]`. */
  readonly path: string;
  readonly text: string;
}

/** A refusal that knows its place. `found` and `expected` as in Complaint. */
export class StatementError extends GroundstateError {
  readonly complaint: Complaint;
  constructor(complaint: Complaint) {
    const { path, found, expected, hint } = complaint;
    super("invalid-instance", `${path} is ${found}, expected ${expected}`, hint === undefined ? {} : { hint });
    this.name = "StatementError";
    this.complaint = complaint;
  }
}

const WINDOW = 72; // columns of the text that are shown
const BEFORE = 36;

/** Refuses what stands at a character of a text. @param at index into the text */
export function refuseAt(source: Source, at: number, found: string, expected: string, hint?: string): never {
  const { line, column, text } = placeOf(source.text, at);
  const from = Math.max(0, Math.min(column - BEFORE, text.length - WINDOW));
  const shown = text.slice(from, from + WINDOW);
  const [open, close] = [from > 0 ? "..." : "", from + WINDOW < text.length ? "..." : ""];
  const caret = " ".repeat(open.length + column - from);
  const where = source.text.includes("\n") ? `line ${line}, column ${column + 1}` : `column ${column + 1}`;
  const picture = `\n  ${open}${shown}${close}\n  ${caret}^`;
  throw new StatementError({
    path: source.path,
    found: `${found} in ${where}`,
    expected: `${expected}${picture}`,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Refuses a field that is no text. */
export function refuseField(path: string, found: string, expected: string, hint?: string): never {
  throw new StatementError({ path, found, expected, ...(hint === undefined ? {} : { hint }) });
}

/** Line from 1, column from 0, and the line itself with tabs as single spaces. */
function placeOf(whole: string, at: number): { line: number; column: number; text: string } {
  const before = whole.slice(0, at);
  const start = before.lastIndexOf("\n") + 1;
  const end = whole.indexOf("\n", at);
  const text = whole.slice(start, end < 0 ? whole.length : end).replace(/[\t\r]/g, " ");
  return { line: before.split("\n").length, column: at - start, text };
}
