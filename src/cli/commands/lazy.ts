/** Commands whose work is loaded when they run, so that help and completion stay quick. */
import type { Argv, CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";

/**
 * @param usage the name with its positionals, such as "explain <file>"
 * @param run imports the work, does it, and gives the exit code; `A` is what `builder` makes of the command line
 */
export function lazyCommand<A>(
  context: CommandContext,
  usage: string,
  describe: string,
  builder: (argv: Argv) => unknown,
  run: (args: A) => Promise<number>,
): CommandModule {
  return {
    command: usage,
    describe,
    builder: builder as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await run(args as A);
    },
  };
}
