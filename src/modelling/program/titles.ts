/** What messages call constraints. */
import type { Constraint } from "./types.ts";

const LONGEST = 60; // characters of a text

/** What the constraint says in its author's words, to stand behind its name; "" where the name is enough. */
export function aside({ text }: Pick<Constraint, "text">): string {
  if (text === undefined) return "";
  const line = text.replace(/\s+/g, " ");
  return ` (${line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 3)}...`})`;
}
