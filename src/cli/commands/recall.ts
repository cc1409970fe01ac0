/** `groundstate recall PATTERNS [CUES]`: stored patterns from damaged ones. */
import type { Argv, CommandModule } from "yargs";
import { demanded, parseBytes, parseNumber, parsePairs, parsePath, repeated, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { RecallArguments } from "../recall.ts";

/** Options that `recall` and `correct` share: how to learn and how to recall. */
export function recallOptions<T>(argv: Argv<T>) {
  return argv
    .option("rule", {
      type: "string",
      coerce: single(String),
      describe: "learning rule where the dynamics needs couplings, default hebb (groundstate rules lists them)",
      group: "Memory:",
    })
    .option("learn", {
      type: "string",
      array: true,
      nargs: 1,
      coerce: repeated(parsePairs("learn")),
      describe: "option of the rule as name=value; repeatable",
      group: "Memory:",
    })
    .option("set", {
      type: "string",
      array: true,
      nargs: 1,
      coerce: repeated(parsePairs("set")),
      describe: "option of the dynamics as name=value; repeatable",
      group: "Recall:",
    })
    .option("seed", {
      type: "string",
      coerce: single(parseNumber("seed", "integer")),
      default: "1",
      describe: "random seed",
      group: "Recall:",
    })
    .option("format", {
      type: "string",
      coerce: single(String),
      describe: "file format; default: detected from the content",
      group: "Input:",
    })
    .option("memory", {
      type: "string",
      coerce: single(parseBytes("memory")),
      describe: "memory limit, default 2GB",
      group: "Input:",
    })
    .option("json", { type: "boolean", describe: "print the findings as JSON", group: "Output:" });
}

const builder = (argv: Argv) =>
  recallOptions(argv)
    .positional("patterns", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "pattern file (JSON, grids of characters, optdigits), - for stdin; .gz is read",
    })
    .positional("cues", {
      type: "string",
      coerce: single(String),
      describe: "file of cues, ? where a spin is unknown; left out: the stored patterns, damaged",
    })
    .option("dynamics", {
      type: "string",
      coerce: demanded,
      default: "cyclic",
      describe: "how the state moves (groundstate dynamics lists them)",
      group: "Recall:",
    })
    .option("steps", {
      type: "string",
      coerce: single(parseNumber("steps", "positive-integer")),
      describe: "sweeps or steps at most; 1 with modern is one step of attention",
      group: "Recall:",
    })
    .option("verify", {
      type: "boolean",
      describe: "recompute the Lyapunov function after every move; exit 1 at the first rise or wrong energy",
      group: "Recall:",
    })
    .option("noise", {
      type: "string",
      coerce: single(parseNumber("noise", "fraction")),
      describe: "share of spins flipped in each cue, default 0.1",
      group: "Cues:",
    })
    .option("erase", {
      type: "string",
      coerce: single(parseNumber("erase", "fraction")),
      describe: "share of spins made unknown in each cue, default 0; then --noise is 0 unless given",
      group: "Cues:",
    })
    .option("cue", {
      type: "string",
      coerce: single(String),
      describe: "only what has this label, or all (default)",
      group: "Cues:",
    })
    .option("limit", {
      type: "string",
      coerce: single(parseNumber("limit", "positive-integer")),
      default: "20",
      describe: "how many cues to list",
      group: "Output:",
    })
    .option("plot", {
      type: "string",
      coerce: single(parsePath("plot")),
      describe: "draw cues, results, memories and energies, in an SVG file or a page (.html)",
      group: "Output:",
    })
    .example("$0 recall examples/patterns/letters.json --rule pseudo-inverse", "letters from noisy letters")
    .example("$0 recall examples/patterns/letters.json --dynamics modern --erase 0.5", "from half of each letter")
    .example(
      "$0 recall examples/patterns/letters.json --cue A --dynamics graded --plot recall.html",
      "one letter, before and after",
    )
    .example("$0 recall digits.csv cues.json --dynamics dense --verify", "cues from a file, every move checked");

export function recallCommand(context: CommandContext): CommandModule {
  return {
    command: "recall <patterns> [cues]",
    describe: "recall stored patterns from damaged ones, and say which memory each cue led to",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await (await import("../recall.ts")).recall(args as unknown as RecallArguments);
    },
  };
}
