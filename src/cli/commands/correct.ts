/** `groundstate correct CODEBOOK RECEIVED`: error correction by an associative memory. */
import type { Argv, CommandModule } from "yargs";
import { demanded, parseNumber, parsePath, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { CorrectArguments } from "../correct.ts";
import { recallOptions } from "./recall.ts";

const builder = (argv: Argv) =>
  recallOptions(argv)
    .positional("codebook", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "pattern file with the codewords, - for stdin; .gz is read",
    })
    .positional("received", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "file of received words, ? where a symbol is unknown",
    })
    .option("dynamics", {
      type: "string",
      coerce: demanded,
      default: "modern",
      describe: "how words move to codewords; modern finds the nearest one (groundstate dynamics lists them)",
      group: "Recall:",
    })
    .option("limit", {
      type: "string",
      coerce: single(parseNumber("limit", "positive-integer")),
      default: "20",
      describe: "how many words to list",
      group: "Output:",
    })
    .option("out", {
      type: "string",
      coerce: single(parsePath("out")),
      describe:
        "write the corrected words as grids of characters or JSON (.json); what could not be corrected as received",
      group: "Output:",
    })
    .example("$0 correct code.patterns received.patterns --out corrected.patterns", "nearest codewords")
    .example(
      "$0 correct letters.json scan.json --dynamics cyclic --rule pseudo-inverse",
      "by a network that has learned",
    );

export function correctCommand(context: CommandContext): CommandModule {
  return {
    command: "correct <codebook> <received>",
    describe: "correct errors and erasures in received words: recall of codewords",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await (await import("../correct.ts")).correct(args as unknown as CorrectArguments);
    },
  };
}
