/** `groundstate capacity [PATTERNS]` and `groundstate basins PATTERNS`: how much a memory holds, and how far its memories reach. */
import type { Argv, CommandModule } from "yargs";
import { demanded, parseDuration, parseNumber, parsePath, single } from "../arguments.ts";
import type { BasinsArguments } from "../basins.ts";
import type { CapacityArguments } from "../capacity.ts";
import type { CommandContext } from "../context.ts";
import { parseSeries } from "../series.ts";
import { recallOptions } from "./recall.ts";

function sharedOptions<T>(argv: Argv<T>) {
  return recallOptions(argv)
    .option("dynamics", {
      type: "string",
      coerce: demanded,
      default: "cyclic",
      describe: "how the state moves (groundstate dynamics lists them)",
      group: "Recall:",
    })
    .option("threshold", {
      type: "string",
      coerce: single(parseNumber("threshold", "positive")),
      default: "0.95",
      describe: "overlap from which a pattern counts as recalled",
      group: "Recall:",
    })
    .option("plot", {
      type: "string",
      coerce: single(parsePath("plot")),
      describe: "draw the curves, in an SVG file or a page (.html)",
      group: "Output:",
    });
}

const capacityBuilder = (argv: Argv) =>
  sharedOptions(argv)
    .positional("patterns", {
      type: "string",
      coerce: single(String),
      describe: "pattern file to take random subsets of, - for stdin; left out: random patterns",
    })
    .option("rule", {
      type: "string",
      coerce: single(String),
      describe: "learning rules, a curve each: hebb,pseudo-inverse; default hebb (groundstate rules lists them)",
      group: "Memory:",
    })
    .option("size", {
      type: "string",
      coerce: single(parseNumber("size", "positive-integer")),
      describe: "spins of random patterns, default 1000",
      group: "Measurement:",
    })
    .option("loads", {
      type: "string",
      coerce: single(parseSeries("loads", "0.02:0.2:0.02 or 0.1,0.15,0.2")),
      describe: "patterns a spin, from:to:step or a list; default 0.02:0.2:0.02, or ten steps to the whole file",
      group: "Measurement:",
    })
    .option("noise", {
      type: "string",
      coerce: single(parseNumber("noise", "fraction")),
      default: "0.1",
      describe: "share of spins flipped in each cue",
      group: "Measurement:",
    })
    .option("trials", {
      type: "string",
      coerce: single(parseNumber("trials", "positive-integer")),
      default: "3",
      describe: "independent memories a load",
      group: "Measurement:",
    })
    .option("cues", {
      type: "string",
      coerce: single(parseNumber("cues", "positive-integer")),
      default: "100",
      describe: "cues a trial at most",
      group: "Measurement:",
    })
    .option("time", {
      type: "string",
      coerce: single(parseDuration("time")),
      describe: "stop after this time and keep the loads that are done, e.g. 30s; default: none",
      group: "Measurement:",
    })
    .example(
      "$0 capacity --rule hebb,pseudo-inverse --plot capacity.html",
      "two rules on random patterns of 1000 spins",
    )
    .example("$0 capacity --size 4000 --loads 0.12:0.16:0.005 --trials 5", "Hebb's rule near its limit of 0.138 n")
    .example("$0 capacity --dynamics modern --size 64 --loads 1:20:1 --noise 0.2", "a modern Hopfield network")
    .example("$0 capacity examples/patterns/letters.json --rule hebb,gradient", "random subsets of a file");

const basinsBuilder = (argv: Argv) =>
  sharedOptions(argv)
    .positional("patterns", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "pattern file, - for stdin; .gz is read",
    })
    .option("distances", {
      type: "string",
      coerce: single(parseSeries("distances", "0:0.5:0.05 or 0.1,0.2")),
      describe: "shares of the spins that cues have flipped, default 0:0.5:0.05",
      group: "Measurement:",
    })
    .option("samples", {
      type: "string",
      coerce: single(parseNumber("samples", "positive-integer")),
      default: "100",
      describe: "cues a pattern and distance at most; where there are no more, all of them are asked",
      group: "Measurement:",
    })
    .option("exact", {
      type: "boolean",
      describe: "ask all states at all distances, and give the basins' share of them: up to 20 spins",
      group: "Measurement:",
    })
    .option("limit", {
      type: "string",
      coerce: single(parseNumber("limit", "positive-integer")),
      default: "20",
      describe: "how many patterns to list",
      group: "Output:",
    })
    .example("$0 basins examples/patterns/letters.json --rule pseudo-inverse --plot basins.svg", "basins of letters")
    .example("$0 basins words.patterns --exact", "all 2^n states of a small network");

export function capacityCommands(context: CommandContext): CommandModule[] {
  return [
    {
      command: "capacity [patterns]",
      describe: "overlap against load: how many patterns a memory recalls, by rule, with intervals",
      builder: capacityBuilder as unknown as (argv: Argv) => Argv,
      handler: async (args) => {
        context.exitCode = await (await import("../capacity.ts")).capacity(args as unknown as CapacityArguments);
      },
    },
    {
      command: "basins <patterns>",
      describe: "from how far away each stored pattern is recalled",
      builder: basinsBuilder as unknown as (argv: Argv) => Argv,
      handler: async (args) => {
        context.exitCode = await (await import("../basins.ts")).basins(args as unknown as BasinsArguments);
      },
    },
  ];
}
