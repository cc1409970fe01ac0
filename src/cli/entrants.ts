/** `--solver "tabu tenure=10,20"`: solvers of a comparison with options, each option a list of values: every combination takes part. */
import { optionGrid } from "../compare/grid.ts";
import type { Entrant } from "../compare/study.ts";
import { parsePairs, parseValue } from "./arguments.ts";
import { UsageError } from "./failure.ts";

/** @throws {UsageError} where an option has no name or no value */
export function parseEntrants(text: string): Entrant[] {
  const [solver, ...pairs] = text.trim().split(/\s+/);
  if (solver === "") {
    throw new UsageError(
      `--solver is ${JSON.stringify(text)}, expected a solver such as "tabu" or "tabu tenure=10,20"`,
    );
  }
  const lists: Record<string, unknown[]> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const values = at <= 0 ? [] : splitList(pair.slice(at + 1));
    if (values.length === 0 || values.includes("")) {
      throw new UsageError(
        `--solver ${JSON.stringify(text)}: ${pair} is no option, expected name=value or name=value,value`,
      );
    }
    parsePairs("solver")([pair]); // names that cannot be options
    lists[pair.slice(0, at)] = values.map(parseValue);
  }
  return optionGrid(lists).map((options) => ({ solver, options }));
}

/** Parts between commas that are outside brackets and braces. */
export function splitList(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    if ("[{(".includes(letter)) depth++;
    if ("]})".includes(letter)) depth--;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
