/** `groundstate capacity [PATTERNS]` and `groundstate basins PATTERNS`: how much a memory holds, and how far its memories reach. */
import type { Argv, CommandModule } from "yargs";
import { single } from "../arguments.ts";
import type { BasinsArguments } from "../basins.ts";
import type { CapacityArguments } from "../capacity.ts";
import type { CommandContext } from "../context.ts";
import {
  durationOption,
  limitOption,
  numberOption,
  plotOption,
  required,
  textOption,
  textOptionWith,
} from "../options.ts";
import { parseSeries } from "../series.ts";
import { lazyCommand } from "./lazy.ts";
import { recallOptions } from "./recall.ts";

function sharedOptions<T>(argv: Argv<T>) {
  return recallOptions(argv)
    .option("dynamics", textOptionWith("cyclic", "how the state moves (groundstate dynamics lists them)", "Recall:"))
    .option("threshold", {
      ...numberOption("threshold", "positive", "overlap from which a pattern counts as recalled", "Recall:"),
      default: "0.95",
    })
    .option("plot", plotOption("the curves"));
}

const capacityBuilder = (argv: Argv) =>
  sharedOptions(argv)
    .positional("patterns", {
      type: "string",
      coerce: single(String),
      describe: "pattern file to take random subsets of, - for stdin; left out: random patterns",
    })
    .option(
      "rule",
      textOption(
        "learning rules, a curve each: hebb,pseudo-inverse; default hebb (groundstate rules lists them)",
        "Memory:",
      ),
    )
    .option("size", numberOption("size", "positive-integer", "spins of random patterns, default 1000", "Measurement:"))
    .option("loads", {
      type: "string",
      coerce: single(parseSeries("loads", "0.02:0.2:0.02 or 0.1,0.15,0.2")),
      describe: "patterns a spin, from:to:step or a list; default 0.02:0.2:0.02, or ten steps to the whole file",
      group: "Measurement:",
    })
    .option("noise", {
      ...numberOption("noise", "fraction", "share of spins flipped in each cue", "Measurement:"),
      default: "0.1",
    })
    .option("trials", {
      ...numberOption("trials", "positive-integer", "independent memories a load", "Measurement:"),
      default: "3",
    })
    .option("cues", {
      ...numberOption("cues", "positive-integer", "cues a trial at most", "Measurement:"),
      default: "100",
    })
    .option(
      "time",
      durationOption(
        "time",
        "stop after this time and keep the loads that are done, e.g. 30s; default: none",
        "Measurement:",
      ),
    )
    .example(
      "$0 capacity --rule hebb,pseudo-inverse --plot capacity.html",
      "two rules on random patterns of 1000 spins",
    )
    .example("$0 capacity --size 4000 --loads 0.12:0.16:0.005 --trials 5", "Hebb's rule near its limit of 0.138 n")
    .example("$0 capacity --dynamics modern --size 64 --loads 1:20:1 --noise 0.2", "a modern Hopfield network")
    .example("$0 capacity examples/patterns/letters.json --rule hebb,gradient", "random subsets of a file");

const basinsBuilder = (argv: Argv) =>
  sharedOptions(argv)
    .positional("patterns", required("pattern file, - for stdin; .gz is read"))
    .option("distances", {
      type: "string",
      coerce: single(parseSeries("distances", "0:0.5:0.05 or 0.1,0.2")),
      describe: "shares of the spins that cues have flipped, default 0:0.5:0.05",
      group: "Measurement:",
    })
    .option("samples", {
      ...numberOption(
        "samples",
        "positive-integer",
        "cues a pattern and distance at most; where there are no more, all of them are asked",
        "Measurement:",
      ),
      default: "100",
    })
    .option("exact", {
      type: "boolean",
      describe: "ask all states at all distances, and give the basins' share of them: up to 20 spins",
      group: "Measurement:",
    })
    .option("limit", limitOption("patterns"))
    .example("$0 basins examples/patterns/letters.json --rule pseudo-inverse --plot basins.svg", "basins of letters")
    .example("$0 basins words.patterns --exact", "all 2^n states of a small network");

export function capacityCommands(context: CommandContext): CommandModule[] {
  return [
    lazyCommand<CapacityArguments>(
      context,
      "capacity [patterns]",
      "overlap against load: how many patterns a memory recalls, by rule, with intervals",
      capacityBuilder,
      async (args) => (await import("../capacity.ts")).capacity(args),
    ),
    lazyCommand<BasinsArguments>(
      context,
      "basins <patterns>",
      "from how far away each stored pattern is recalled",
      basinsBuilder,
      async (args) => (await import("../basins.ts")).basins(args),
    ),
  ];
}
