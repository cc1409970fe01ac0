/** `groundstate store PATTERNS`: patterns into the couplings of a Hopfield network. */
import type { Argv, CommandModule } from "yargs";
import { demanded, parseBytes, parsePairs, parsePath, repeated, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { StoreArguments } from "../store.ts";

const builder = (argv: Argv) =>
  argv
    .positional("patterns", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "pattern file (JSON, grids of characters, optdigits), - for stdin; .gz is read",
    })
    .option("rule", {
      type: "string",
      coerce: demanded,
      default: "hebb",
      describe: "learning rule (groundstate rules lists them)",
      group: "Learning:",
    })
    .option("set", {
      type: "string",
      array: true,
      nargs: 1,
      coerce: repeated(parsePairs("set")),
      describe: "option of the rule as name=value; repeatable",
      group: "Learning:",
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
    .option("json", { type: "boolean", describe: "print the findings as JSON", group: "Output:" })
    .option("out", {
      type: "string",
      coerce: single(parsePath("out")),
      describe: "write the network as an ising instance (.json), which solve, minima and landscape read",
      group: "Output:",
    })
    .option("plot", {
      type: "string",
      coerce: single(parsePath("plot")),
      describe: "draw patterns and weights, in an SVG file or a page (.html)",
      group: "Output:",
    })
    .example("$0 store examples/patterns/letters.json", "what Hebb's rule makes of an alphabet")
    .example("$0 store examples/patterns/letters.json --rule gradient --set loops=20", "MacKay's rule stores it")
    .example(
      "$0 store digits.patterns --rule pseudo-inverse --out network.json --plot weights.html",
      "network and pictures",
    );

export function storeCommand(context: CommandContext): CommandModule {
  return {
    command: "store <patterns>",
    describe: "store patterns in a Hopfield network by a learning rule, and say which it holds",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await (await import("../store.ts")).store(args as unknown as StoreArguments);
    },
  };
}
