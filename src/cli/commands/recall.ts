/** `groundstate recall PATTERNS [CUES]`: stored patterns from damaged ones. */
import type { Argv, CommandModule } from "yargs";
import { single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import {
  formatOption,
  jsonOption,
  limitOption,
  memoryOption,
  numberOption,
  pairsOption,
  patternFile,
  plotOption,
  seedOption,
  textOption,
  textOptionWith,
} from "../options.ts";
import type { RecallArguments } from "../recall.ts";
import { lazyCommand } from "./lazy.ts";

/** Options that `recall` and `correct` share: how to learn and how to recall. */
export function recallOptions<T>(argv: Argv<T>) {
  return argv
    .option(
      "rule",
      textOption(
        "learning rule where the dynamics needs couplings, default hebb (groundstate rules lists them)",
        "Memory:",
      ),
    )
    .option("learn", pairsOption("learn", "option of the rule", "Memory:"))
    .option("set", pairsOption("set", "option of the dynamics", "Recall:"))
    .option("seed", seedOption("Recall:"))
    .option("format", formatOption)
    .option("memory", memoryOption)
    .option("json", jsonOption("the findings"));
}

const builder = (argv: Argv) =>
  recallOptions(argv)
    .positional("patterns", patternFile)
    .positional("cues", {
      type: "string",
      coerce: single(String),
      describe: "file of cues, ? where a spin is unknown; left out: the stored patterns, damaged",
    })
    .option("dynamics", textOptionWith("cyclic", "how the state moves (groundstate dynamics lists them)", "Recall:"))
    .option(
      "steps",
      numberOption(
        "steps",
        "positive-integer",
        "sweeps or steps at most; 1 with modern is one step of attention",
        "Recall:",
      ),
    )
    .option("verify", {
      type: "boolean",
      describe: "recompute the Lyapunov function after every move; exit 1 at the first rise or wrong energy",
      group: "Recall:",
    })
    .option("noise", numberOption("noise", "fraction", "share of spins flipped in each cue, default 0.1", "Cues:"))
    .option(
      "erase",
      numberOption(
        "erase",
        "fraction",
        "share of spins made unknown in each cue, default 0; then --noise is 0 unless given",
        "Cues:",
      ),
    )
    .option("cue", textOption("only what has this label, or all (default)", "Cues:"))
    .option("limit", limitOption("cues"))
    .option("plot", plotOption("cues, results, memories and energies"))
    .example("$0 recall examples/patterns/letters.json --rule pseudo-inverse", "letters from noisy letters")
    .example("$0 recall examples/patterns/letters.json --dynamics modern --erase 0.5", "from half of each letter")
    .example(
      "$0 recall examples/patterns/letters.json --cue A --dynamics graded --plot recall.html",
      "one letter, before and after",
    )
    .example("$0 recall digits.csv cues.json --dynamics dense --verify", "cues from a file, every move checked");

export const recallCommand = (context: CommandContext): CommandModule =>
  lazyCommand<RecallArguments>(
    context,
    "recall <patterns> [cues]",
    "recall stored patterns from damaged ones, and say which memory each cue led to",
    builder,
    async (args) => (await import("../recall.ts")).recall(args),
  );
