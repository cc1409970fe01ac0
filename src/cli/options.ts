/** Options and positionals that several commands share, as yargs takes them: what they hold, how they are read, what the help says. */
import type { Argv } from "yargs";
import {
  demanded,
  parseBytes,
  parseDuration,
  parseNumber,
  parsePairs,
  parsePath,
  repeated,
  single,
} from "./arguments.ts";

/** One text, the last given. @param group the heading in the help */
export const textOption = (describe: string, group?: string) =>
  ({ type: "string", coerce: single(String), describe, group }) as const;

/** A text that is always there. */
export const textOptionWith = (standard: string, describe: string, group?: string) =>
  ({ type: "string", coerce: demanded, default: standard, describe, group }) as const;

/** One of a few words. */
export const choiceOptionWith = <C extends string>(
  choices: readonly C[],
  standard: C,
  describe: string,
  group: string,
) => ({ ...textOptionWith(standard, describe, group), choices }) as const;

export const numberOption = (name: string, rule: Parameters<typeof parseNumber>[1], describe: string, group?: string) =>
  ({ type: "string", coerce: single(parseNumber(name, rule)), describe, group }) as const;

/** Seconds. */
export const durationOption = (name: string, describe: string, group?: string) =>
  ({ type: "string", coerce: single(parseDuration(name)), describe, group }) as const;

/** A file name. */
export const pathOption = (name: string, describe: string, group?: string) =>
  ({ type: "string", coerce: single(parsePath(name)), describe, group }) as const;

/** Repeated name=value. @param what "option of the rule" */
export const pairsOption = (name: string, what: string, group: string) =>
  ({
    type: "string",
    array: true,
    nargs: 1,
    coerce: repeated(parsePairs(name)),
    describe: `${what} as name=value; repeatable`,
    group,
  }) as const;

export const seedOption = (group?: string, describe = "random seed") =>
  ({ ...numberOption("seed", "integer", describe, group), default: "1" }) as const;

/** How many rows a report has. @param what "patterns" */
export const limitOption = (what: string) =>
  ({ ...numberOption("limit", "positive-integer", `how many ${what} to list`, "Output:"), default: "20" }) as const;

/** @param what "the findings" */
export const jsonOption = (what?: string) =>
  ({
    type: "boolean",
    describe: what === undefined ? "print as JSON" : `print ${what} as JSON`,
    group: "Output:",
  }) as const;

/** @param what "the weights as heat maps" */
export const plotOption = (what: string) =>
  pathOption("plot", `draw ${what}, in an SVG file or a page (.html)`, "Output:");

export const formatOption = textOption("file format; default: detected from the content", "Input:");

export const memoryOption = {
  type: "string",
  coerce: single(parseBytes("memory")),
  describe: "memory limit, default 2GB",
  group: "Input:",
} as const;

/** A positional that must be given. */
export const required = (describe: string) =>
  ({ type: "string", demandOption: true, coerce: demanded, describe }) as const;

/** FILE, and the options that say how to read it as an instance. */
export const instanceFile = <T>(argv: Argv<T>, describe = "instance file, - for stdin") =>
  instanceOptions(argv.positional("file", required(describe)));

/** How files are read as instances. */
export function instanceOptions<T>(argv: Argv<T>) {
  return argv
    .option("problem", textOption("treat the file as this problem (groundstate problems lists them)", "Input:"))
    .option("format", formatOption)
    .option(
      "instance",
      textOption("which instance of a file of several, by number from 1 or by name; FILE#3 says the same", "Input:"),
    )
    .option(
      "parts",
      numberOption("parts", "positive-integer", "number of parts, communities or cliques, of a graph file", "Input:"),
    )
    .option(
      "imbalance",
      numberOption("imbalance", "fraction", "allowed imbalance, e.g. 0.03 (graph partitioning)", "Input:"),
    )
    .option(
      "colours",
      numberOption("colours", "positive-integer", "use at most so many colours (colouring of a graph file)", "Input:"),
    )
    .option("encoding", {
      ...pairsOption("encoding", "encoding option", "Input:"),
      describe: "encoding option as name=value, e.g. penalty=structural; repeatable",
    })
    .option("memory", memoryOption);
}

/** PATTERNS: a file of patterns that must be given. */
export const patternFile = required("pattern file (JSON, grids of characters, optdigits), - for stdin; .gz is read");
