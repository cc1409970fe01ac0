/** `groundstate store PATTERNS`: patterns into the couplings of a Hopfield network. */
import type { Argv, CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import {
  formatOption,
  jsonOption,
  memoryOption,
  pairsOption,
  pathOption,
  patternFile,
  plotOption,
  textOptionWith,
} from "../options.ts";
import type { StoreArguments } from "../store.ts";
import { lazyCommand } from "./lazy.ts";

const builder = (argv: Argv) =>
  argv
    .positional("patterns", patternFile)
    .option("rule", textOptionWith("hebb", "learning rule (groundstate rules lists them)", "Learning:"))
    .option("set", pairsOption("set", "option of the rule", "Learning:"))
    .option("format", formatOption)
    .option("memory", memoryOption)
    .option("json", jsonOption("the findings"))
    .option(
      "out",
      pathOption(
        "out",
        "write the network as an ising instance (.json), which solve, minima and landscape read",
        "Output:",
      ),
    )
    .option("plot", plotOption("patterns and weights"))
    .example("$0 store examples/patterns/letters.json", "what Hebb's rule makes of an alphabet")
    .example("$0 store examples/patterns/letters.json --rule gradient --set loops=20", "MacKay's rule stores it")
    .example(
      "$0 store digits.patterns --rule pseudo-inverse --out network.json --plot weights.html",
      "network and pictures",
    );

export const storeCommand = (context: CommandContext): CommandModule =>
  lazyCommand<StoreArguments>(
    context,
    "store <patterns>",
    "store patterns in a Hopfield network by a learning rule, and say which it holds",
    builder,
    async (args) => (await import("../store.ts")).store(args),
  );
