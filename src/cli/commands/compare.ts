/** `groundstate compare FILES`: solvers against each other under equal budgets. */
import type { Argv, CommandModule } from "yargs";
import { parsePath, parseShare, repeated, single } from "../arguments.ts";
import type { CompareArguments } from "../compare.ts";
import type { CommandContext } from "../context.ts";
import { parseEntrants } from "../entrants.ts";
import {
  durationOption,
  instanceOptions,
  jsonOption,
  numberOption,
  pathOption,
  plotOption,
  seedOption,
  textOptionWith,
} from "../options.ts";
import { lazyCommand } from "./lazy.ts";

const RUNS = "Runs:";
const TARGET = "Success:";
const OUTPUT = "Output:";

const several = (describe: string, group: string) => ({ type: "string", array: true, describe, group }) as const;

const builder = (argv: Argv) =>
  instanceOptions(
    argv.positional("files", {
      type: "string",
      array: true,
      describe: "instance files; none to look at runs --from files",
    }),
  )
    .option("solver", {
      ...several('a solver, with options if any: "tabu tenure=10,20" is two; repeatable', RUNS),
      nargs: 1,
      coerce: repeated((texts) => texts.flatMap(parseEntrants)),
    })
    .option("seeds", {
      ...numberOption("seeds", "positive-integer", "runs of each solver on each instance", RUNS),
      default: "10",
    })
    .option("seed", seedOption(RUNS, "random seed of the first run"))
    .option("time", durationOption("time", "budget of each run, default 2s", RUNS))
    .option(
      "work",
      numberOption("work", "positive", "budget of each run in flips tried: the same results on every machine", RUNS),
    )
    .option("runs", pathOption("runs", "keep the runs in this NDJSON file; those that it has are not made again", RUNS))
    .option("from", {
      ...several("take the runs of these files too, e.g. from other machines; repeatable", RUNS),
      coerce: repeated((paths) => paths.map(parsePath("from"))),
    })
    .option(
      "jobs",
      numberOption(
        "jobs",
        "positive-integer",
        "runs at the same time, each in a process of its own; default 1 under --time, all processors under --work",
        RUNS,
      ),
    )
    .option("prove", {
      type: "boolean",
      describe: "let runs prove bounds beside the search (--target bound does)",
      group: RUNS,
    })
    .option(
      "target",
      textOptionWith(
        "best",
        "what counts as success: best (of the runs), bound, or a JSON file of values by instance name",
        TARGET,
      ),
    )
    .option("within", {
      type: "string",
      default: "0",
      coerce: single(parseShare("within")),
      describe: "how far from it still is success, e.g. 1% or 0.01",
      group: TARGET,
    })
    .option("stop-at-target", {
      type: "boolean",
      describe: "end a run that succeeds; needs a file of values",
      group: TARGET,
    })
    .option("json", jsonOption("the analysis"))
    .option("ndjson", {
      type: "boolean",
      describe: "print a JSON line for each run as it is made, the analysis in the last",
      group: OUTPUT,
    })
    .conflicts("json", "ndjson")
    .option("md", pathOption("md", "write the analysis as Markdown", OUTPUT))
    .option("csv", pathOption("csv", "write a line for every solver and instance", OUTPUT))
    .option("out", pathOption("out", "write all runs, merged and in canonical order, as NDJSON", OUTPUT))
    .option("plot", plotOption("what the comparison shows, with success rates, gaps, profiles and every failed run"))
    .example(
      "$0 compare *.tsp --solver permutation --solver hopfield --time 1s --runs runs.ndjson --plot report.html",
      "two solvers, ten seeds each; the same command again goes on where it was stopped",
    )
    .example(
      '$0 compare g.rud --solver "tabu tenure=5,10,20" --solver annealing --work 1e7',
      "four entrants under equal work: the same on every machine",
    )
    .example(
      "$0 compare --from a.ndjson --from b.ndjson --target best-known.json --md report.md",
      "runs of two machines together",
    );

export const compareCommand = (context: CommandContext): CommandModule =>
  lazyCommand<CompareArguments>(
    context,
    "compare [files..]",
    "compare solvers under equal budgets: success rates, time to target, gaps, and what is luck",
    builder,
    async (args) => (await import("../compare.ts")).compare(args),
  );
