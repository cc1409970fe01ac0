/** `check`, `encode`, `minima`, `generate`: the tools around solving. */
import type { Argv, CommandModule } from "yargs";
import { demanded, inputOptions, parseDuration, parseNumber, parsePath, single } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { MinimaArguments } from "../minima.ts";
import type { CheckArguments, EncodeArguments, GenerateArguments } from "../tools.ts";

type Builder = (argv: Argv) => Argv;

const checkBuilder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "instance file, - for stdin",
    })
    .positional("solution", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "result document, bare solution (JSON), tour or partition file",
    })
    .option("json", { type: "boolean", describe: "print the judgement as JSON", group: "Output:" })
    .example("$0 check berlin52.tsp berlin52.opt.tour", "length of a tour, checked")
    .example("$0 check mesh.graph mesh.part --parts 2", "cut and balance of a partition");

const encodeBuilder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "instance file, - for stdin",
    })
    .option("to", {
      type: "string",
      choices: ["qubo", "ising", "bqm", "qbsolv"] as const,
      coerce: demanded,
      demandOption: true,
      describe: "qubo, ising: coordinate lists; bqm: dimod JSON; qbsolv: .qubo",
      group: "Output:",
    })
    .option("out", {
      type: "string",
      coerce: single(parsePath("out")),
      describe: "output file, written whole or not at all; default (or -) stdout",
      group: "Output:",
    })
    .example("$0 encode four.json --to qubo", "the QUBO of an instance")
    .example("$0 encode mesh.graph --to ising --out mesh.ising", "the Ising model of a bisection");

const minimaBuilder = (argv: Argv) =>
  inputOptions(argv)
    .positional("file", {
      type: "string",
      demandOption: true,
      coerce: demanded,
      describe: "instance file, - for stdin; up to 40 variables",
    })
    .option("time", {
      type: "string",
      coerce: single(parseDuration("time")),
      describe: "give up after that, e.g. 5m; default 1h (36 variables take seconds, 40 minutes)",
      group: "Search:",
    })
    .option("limit", {
      type: "string",
      coerce: single(parseNumber("limit", "positive-integer")),
      default: "20",
      describe: "how many minima to list",
      group: "Output:",
    })
    .option("json", { type: "boolean", describe: "print all findings as JSON", group: "Output:" })
    .option("spectrum", {
      type: "boolean",
      describe: "also list the energy levels and how many states have each",
      group: "Output:",
    })
    .example("$0 minima examples/ising/three-neurons.json", "ground states and local minima by enumeration");

const generateBuilder = (argv: Argv) =>
  argv
    .positional("problem", {
      type: "string",
      demandOption: true,
      describe: "problem id (groundstate problems lists them)",
    })
    .option("size", {
      type: "string",
      coerce: single(parseNumber("size", "positive-integer")),
      default: "20",
      describe: "cities, vertices, variables ...",
    })
    .option("seed", {
      type: "string",
      coerce: single(parseNumber("seed", "integer")),
      default: "1",
      describe: "random seed",
    })
    .option("to", {
      type: "string",
      coerce: single(String),
      describe: "file format instead of JSON (groundstate formats lists them)",
    })
    .option("out", {
      type: "string",
      coerce: single(parsePath("out")),
      describe: "output file, written whole or not at all; default (or -) stdout",
    })
    .example("$0 generate tsp --size 50 --seed 3 --out random50.json", "a random instance");

export function toolCommands(context: CommandContext): CommandModule[] {
  const work = () => import("../tools.ts");
  const command = (
    usage: string,
    describe: string,
    builder: unknown,
    run: (args: unknown) => Promise<number>,
  ): CommandModule => ({
    command: usage,
    describe,
    builder: builder as Builder,
    handler: async (args) => {
      context.exitCode = await run(args);
    },
  });
  return [
    command(
      "check <file> <solution>",
      "let the referee check a solution: validity, objective, claims",
      checkBuilder,
      async (args) => (await work()).check(args as CheckArguments),
    ),
    command("encode <file>", "write the energy of an instance as QUBO, Ising or BQM", encodeBuilder, async (args) =>
      (await work()).encode(args as EncodeArguments),
    ),
    command(
      "minima <file>",
      "all ground states and local minima of a small instance, by enumeration",
      minimaBuilder,
      async (args) => (await import("../minima.ts")).minima(args as MinimaArguments),
    ),
    command("generate <problem>", "make a random instance", generateBuilder, async (args) =>
      (await work()).generate(args as GenerateArguments),
    ),
  ];
}
