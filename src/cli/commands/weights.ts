/** `groundstate weights FILE`: the couplings of an instance's energy, constraints apart from objective. */
import type { Argv, CommandModule } from "yargs";
import { single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import { instanceFile, jsonOption, numberOption, plotOption, textOption } from "../options.ts";
import type { WeightsArguments } from "../weights.ts";
import { lazyCommand } from "./lazy.ts";

const builder = (argv: Argv) =>
  instanceFile(argv)
    .option(
      "unit",
      textOption(
        "also the weights between this unit and all others: a label such as 'B,place 1', or an index from 0",
        "Weights:",
      ),
    )
    .option("part", {
      type: "string",
      choices: ["constraints", "objective", "all"] as const,
      coerce: single(String),
      describe: "only this part of the energy, or all as one; default: the parts beside each other",
      group: "Weights:",
    })
    .option(
      "width",
      numberOption(
        "width",
        "positive-integer",
        "units a row in pictures and tables; default: as the model says, else a square",
        "Weights:",
      ),
    )
    .option("json", jsonOption())
    .option("plot", plotOption("the weights as heat maps"))
    .example("$0 weights four.json", "how many couplings, how strong, and why")
    .example(
      "$0 weights examples/tsp/mackay-four.json --unit 'B,place 1' --plot weights.svg",
      "figure 42.10 of MacKay (2003): weights for valid tours, weights for short ones",
    );

export const weightsCommand = (context: CommandContext): CommandModule =>
  lazyCommand<WeightsArguments>(
    context,
    "weights <file>",
    "the couplings of an instance's energy as numbers and heat maps, constraints apart from objective",
    builder,
    async (args) => (await import("../weights.ts")).weights(args),
  );
