/** `groundstate explain FILE`: why the penalties of an instance's energy are what they are. */
import type { Argv, CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import type { ExplainArguments } from "../explain.ts";
import { instanceFile, jsonOption, textOption } from "../options.ts";
import { lazyCommand } from "./lazy.ts";

const builder = (argv: Argv) =>
  instanceFile(argv)
    .option("constraint", textOption("only the constraint, or family of constraints, of this name", "Output:"))
    .option("all", { type: "boolean", describe: "every constraint, not one a family", group: "Output:" })
    .option("json", jsonOption())
    .example(
      "$0 explain examples/models/facilities.json",
      "weights, thresholds, inequalities, witnesses, variables by origin",
    )
    .example("$0 explain berlin52.tsp --encoding penalty=tight", "what is proved of another penalty mode");

export const explainCommand = (context: CommandContext): CommandModule =>
  lazyCommand<ExplainArguments>(
    context,
    "explain <file>",
    "which constraint has which penalty weight, what proves it, and what the variables are for",
    builder,
    async (args) => (await import("../explain.ts")).explain(args),
  );
