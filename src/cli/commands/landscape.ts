/** `groundstate landscape FILE`: basins, barriers and exact fates of a small instance's energy. */
import type { Argv, CommandModule } from "yargs";
import { demanded, inputOptions, parseNumber, parsePath, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { LandscapeArguments } from "../landscape.ts";

const builder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "instance file or network, - for stdin; up to 24 variables",
    })
    .option("dynamics", {
      type: "string",
      choices: ["random", "cyclic", "greedy", "synchronous"] as const,
      coerce: demanded,
      default: "random",
      describe:
        "random: a drawn unstable variable flips; cyclic: all in turn; greedy: the steepest flip; synchronous: all at once",
      group: "Landscape:",
    })
    .option("from", {
      type: "string",
      coerce: single(String),
      describe: "also follow this state: a character a variable, such as +-+ or 101, or values with commas",
      group: "Landscape:",
    })
    .option("tolerance", {
      type: "string",
      coerce: single(parseNumber("tolerance", "fraction")),
      describe: "take energies that differ by at most so much for equal; default: what rounding makes",
      group: "Landscape:",
    })
    .option("keep", {
      type: "string",
      coerce: single(parseNumber("keep", "positive-integer")),
      default: "1000",
      describe: "basins in the tree and in the JSON; all are counted",
      group: "Landscape:",
    })
    .option("prefer", {
      type: "string",
      choices: ["lowest", "deepest"] as const,
      coerce: demanded,
      default: "lowest",
      describe: "which basins to keep: of lowest energy, or of the highest escape barrier",
      group: "Landscape:",
    })
    .option("states", {
      type: "string",
      coerce: single(parseNumber("states", "positive-integer")),
      describe: "states in the transition graph: the lowest, or downhill from --from; default 1024 in a picture",
      group: "Landscape:",
    })
    .option("limit", {
      type: "string",
      coerce: single(parseNumber("limit", "positive-integer")),
      default: "20",
      describe: "how many basins to list",
      group: "Output:",
    })
    .option("json", { type: "boolean", describe: "print all findings as JSON", group: "Output:" })
    .option("plot", {
      type: "string",
      coerce: single(parsePath("plot")),
      describe: "draw the landscape, in an SVG file or a page (.html)",
      group: "Output:",
    })
    .option("view", {
      type: "string",
      choices: ["tree", "transitions", "both"] as const,
      coerce: demanded,
      default: "both",
      describe: "what to draw: how basins join over saddles, the flips between states, or both",
      group: "Output:",
    })
    .example("$0 landscape examples/ising/three-neurons.json", "the landscape of three neurons")
    .example(
      "$0 landscape examples/tsp/mackay-four.json --encoding fixFirst=true --plot four.html",
      "tours of four cities: basins, barriers, and which flips lead where",
    )
    .example("$0 landscape network.json --from ++-+-- --dynamics cyclic", "where one state ends");

export function landscapeCommand(context: CommandContext): CommandModule {
  return {
    command: "landscape <file>",
    describe: "basins, saddles and barriers of a small instance's energy, and exactly where dynamics ends",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await (await import("../landscape.ts")).landscape(args as unknown as LandscapeArguments);
    },
  };
}
