/** Parses the command line and runs one command. Exit codes: see EXIT_CODES. */
import yargs, { type Argv } from "yargs";
import { VERSION } from "../version.ts";
import { commands, configurable } from "./commands/index.ts";
import type { CommandContext } from "./context.ts";
import { refuseFlagValues, refuseRepeats, reportError, UsageError } from "./failure.ts";
import { pathOption } from "./options.ts";
import { CONFIG_FILE, hasSettings, type Setting, settingsOf, withSettings } from "./settings.ts";
import { carryDashes } from "./stdin.ts";

const EXIT_CODES =
  "Exit codes: 0 valid result, 1 no valid solution found (or --verify found a broken promise), 2 bad input or usage, 70 internal error, 130 interrupted (Ctrl-C), 143 terminated.";

function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === "--help" || arg === "-h" || arg === "help");
}

/** What the completion script calls the command with, the words of the line behind it, the program's name the first. */
const COMPLETES = "--get-yargs-completions";

type Usual = (done: (error: Error | null, known: string[] | undefined) => void) => unknown;

/** What the words typed so far may go on with: names of what is registered, or null where that is for the parser to tell. */
async function namesFor(args: readonly string[]): Promise<string[] | null> {
  return (await import("./completion.ts")).completions(args.slice(2));
}

/** The parser's commands, options and choices; options only where one begins: elsewhere nothing, and the shell offers files. */
const fitting = (current: string, known: readonly string[]): string[] =>
  current.startsWith("-") ? [...known] : known.filter((word) => !word.startsWith("-"));

/** Runs the command line and gives the exit code. Never throws. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args[0] === "--version") {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const context = { exitCode: 0 };
  const completes = args[0] === COMPLETES;
  let settings: readonly Setting[] = [];
  try {
    const names = completes ? await namesFor(args) : null;
    if (!completes) {
      refuseFlagValues(args);
      refuseRepeats(args);
      settings = readSettings(args, context);
    }
    await parserOf(withSettings(args, settings), context, names).parseAsync();
    return context.exitCode;
  } catch (error) {
    if (completes) return 0; // a line that is not finished may be wrong
    return reportError(withOrigin(error, args, settings), args);
  }
}

/** Of files and variables; none when only help is asked for. */
function readSettings(args: readonly string[], context: CommandContext): readonly Setting[] {
  const at = args.findIndex((arg) => arg === "--config" || arg.startsWith("--config="));
  const file = at < 0 ? undefined : (/^--config=(.*)$/s.exec(args[at])?.[1] ?? args[at + 1]);
  const surroundings = { folder: process.cwd(), environment: process.env, file };
  return asksForHelp(args) || args[0] === "config" || !hasSettings(surroundings)
    ? []
    : settingsOf(configurable(context), surroundings);
}

/** Tells where a refused value stands that the command line does not have. */
function withOrigin(error: unknown, [command]: readonly string[], settings: readonly Setting[]): unknown {
  if (!(error instanceof UsageError || (error instanceof Error && error.name === "YError"))) return error;
  const option = /--([a-z-]+) is /.exec(error.message)?.[1];
  const found = settings.find((setting) => setting.command === command && setting.option === option);
  return found === undefined ? error : new UsageError(`${error.message} (set in ${found.from})`);
}

function parserOf(args: readonly string[], context: CommandContext, names: string[] | null): Argv {
  return (
    yargs(carryDashes(args))
      .scriptName("groundstate")
      .usage(
        "$0 <command> [options]\n\nSolves combinatorial problems as Hopfield / Ising / QUBO energies, and checks the answers.",
      )
      .command(commands(context))
      .demandCommand(1, "Expected a command, for example: groundstate solve FILE")
      .strict()
      .recommendCommands()
      .completion(
        "completion",
        "print a shell completion script (bash or zsh)",
        (current: string, _words: unknown, usual: Usual, done: (found: string[]) => void) => {
          if (names !== null) done(names);
          else usual((_error, known = []) => done(fitting(current, known)));
        },
      )
      .version(VERSION)
      .option("config", pathOption("config", `take defaults of options from this file instead of ${CONFIG_FILE}`))
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
      })
  );
}
