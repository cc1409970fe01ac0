/** `check`, `encode`, `minima`, `generate`: the tools around solving. */
import type { Argv, CommandModule } from "yargs";
import { demanded } from "../arguments.ts";
import type { CommandContext } from "../context.ts";
import type { MinimaArguments } from "../minima.ts";
import {
  durationOption,
  instanceFile,
  jsonOption,
  limitOption,
  numberOption,
  pathOption,
  required,
  seedOption,
  textOption,
} from "../options.ts";
import type { CheckArguments, EncodeArguments, GenerateArguments } from "../tools.ts";
import { lazyCommand } from "./lazy.ts";

const checkBuilder = (argv: Argv) =>
  instanceFile(argv)
    .positional("solution", required("result document, bare solution (JSON), tour or partition file"))
    .option("json", jsonOption("the judgement"))
    .example("$0 check berlin52.tsp berlin52.opt.tour", "length of a tour, checked")
    .example("$0 check mesh.graph mesh.part --parts 2", "cut and balance of a partition");

const encodeBuilder = (argv: Argv) =>
  instanceFile(argv)
    .option("to", {
      type: "string",
      choices: ["qubo", "ising", "bqm", "qbsolv"] as const,
      coerce: demanded,
      demandOption: true,
      describe: "qubo, ising: coordinate lists; bqm: dimod JSON; qbsolv: .qubo",
      group: "Output:",
    })
    .option("out", pathOption("out", "output file, written whole or not at all; default (or -) stdout", "Output:"))
    .example("$0 encode four.json --to qubo", "the QUBO of an instance")
    .example("$0 encode mesh.graph --to ising --out mesh.ising", "the Ising model of a bisection");

const minimaBuilder = (argv: Argv) =>
  instanceFile(argv, "instance file, - for stdin; up to 40 variables")
    .option(
      "time",
      durationOption(
        "time",
        "give up after that, e.g. 5m; default 1h (36 variables take seconds, 40 minutes)",
        "Search:",
      ),
    )
    .option("limit", limitOption("minima"))
    .option("json", jsonOption("all findings"))
    .option("spectrum", {
      type: "boolean",
      describe: "also list the energy levels and how many states have each",
      group: "Output:",
    })
    .example("$0 minima examples/ising/three-neurons.json", "ground states and local minima by enumeration");

const generateBuilder = (argv: Argv) =>
  argv
    .positional("problem", required("problem id (groundstate problems lists them)"))
    .option("size", { ...numberOption("size", "positive-integer", "cities, vertices, variables ..."), default: "20" })
    .option("kind", textOption("kind of instances, where a problem has several (groundstate problems NAME lists them)"))
    .option("seed", seedOption())
    .option("to", textOption("file format instead of JSON (groundstate formats lists them)"))
    .option("out", pathOption("out", "output file, written whole or not at all; default (or -) stdout"))
    .example("$0 generate tsp --size 50 --seed 3 --out random50.json", "a random instance")
    .example("$0 generate spin-glass --kind cubic-lattice --size 64", "an instance of another kind");

export function toolCommands(context: CommandContext): CommandModule[] {
  const work = () => import("../tools.ts");
  return [
    lazyCommand<CheckArguments>(
      context,
      "check <file> <solution>",
      "let the referee check a solution: validity, objective, claims",
      checkBuilder,
      async (args) => (await work()).check(args),
    ),
    lazyCommand<EncodeArguments>(
      context,
      "encode <file>",
      "write the energy of an instance as QUBO, Ising or BQM",
      encodeBuilder,
      async (args) => (await work()).encode(args),
    ),
    lazyCommand<MinimaArguments>(
      context,
      "minima <file>",
      "all ground states and local minima of a small instance, by enumeration",
      minimaBuilder,
      async (args) => (await import("../minima.ts")).minima(args),
    ),
    lazyCommand<GenerateArguments>(
      context,
      "generate <problem>",
      "make a random instance",
      generateBuilder,
      async (args) => (await work()).generate(args),
    ),
  ];
}
