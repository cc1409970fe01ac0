/** `groundstate solve FILE`: the main job on the command line. */
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { GroundstateError } from "../../errors.ts";
import type { SolveOptions } from "../../run/options.ts";
import type { Result } from "../../run/result.ts";
import type { Improvement } from "../../run/solve.ts";
import type { CommandContext } from "../context.ts";
import { UsageError } from "../failure.ts";
import type { LoadedInstance } from "../input.ts";
import { type Interrupts, watchInterrupts } from "../interrupts.ts";
import { durationOption, instanceFile, numberOption, pairsOption, pathOption, textOptionWith } from "../options.ts";
import { STDIN } from "../stdin.ts";
import { verdict } from "../verdict.ts";
import { lazyCommand } from "./lazy.ts";

const builder = (argv: Argv) =>
  instanceFile(argv, "instance file, - for stdin; .gz is read")
    .option(
      "solver",
      textOptionWith("auto", "auto, a solver (groundstate solvers lists them), or restarts(SOLVER)", "Search:"),
    )
    .option("set", pairsOption("set", "solver option", "Search:"))
    .option(
      "time",
      durationOption(
        "time",
        "time limit, e.g. 5s, 200ms, 2m, counted from the start of the process (at least 40 ms of search are always given); default 2s without --work",
        "Search:",
      ),
    )
    .option("work", numberOption("work", "positive", "work limit in flips tried; repeatable results", "Search:"))
    .option("target", numberOption("target", "any", "stop at this objective or better", "Search:"))
    .option("seed", numberOption("seed", "integer", "random seed, default 1", "Search:"))
    .option(
      "threads",
      numberOption(
        "threads",
        "positive-integer",
        "search on so many threads (up to 4 run at once), as episodes that give the same result for the same --work on any number",
        "Search:",
      ),
    )
    .option("start", pathOption("start", "file with a solution to start from, - for stdin", "Search:"))
    .option("verify", {
      type: "boolean",
      describe:
        "recompute the energy at every accepted move; exit 1 at a wrong energy or a rise against the solver's promise",
      group: "Search:",
    })
    .option("search-only", {
      type: "boolean",
      describe: "spend no time on bounds beside the search (an eighth until they are found)",
      group: "Search:",
    })
    .option("repair", {
      type: "boolean",
      describe:
        "make an invalid best state into a valid solution nearby, and show what was changed (problems stated as programs: model, knapsack, magic-square, sudoku, set-cover ...)",
      group: "Search:",
    })
    .option("json", { type: "boolean", describe: "print the result document", group: "Output:" })
    .option("ndjson", {
      type: "boolean",
      describe: "print a JSON line per improvement of solution or bound, the result document in the last",
      group: "Output:",
    })
    .option(
      "out",
      pathOption(
        "out",
        "write the result document (.json) or the solution in a file format (.tour, .part, .sol, .sln)",
        "Output:",
      ),
    )
    .option(
      "plot",
      pathOption(
        "plot",
        "draw the solution: FILE.svg, or FILE.html with search, bound, penalties, weights and how to repeat it",
        "Output:",
      ),
    )
    .option("quiet", { type: "boolean", describe: "no progress", group: "Output:" })
    .conflicts("json", "ndjson")
    .example("$0 solve berlin52.tsp", "solve with the default solver and time limit")
    .example("$0 solve mesh.graph --parts 4 --imbalance 0.03 --time 10s", "partition a graph")
    .example("$0 solve queens.col --colours 5", "is there a colouring with five colours?")
    .example("$0 solve g22.txt --solver annealing --set sweeps=2000 --work 1e9 --seed 7", "a repeatable run")
    .example("$0 solve g22.txt --threads 2 --time 10s", "search on two threads")
    .example(
      "$0 solve berlin52.tsp --plot tour.html",
      "a page with the tour, the search, what is proved, and how to repeat it",
    )
    .example("gunzip -c big.tsp.gz | $0 solve - --time 1m --ndjson", "read stdin, stream improvements")
    .example("$0 solve four.json --solver 'restarts(hopfield)' --set count=50", "the same solver from many starts");

type SolveArguments = ArgumentsCamelCase<Awaited<ReturnType<typeof builder>["argv"]>>;

export const solveCommand = (context: CommandContext): CommandModule =>
  lazyCommand<SolveArguments>(
    context,
    "solve <file>",
    "solve an instance, print the best solution found and what is proved about it",
    builder,
    solveFile,
  );

async function solveFile(args: SolveArguments): Promise<number> {
  const interrupts = watchInterrupts();
  let loaded: LoadedRun;
  let result: Result;
  try {
    loaded = await load(args);
    result = await search(args, loaded, interrupts);
  } finally {
    interrupts.release();
  }
  const { problem, instance, source, writer } = loaded;
  if (writer !== null) await writer(result);
  if (args.plot !== undefined) {
    const [{ plotSolution }, { repeatCommand }] = await Promise.all([import("../plot.ts"), import("../repeat.ts")]);
    await plotSolution(args.plot, problem, instance, result, repeatCommand(args, result));
  }
  await report(args, source, problem, instance, result);
  const { exitCode, complaint } = verdict(result, interrupts.code());
  if (complaint !== null) process.stderr.write(`${complaint}\n`);
  return exitCode;
}

interface LoadedRun extends LoadedInstance {
  readonly start: unknown;
  readonly writer: ((result: Result) => Promise<void>) | null;
}

/** Everything that can be refused is refused here, before the search. */
async function load(args: SolveArguments): Promise<LoadedRun> {
  const [{ loadInstance, loadUnchecked }, { checkWritable }] = await Promise.all([
    import("../input.ts"),
    import("../output.ts"),
  ]);
  if (args.out === STDIN) {
    const hint = "Use --json for the result document on standard output.";
    throw new GroundstateError("invalid-options", "--out is -, expected a file name", { hint });
  }
  if (args.out !== undefined) await checkWritable(args.out, [args.file]);
  if (args.plot !== undefined) await (await import("../plot.ts")).checkPlotPath(args.plot, [args.file]);
  if (args.start === STDIN && args.file === STDIN) throw new UsageError("only one of FILE and --start can be -");
  // Where nothing else looks at the instance before the search, the check that opens the search is enough.
  const others = args.out !== undefined || args.start !== undefined || args.plot !== undefined;
  const loaded = await (others ? loadInstance : loadUnchecked)(args.file, args);
  const { problem, instance } = loaded;
  if (args.plot !== undefined) (await import("../plot.ts")).checkDrawable(args.plot, problem, instance);
  if (args.out === undefined && args.start === undefined) return { ...loaded, writer: null, start: undefined };
  const { solutionWriter, readSolution } = await import("../solution-files.ts");
  return {
    ...loaded,
    writer: args.out === undefined ? null : solutionWriter(args.out, problem, instance),
    start: args.start === undefined ? undefined : await readSolution(args.start, problem, instance),
  };
}

async function search(
  args: SolveArguments,
  { problem, instance, start }: LoadedRun,
  interrupts: Interrupts,
): Promise<Result> {
  const [{ improvements, solve }, { DEFAULT_TIME }, { createProgress }] = await Promise.all([
    import("../../run/solve.ts"),
    import("../../run/options.ts"),
    import("../progress.ts"),
  ]);
  const shown = args.quiet !== true && args.ndjson !== true && process.stderr.isTTY === true;
  const options = searchOptions(args, start, interrupts.signal);
  if (!shown && args.ndjson !== true) {
    const result = solve(problem, instance, options);
    interrupts.searching(); // the model is made: that went without a pause
    return await result;
  }
  const progress = createProgress(shown, args.time ?? (args.work === undefined ? DEFAULT_TIME : null));
  const found = improvements(problem, instance, options);
  try {
    for (let pending = found.next(); ; pending = found.next()) {
      interrupts.searching();
      const next = await pending;
      if (next.done === true) return next.value;
      progress.improved(next.value);
      if (args.ndjson === true) printImprovement(next.value);
    }
  } finally {
    progress.stop();
  }
}

function searchOptions(args: SolveArguments, start: unknown, signal: AbortSignal): SolveOptions {
  return {
    solver: args.solver,
    signal,
    elapsed: performance.now() / 1000, // the process has been running that long: --time means wall clock
    ...(args.set === undefined ? {} : { options: args.set }),
    ...(args.encoding === undefined ? {} : { encoding: args.encoding }),
    ...(args.time === undefined ? {} : { time: args.time }),
    ...(args.work === undefined ? {} : { work: args.work }),
    ...(args.target === undefined ? {} : { target: args.target }),
    ...(args.seed === undefined ? {} : { seed: args.seed }),
    ...(args.memory === undefined ? {} : { memoryLimit: args.memory }),
    ...(args.threads === undefined ? {} : { threads: args.threads }),
    ...(args["search-only"] === true ? { prove: false } : {}),
    ...(args.repair === true ? { repair: true } : {}),
    ...(args.verify === undefined ? {} : { verify: args.verify }),
    ...(start === undefined ? {} : { start }),
  };
}

function printImprovement({ solution: _left, ...improvement }: Improvement): void {
  process.stdout.write(`${JSON.stringify({ type: "improvement", ...improvement })}\n`);
}

async function report(
  args: SolveArguments,
  source: string,
  problem: Parameters<typeof import("../summary.ts")["summary"]>[0],
  instance: unknown,
  result: Result,
): Promise<void> {
  const { printJson } = await import("../output.ts");
  if (args.ndjson === true) printJson({ type: "result", result }, true);
  else if (args.json === true) printJson(result);
  else {
    const [{ summary }, { repeatCommand }] = await Promise.all([import("../summary.ts"), import("../repeat.ts")]);
    const place = { source, repeat: repeatCommand(args, result), out: args.out };
    process.stdout.write(summary(problem, instance, result, place));
  }
}
