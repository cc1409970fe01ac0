/** `groundstate config`: options that files and variables set. */
import type { Argv, CommandModule } from "yargs";
import type { ConfigArguments } from "../config.ts";
import type { CommandContext } from "../context.ts";
import { lazyCommand } from "./lazy.ts";

const builder = (argv: Argv) =>
  argv
    .positional("name", { type: "string", describe: "of this command only" })
    .option("json", { type: "boolean", describe: "print as JSON" })
    .example("GROUNDSTATE_TIME=10s $0 config solve", "what is in force for solve, and where it comes from");

/** @param others the commands that can be configured */
export const configCommand = (context: CommandContext, others: readonly CommandModule[]): CommandModule =>
  lazyCommand<ConfigArguments>(
    context,
    "config [name]",
    "show which options groundstate.config.json and GROUNDSTATE_ variables set",
    builder,
    async (args) => (await import("../config.ts")).showConfig(args, others),
  );
