/** Parses the command line and runs one command. Exit codes: see EXIT_CODES. */
import yargs from "yargs";
import { VERSION } from "../version.ts";
import { commands } from "./commands/index.ts";
import { refuseFlagValues, refuseRepeats, reportError, UsageError } from "./failure.ts";
import { carryDashes } from "./stdin.ts";

const EXIT_CODES =
  "Exit codes: 0 valid result, 1 no valid solution found (or --verify found a broken promise), 2 bad input or usage, 70 internal error, 130 interrupted (Ctrl-C), 143 terminated.";

function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === "--help" || arg === "-h" || arg === "help");
}

/** Runs the command line and gives the exit code. Never throws. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args[0] === "--version") {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const context = { exitCode: 0 };
  const parser = yargs(carryDashes(args))
    .scriptName("groundstate")
    .usage(
      "$0 <command> [options]\n\nSolves combinatorial problems as Hopfield / Ising / QUBO energies, and checks the answers.",
    )
    .command(commands(context))
    .demandCommand(1, "Expected a command, for example: groundstate solve FILE")
    .strict()
    .recommendCommands()
    .completion("completion", "print a shell completion script (bash or zsh)")
    .version(VERSION)
    .alias({ h: "help" })
    // The parser lays out its help behind every command; without wrapping that takes a tenth of the time.
    .wrap(asksForHelp(args) ? Math.min(110, process.stdout.columns ?? 110) : null)
    .example("$0 solve berlin52.tsp --time 2s", "solve a TSPLIB file")
    .example("$0 solve mesh.graph --parts 2", "bisect a METIS graph")
    .example("$0 check berlin52.tsp tour.json", "let the referee check a solution")
    .example("$0 problems tsp", "explain a problem and its encoding")
    .epilogue(EXIT_CODES)
    .parserConfiguration({
      "camel-case-expansion": false,
      "boolean-negation": false,
    })
    .showHelpOnFail(false)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
  try {
    refuseFlagValues(args);
    refuseRepeats(args);
    await parser.parseAsync();
    return context.exitCode;
  } catch (error) {
    return reportError(error, args);
  }
}
