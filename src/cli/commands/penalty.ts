/** `groundstate penalty FILE`: how results depend on the penalty weights. */
import type { Argv, CommandModule } from "yargs";
import { demanded } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import { UsageError } from "../failure.ts";
import {
  durationOption,
  instanceFile,
  jsonOption,
  numberOption,
  pairsOption,
  plotOption,
  seedOption,
  textOptionWith,
} from "../options.ts";
import type { PenaltyArguments } from "../penalty.ts";
import { parseSeries } from "../series.ts";
import { lazyCommand } from "./lazy.ts";

const SERIES = "0.1:2:0.1";

const builder = (argv: Argv) =>
  instanceFile(argv)
    .option("weights", {
      type: "string",
      default: SERIES,
      coerce: (given: string | readonly string[]) => parseFractions(demanded(given)),
      describe: "weights as fractions of the proven thresholds: from:to:step, or a list",
      group: "Study:",
    })
    .option("runs", { ...numberOption("runs", "positive-integer", "runs at each weight", "Study:"), default: "10" })
    .option(
      "solver",
      textOptionWith(
        "annealing",
        "solver: one that walks through all states, or the penalties do not matter",
        "Study:",
      ),
    )
    .option("set", pairsOption("set", "solver option", "Study:"))
    .option(
      "work",
      numberOption(
        "work",
        "positive",
        "work limit of each run in flips tried; default 200000 without --time",
        "Study:",
      ),
    )
    .option("time", durationOption("time", "time limit of each run, e.g. 100ms", "Study:"))
    .option("seed", seedOption("Study:", "random seed of the first run"))
    .option("json", jsonOption())
    .option("plot", plotOption("valid runs and objectives over the weight"))
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

export const penaltyCommand = (context: CommandContext): CommandModule =>
  lazyCommand<PenaltyArguments>(
    context,
    "penalty <file>",
    "valid runs and best objective over the penalty weight, the proven threshold marked",
    builder,
    async (args) => (await import("../penalty.ts")).penalty(args),
  );
