/** `groundstate correct CODEBOOK RECEIVED`: error correction by an associative memory. */
import type { Argv, CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import type { CorrectArguments } from "../correct.ts";
import { limitOption, pathOption, required, textOptionWith } from "../options.ts";
import { lazyCommand } from "./lazy.ts";
import { recallOptions } from "./recall.ts";

const builder = (argv: Argv) =>
  recallOptions(argv)
    .positional("codebook", required("pattern file with the codewords, - for stdin; .gz is read"))
    .positional("received", required("file of received words, ? where a symbol is unknown"))
    .option(
      "dynamics",
      textOptionWith(
        "modern",
        "how words move to codewords; modern finds the nearest one (groundstate dynamics lists them)",
        "Recall:",
      ),
    )
    .option("limit", limitOption("words"))
    .option(
      "out",
      pathOption(
        "out",
        "write the corrected words as grids of characters or JSON (.json); what could not be corrected as received",
        "Output:",
      ),
    )
    .example("$0 correct code.patterns received.patterns --out corrected.patterns", "nearest codewords")
    .example(
      "$0 correct letters.json scan.json --dynamics cyclic --rule pseudo-inverse",
      "by a network that has learned",
    );

export const correctCommand = (context: CommandContext): CommandModule =>
  lazyCommand<CorrectArguments>(
    context,
    "correct <codebook> <received>",
    "correct errors and erasures in received words: recall of codewords",
    builder,
    async (args) => (await import("../correct.ts")).correct(args),
  );
