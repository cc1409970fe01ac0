/** Standard input as a file name, `-`. The parser reads a lone dash as an empty text, so it travels as one no argument can hold. */
export const STDIN = "-";
const CARRIED = "\0-";

/** Values of options that the parser would take for flags: negative numbers in scientific notation or with a unit. */
const NEGATIVE_VALUE = /^-\.?\d/;

/** For the parser: lone dashes carried, negative values tied to their option. */
export function carryDashes(args: readonly string[]): string[] {
  const carried: string[] = [];
  for (const arg of args) {
    const option = carried.at(-1);
    if (NEGATIVE_VALUE.test(arg) && option !== undefined && /^--[a-z-]+$/.test(option))
      carried[carried.length - 1] = `${option}=${arg}`;
    else carried.push(arg === STDIN ? CARRIED : arg);
  }
  return carried;
}

/** A value, or a message that quotes values, as the user wrote it. */
export function restoreDashes(text: string): string {
  return text.replaceAll(CARRIED, STDIN);
}

/** What messages call a file. */
export function fileLabel(path: string): string {
  return path === STDIN ? "standard input" : path;
}
