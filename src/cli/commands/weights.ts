/** `groundstate weights FILE`: the couplings of an instance's energy, constraints apart from objective. */
import type { Argv, CommandModule } from "yargs";
import { demanded, inputOptions, parseNumber, parsePath, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { WeightsArguments } from "../weights.ts";

const builder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "instance file, - for stdin",
    })
    .option("unit", {
      type: "string",
      coerce: single(String),
      describe: "also the weights between this unit and all others: a label such as 'B,place 1', or an index from 0",
      group: "Weights:",
    })
    .option("part", {
      type: "string",
      choices: ["constraints", "objective", "all"] as const,
      coerce: single(String),
      describe: "only this part of the energy, or all as one; default: the parts beside each other",
      group: "Weights:",
    })
    .option("width", {
      type: "string",
      coerce: single(parseNumber("width", "positive-integer")),
      describe: "units a row in pictures and tables; default: as the model says, else a square",
      group: "Weights:",
    })
    .option("json", { type: "boolean", describe: "print as JSON", group: "Output:" })
    .option("plot", {
      type: "string",
      coerce: single(parsePath("plot")),
      describe: "draw the weights as heat maps, in an SVG file or a page (.html)",
      group: "Output:",
    })
    .example("$0 weights four.json", "how many couplings, how strong, and why")
    .example(
      "$0 weights examples/tsp/mackay-four.json --unit 'B,place 1' --plot weights.svg",
      "figure 42.10 of MacKay (2003): weights for valid tours, weights for short ones",
    );

export function weightsCommand(context: CommandContext): CommandModule {
  return {
    command: "weights <file>",
    describe: "the couplings of an instance's energy as numbers and heat maps, constraints apart from objective",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await (await import("../weights.ts")).weights(args as unknown as WeightsArguments);
    },
  };
}
