/** Tables of text for a terminal: columns as wide as their longest cell, names on the left cut where the line would not fit. */
import pc from "picocolors";

/** Shortest that a cut name becomes. */
const LEAST = 12;

/** Rows under a head, two blanks between columns; the first column to the left, the others to the right. No line end after the last. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width = terminalWidth(),
): string {
  const widths = head.map((word, c) => Math.max(word.length, ...rows.map((row) => row[c].length)));
  const rest = widths.slice(1).reduce((sum, column) => sum + column + 2, 0);
  widths[0] = Math.min(widths[0], Math.max(LEAST, width - rest));
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) => (c === 0 ? cut(cell, widths[0]).padEnd(widths[0]) : cell.padStart(widths[c])))
      .join("  ")
      .trimEnd();
  return [pc.dim(line(head)), ...rows.map(line)].join("\n");
}

/** Columns of the terminal; wide where the output goes into a file or a pipe. */
export const terminalWidth = (): number => (process.stdout.isTTY === true ? (process.stdout.columns ?? 80) : 200);

const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);
