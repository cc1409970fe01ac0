/** Standard input as a file name, `-`. The parser reads a lone dash as an empty text, so it travels as one no argument can hold. */
export const STDIN = "-";
const CARRIED = "\0-";

/** For the parser. */
export function carryDashes(args: readonly string[]): string[] {
  return args.map((arg) => (arg === STDIN ? CARRIED : arg));
}

/** A value, or a message that quotes values, as the user wrote it. */
export function restoreDashes(text: string): string {
  return text.replaceAll(CARRIED, STDIN);
}

/** What messages call a file. */
export function fileLabel(path: string): string {
  return path === STDIN ? "standard input" : path;
}
