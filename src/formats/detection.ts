/** What format detection looks at: the beginning of a text, line by line, and the ending of a file name. */

/** `Format.detect` gets at least this much of the text, or all of it. */
const HEAD_CHARACTERS = 4096;

/** Confidence when the content fits and only the ending can tell from a format of the same look. */
export const BY_ENDING_AND_CONTENT = 0.96;

/** Confidence for a file name ending alone: enough to choose whose error the user reads, never against content. */
export const BY_ENDING = 0.15;

/** True when the name, a final `.gz` set aside, ends in one of the endings. */
export function endsWithOneOf(fileName: string | null, extensions: readonly string[]): boolean {
  if (fileName === null) return false;
  const name = fileName.toLowerCase().replace(/\.gz$/, "");
  return extensions.some((extension) => name.endsWith(`.${extension}`));
}

export interface Head {
  /** Whole lines, trimmed, blank ones kept; a last line that may be cut off is left out. */
  readonly lines: readonly string[];
  /** True when the lines are certainly all of the text. */
  readonly complete: boolean;
}

/** The lines of the beginning of a text. */
export function headLines(head: string): Head {
  const lines = withoutMark(head)
    .split("\n")
    .map((line) => line.trim());
  const complete = head.length < HEAD_CHARACTERS;
  if (lines.at(-1) === "" || !complete) lines.pop();
  return { lines, complete };
}

/** The text behind a byte order mark. */
export function withoutMark(head: string): string {
  return head.charCodeAt(0) === 0xfeff ? head.slice(1) : head;
}

const TRIPLE = /^\d+\s+\d+\s+[+-]?[\d.][\d.eE+-]*$/;
const ONE_BASED = /^[1-9]\d*\s+[1-9]/;
const HEADER = /^[1-9]\d*\s+\d+(?:\s+\d+)?$/;

/** True for a line `i j value` with unsigned i and j. */
export function isTriple(line: string): boolean {
  return TRIPLE.test(line);
}

/**
 * Confidence that the text is `n m [x]` followed by m triples, as rudy and Biq Mac files are: 0.9 when the count fits,
 * 0.7 when it may or when two fields can only be a header, 0.5 if so but counted from 0 (the error will say it), 0.1
 * when the header fits as a first triple just as well.
 */
export function edgeListConfidence(head: string): number {
  const { lines, complete } = headLines(head);
  const full = lines.filter((line) => line !== "");
  if (full.length === 0 || !HEADER.test(full[0]) || !full.slice(1).every(isTriple)) return 0;
  const header = full[0].split(/\s+/).map(Number);
  const triples = full.length - 1;
  if (!full.slice(1).every((line) => ONE_BASED.test(line))) return header.length === 2 ? 0.5 : 0;
  if (triples === header[1]) return 0.9;
  if (header.length === 2) return triples > 0 || complete ? 0.7 : 0.3;
  return !complete && triples < header[1] ? 0.7 : 0.1;
}
