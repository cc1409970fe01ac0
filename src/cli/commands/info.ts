/** `problems`, `solvers`, `formats`, `rules`, `dynamics`, `schema`: what there is, and how it is meant. */
import type { Argv, CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import type { What } from "../info.ts";
import { lazyCommand } from "./lazy.ts";

interface ListArguments {
  readonly name?: string | undefined;
  readonly json?: boolean | undefined;
}

interface SchemaArguments {
  readonly name: string;
  readonly solution?: boolean | undefined;
  readonly options?: boolean | undefined;
}

const listBuilder = (what: What) => (argv: Argv) =>
  argv
    .positional("name", { type: "string", describe: "explain this one" })
    .option("json", { type: "boolean", describe: "print as JSON" })
    .example(`$0 ${what}`, "list them");

const schemaBuilder = (argv: Argv) =>
  argv
    .positional("name", { type: "string", demandOption: true, describe: "a problem id, result, patterns, or config" })
    .option("solution", { type: "boolean", describe: "of the problem's solutions instead" })
    .option("options", { type: "boolean", describe: "of the problem's encoding options instead" })
    .conflicts("solution", "options")
    .example("$0 schema tsp", "for an editor, or a validator");

/** @param configured the commands of which the schema of the config file tells */
export function infoCommands(context: CommandContext, configured: readonly CommandModule[]): CommandModule[] {
  const list = (what: What, describe: string): CommandModule =>
    lazyCommand<ListArguments>(context, `${what} [name]`, describe, listBuilder(what), async ({ name, json }) =>
      (await import("../info.ts")).list(what, name, json === true),
    );
  return [
    list("problems", "list the problems, or explain one"),
    list("solvers", "list the solvers, or explain one with its options"),
    list("formats", "list the file formats, or explain one"),
    list("rules", "list the learning rules of associative memories, or explain one with its options"),
    list("dynamics", "list the dynamics of recall, or explain one with its options"),
    lazyCommand<SchemaArguments>(
      context,
      "schema <name>",
      "print the JSON Schema of a problem's instances, of `result`, `patterns` or `config`",
      schemaBuilder,
      async ({ name, solution, options }) => {
        if (name === "config") return (await import("../config.ts")).printConfigSchema(configured);
        const kind = solution === true ? "solution" : options === true ? "options" : "instance";
        return (await import("../info.ts")).schema(name, kind);
      },
    ),
  ];
}
