/** `groundstate tune FILES`: options of a solver chosen by racing, and judged on runs that the race has not seen. */
import type { Argv, CommandModule } from "yargs";
import { parsePath, parseShare, repeated, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import { parseEntrants } from "../entrants.ts";
import {
  durationOption,
  instanceOptions,
  jsonOption,
  numberOption,
  pathOption,
  seedOption,
  textOptionWith,
} from "../options.ts";
import { parseParameter } from "../ranges.ts";
import type { TuneArguments } from "../tune.ts";
import { lazyCommand } from "./lazy.ts";

const RUNS = "Runs:";
const TEST = "Test:";
const OUTPUT = "Output:";

const builder = (argv: Argv) =>
  instanceOptions(
    argv.positional("files", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "instance files to train on; of six and more without --test a third is kept for the test",
    }),
  )
    .option("solver", {
      type: "string",
      demandOption: true,
      coerce: single(parseEntrants),
      describe: 'solver, with options that stay as they are if any: "tabu elites=20"',
      group: RUNS,
    })
    .option("param", {
      type: "string",
      array: true,
      nargs: 1,
      coerce: repeated((texts) => texts.map(parseParameter)),
      describe:
        "an option and what is allowed: name=low:high, behind it :log or :integer, or name=value,value; repeatable",
      group: RUNS,
    })
    .option("budget", { ...numberOption("budget", "positive-integer", "runs of the race", RUNS), default: "200" })
    .option("time", durationOption("time", "budget of each run, default 2s", RUNS))
    .option(
      "work",
      numberOption("work", "positive", "budget of each run in flips tried: the same results on every machine", RUNS),
    )
    .option("seed", seedOption(RUNS, "random seed of the draws and of the first run"))
    .option(
      "jobs",
      numberOption(
        "jobs",
        "positive-integer",
        "runs at the same time; default 1 under --time, all processors under --work",
        RUNS,
      ),
    )
    .option("runs", pathOption("runs", "keep the runs in this NDJSON file; those that it has are not made again", RUNS))
    .option("test", {
      type: "string",
      array: true,
      coerce: repeated((paths) => paths.map(parsePath("test"))),
      describe: "instance files for the test, not raced on",
      group: TEST,
    })
    .option("seeds", {
      ...numberOption("seeds", "positive-integer", "test runs of each setting on each instance", TEST),
      default: "20",
    })
    .option(
      "target",
      textOptionWith(
        "best",
        "what counts as success: best (of the runs), bound, or a JSON file of values by instance name",
        TEST,
      ),
    )
    .option("within", {
      type: "string",
      default: "0",
      coerce: single(parseShare("within")),
      describe: "how far from it still is success, e.g. 1% or 0.01",
      group: TEST,
    })
    .option("json", jsonOption("the tuning"))
    .option("out", pathOption("out", "write the tuning as JSON", OUTPUT))
    .example(
      "$0 tune train/*.rud --test test/*.rud --solver tabu --param tenure=5:50 --param strategy=path-relinking,multistart",
      "race settings of two options on one folder, test the winner on another",
    )
    .example(
      '$0 tune g.rud --solver "annealing replicas=one" --param sweeps=100:10000:log --work 1e6 --budget 300 --runs tuning.ndjson',
      "one instance: tested with other seeds; the same command again goes on where it was stopped",
    );

export const tuneCommand = (context: CommandContext): CommandModule =>
  lazyCommand<TuneArguments>(
    context,
    "tune <files..>",
    "choose options of a solver by racing on training runs, and test the choice on others",
    builder,
    async (args) => (await import("../tune.ts")).tune(args),
  );
