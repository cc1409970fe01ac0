/** `groundstate penalty FILE`: how results depend on the penalty weights. */
import type { Argv, CommandModule } from "yargs";
import {
  demanded,
  inputOptions,
  parseDuration,
  parseNumber,
  parsePairs,
  parsePath,
  repeated,
  single,
} from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import { UsageError } from "../failure.ts";
import type { PenaltyArguments } from "../penalty.ts";
import { parseSeries } from "../series.ts";

const SERIES = "0.1:2:0.1";

const builder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "instance file, - for stdin",
    })
    .option("weights", {
      type: "string",
      default: SERIES,
      coerce: (given: string | readonly string[]) => parseFractions(demanded(given)),
      describe: "weights as fractions of the proven thresholds: from:to:step, or a list",
      group: "Study:",
    })
    .option("runs", {
      type: "string",
      default: "10",
      coerce: (given: string | readonly string[]) => parseNumber("runs", "positive-integer")(demanded(given)),
      describe: "runs at each weight",
      group: "Study:",
    })
    .option("solver", {
      type: "string",
      default: "annealing",
      coerce: demanded,
      describe: "solver: one that walks through all states, or the penalties do not matter",
      group: "Study:",
    })
    .option("set", {
      type: "string",
      array: true,
      nargs: 1,
      coerce: repeated(parsePairs("set")),
      describe: "solver option as name=value; repeatable",
      group: "Study:",
    })
    .option("work", {
      type: "string",
      coerce: single(parseNumber("work", "positive")),
      describe: "work limit of each run in flips tried; default 200000 without --time",
      group: "Study:",
    })
    .option("time", {
      type: "string",
      coerce: single(parseDuration("time")),
      describe: "time limit of each run, e.g. 100ms",
      group: "Study:",
    })
    .option("seed", {
      type: "string",
      default: "1",
      coerce: (given: string | readonly string[]) => parseNumber("seed", "integer")(demanded(given)),
      describe: "random seed of the first run",
      group: "Study:",
    })
    .option("json", { type: "boolean", describe: "print as JSON", group: "Output:" })
    .option("plot", {
      type: "string",
      coerce: single(parsePath("plot")),
      describe: "draw valid runs and objectives over the weight, in an SVG file or a page (.html)",
      group: "Output:",
    })
    .example(
      "$0 penalty examples/models/facilities.json --plot weights.svg",
      "valid runs and best objective over the weight",
    )
    .example(
      "$0 penalty examples/tsp/mackay-four.json --weights 0.25,0.5,1,1.05,2,10 --runs 20",
      "a few weights, more runs",
    );

function parseFractions(text: string): number[] {
  const found = parseSeries("weights", SERIES)(text);
  if (found.every((fraction) => fraction > 0)) return found;
  throw new UsageError(`--weights is ${JSON.stringify(text)}, expected numbers above 0 such as ${SERIES}`);
}

export function penaltyCommand(context: CommandContext): CommandModule {
  return {
    command: "penalty <file>",
    describe: "valid runs and best objective over the penalty weight, the proven threshold marked",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await (await import("../penalty.ts")).penalty(args as unknown as PenaltyArguments);
    },
  };
}
