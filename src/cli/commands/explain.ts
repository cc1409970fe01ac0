/** `groundstate explain FILE`: why the penalties of an instance's energy are what they are. */
import type { Argv, CommandModule } from "yargs";
import { demanded, inputOptions, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { ExplainArguments } from "../explain.ts";

const builder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "instance file, - for stdin",
    })
    .option("constraint", {
      type: "string",
      coerce: single(String),
      describe: "only the constraint, or family of constraints, of this name",
      group: "Output:",
    })
    .option("all", { type: "boolean", describe: "every constraint, not one a family", group: "Output:" })
    .option("json", { type: "boolean", describe: "print as JSON", group: "Output:" })
    .example(
      "$0 explain examples/models/facilities.json",
      "weights, thresholds, inequalities, witnesses, variables by origin",
    )
    .example("$0 explain berlin52.tsp --encoding penalty=tight", "what is proved of another penalty mode");

export function explainCommand(context: CommandContext): CommandModule {
  return {
    command: "explain <file>",
    describe: "which constraint has which penalty weight, what proves it, and what the variables are for",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await (await import("../explain.ts")).explain(args as unknown as ExplainArguments);
    },
  };
}
