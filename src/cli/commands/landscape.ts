/** `groundstate landscape FILE`: basins, barriers and exact fates of a small instance's energy. */
import type { Argv, CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import type { LandscapeArguments } from "../landscape.ts";
import {
  choiceOptionWith,
  instanceFile,
  jsonOption,
  limitOption,
  numberOption,
  plotOption,
  textOption,
} from "../options.ts";
import { lazyCommand } from "./lazy.ts";

const builder = (argv: Argv) =>
  instanceFile(argv, "instance file or network, - for stdin; up to 24 variables")
    .option(
      "dynamics",
      choiceOptionWith(
        ["random", "cyclic", "greedy", "synchronous"],
        "random",
        "random: a drawn unstable variable flips; cyclic: all in turn; greedy: the steepest flip; synchronous: all at once",
        "Landscape:",
      ),
    )
    .option(
      "from",
      textOption(
        "also follow this state: a character a variable, such as +-+ or 101, or values with commas",
        "Landscape:",
      ),
    )
    .option(
      "tolerance",
      numberOption(
        "tolerance",
        "fraction",
        "take energies that differ by at most so much for equal; default: what rounding makes",
        "Landscape:",
      ),
    )
    .option("keep", {
      ...numberOption("keep", "positive-integer", "basins in the tree and in the JSON; all are counted", "Landscape:"),
      default: "1000",
    })
    .option(
      "prefer",
      choiceOptionWith(
        ["lowest", "deepest"],
        "lowest",
        "which basins to keep: of lowest energy, or of the highest escape barrier",
        "Landscape:",
      ),
    )
    .option(
      "states",
      numberOption(
        "states",
        "positive-integer",
        "states in the transition graph: the lowest, or downhill from --from; default 1024 in a picture",
        "Landscape:",
      ),
    )
    .option("limit", limitOption("basins"))
    .option("json", jsonOption("all findings"))
    .option("plot", plotOption("the landscape"))
    .option(
      "view",
      choiceOptionWith(
        ["tree", "transitions", "both"],
        "both",
        "what to draw: how basins join over saddles, the flips between states, or both",
        "Output:",
      ),
    )
    .example("$0 landscape examples/ising/three-neurons.json", "the landscape of three neurons")
    .example(
      "$0 landscape examples/tsp/mackay-four.json --encoding fixFirst=true --plot four.html",
      "tours of four cities: basins, barriers, and which flips lead where",
    )
    .example("$0 landscape network.json --from ++-+-- --dynamics cyclic", "where one state ends");

export const landscapeCommand = (context: CommandContext): CommandModule =>
  lazyCommand<LandscapeArguments>(
    context,
    "landscape <file>",
    "basins, saddles and barriers of a small instance's energy, and exactly where dynamics ends",
    builder,
    async (args) => (await import("../landscape.ts")).landscape(args),
  );
