/** `groundstate solve FILE`: the main job on the command line. */
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { SolveOptions } from "../../run/options.ts";
import type { Result } from "../../run/result.ts";
import type { Improvement } from "../../run/solve.ts";
import { inputOptions, optional, parseDuration, parseNumber, parsePairs } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import { UsageError } from "../failure.ts";
import { STDIN } from "../stdin.ts";

const builder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", { type: "string", demandOption: true, describe: "instance file, - for stdin; .gz is read" })
    .option("solver", {
      type: "string",
      default: "auto",
      describe: "auto, a solver (groundstate solvers lists them), or restarts(SOLVER)",
      group: "Search:",
    })
    .option("set", {
      type: "string",
      array: true,
      nargs: 1,
      coerce: optional(parsePairs("set")),
      describe: "solver option as name=value; repeatable",
      group: "Search:",
    })
    .option("time", {
      type: "string",
      coerce: optional(parseDuration("time")),
      describe: "time limit, e.g. 5s, 200ms, 2m; default 2s when no limit is given",
      group: "Search:",
    })
    .option("work", {
      type: "string",
      coerce: optional(parseNumber("work", "positive")),
      describe: "work limit in flips tried; repeatable results",
      group: "Search:",
    })
    .option("target", {
      type: "string",
      coerce: optional(parseNumber("target", "any")),
      describe: "stop at this objective or better",
      group: "Search:",
    })
    .option("seed", {
      type: "string",
      coerce: optional(parseNumber("seed", "integer")),
      describe: "random seed, default 1",
      group: "Search:",
    })
    .option("start", { type: "string", describe: "file with a solution to start from", group: "Search:" })
    .option("verify", {
      type: "boolean",
      describe: "recompute the energy at every accepted move, report the first rise",
      group: "Search:",
    })
    .option("json", { type: "boolean", describe: "print the result document", group: "Output:" })
    .option("ndjson", {
      type: "boolean",
      describe: "print a JSON line per improvement, the result document last",
      group: "Output:",
    })
    .option("out", {
      type: "string",
      describe: "write the result document (.json) or the solution in a file format (.tour, .part)",
      group: "Output:",
    })
    .option("plot", { type: "string", describe: "draw the solution as an SVG file", group: "Output:" })
    .option("quiet", { type: "boolean", describe: "no progress", group: "Output:" })
    .conflicts("json", "ndjson")
    .example("$0 solve berlin52.tsp", "solve with the default solver and time limit")
    .example("$0 solve mesh.graph --parts 4 --imbalance 0.03 --time 10s", "partition a graph")
    .example("$0 solve g22.txt --solver annealing --set sweeps=2000 --work 1e9 --seed 7", "a repeatable run")
    .example("gunzip -c big.tsp.gz | $0 solve - --time 1m --ndjson", "read stdin, stream improvements")
    .example("$0 solve four.json --solver 'restarts(hopfield)' --set count=50", "the same solver from many starts");

type SolveArguments = Awaited<ReturnType<typeof builder>["argv"]>;

export function solveCommand(context: CommandContext): CommandModule {
  return {
    command: "solve <file>",
    describe: "solve an instance, print the best solution found and what is proved about it",
    builder: builder as unknown as (argv: Argv) => Argv,
    handler: async (args) => {
      context.exitCode = await solveFile(args as unknown as ArgumentsCamelCase<SolveArguments>);
    },
  };
}

async function solveFile(args: ArgumentsCamelCase<SolveArguments>): Promise<number> {
  const interruption = watchInterrupts(); // first of all: loading takes its time too
  const [{ loadInstance }, { improvements }, { checkWritable }, { createProgress }] = await Promise.all([
    import("../input.ts"),
    import("../../run/solve.ts"),
    import("../output.ts"),
    import("../progress.ts"),
  ]);
  for (const path of [args.out, args.plot]) if (path !== undefined) await checkWritable(path);
  if (args.plot !== undefined && !args.plot.endsWith(".svg"))
    throw new UsageError(`--plot is ${JSON.stringify(args.plot)}, expected a file name ending in .svg`);
  if (args.start === STDIN && args.file === STDIN) throw new UsageError("only one of FILE and --start can be stdin");
  const { problem, instance, source } = await loadInstance(args.file, args);
  const writer =
    args.out === undefined
      ? null
      : await (await import("../solution-files.ts")).solutionWriter(args.out, problem, instance);
  const start =
    args.start === undefined
      ? undefined
      : await (await import("../solution-files.ts")).readSolution(args.start, problem, instance);
  const progress = createProgress(
    args.quiet !== true && args.ndjson !== true && process.stderr.isTTY === true,
    args.time,
  );
  const search = improvements(problem, instance, searchOptions(args, start, interruption.signal));
  let result: Result;
  try {
    for (;;) {
      const next = await search.next();
      if (next.done === true) {
        result = next.value;
        break;
      }
      progress.improved(next.value);
      if (args.ndjson === true) printImprovement(next.value);
    }
  } finally {
    progress.stop();
    interruption.release();
  }
  if (writer !== null) await writer(result);
  if (args.plot !== undefined) await (await import("../plot.ts")).plotSolution(args.plot, problem, instance, result);
  await report(args, source, problem, instance, result);
  if (interruption.code() !== 0) return interruption.code();
  return result.valid ? 0 : 1;
}

function searchOptions(args: ArgumentsCamelCase<SolveArguments>, start: unknown, signal: AbortSignal): SolveOptions {
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
    ...(args.verify === undefined ? {} : { verify: args.verify }),
    ...(start === undefined ? {} : { start }),
  };
}

/** First Ctrl-C (or SIGTERM) stops the search and keeps the best; the second quits at once. */
function watchInterrupts(): { signal: AbortSignal; code: () => number; release: () => void } {
  const controller = new AbortController();
  let code = 0;
  const interrupt = (exitCode: number) => () => {
    if (controller.signal.aborted) process.exit(exitCode);
    code = exitCode;
    controller.abort();
  };
  const onInt = interrupt(130);
  const onTerm = interrupt(143);
  process.on("SIGINT", onInt);
  process.on("SIGTERM", onTerm);
  return {
    signal: controller.signal,
    code: () => code,
    release: () => {
      process.off("SIGINT", onInt);
      process.off("SIGTERM", onTerm);
    },
  };
}

function printImprovement({ time, solver, energy, objective, valid, work }: Improvement): void {
  process.stdout.write(`${JSON.stringify({ type: "improvement", time, work, solver, energy, objective, valid })}\n`);
}

async function report(
  args: ArgumentsCamelCase<SolveArguments>,
  source: string,
  problem: Parameters<typeof import("../summary.ts")["summary"]>[0],
  instance: unknown,
  result: Result,
): Promise<void> {
  const { printJson } = await import("../output.ts");
  if (args.ndjson === true) printJson({ type: "result", ...result }, true);
  else if (args.json === true) printJson(result);
  else
    process.stdout.write(
      (await import("../summary.ts")).summary(problem, instance, result, { source, file: args.file, out: args.out }),
    );
}
