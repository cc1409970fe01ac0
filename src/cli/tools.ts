/** The work behind `check`, `encode` and `generate`. */
import pc from "picocolors";
import { GroundstateError } from "../errors.ts";
import type { QuadraticRecord } from "../formats/records.ts";
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import { didYouMean } from "../names.ts";
import type { InstanceKind, Problem } from "../problem.ts";
import { createRandom } from "../random.ts";
import { formatById, problemById } from "../registry.ts";
import { instanceDigest } from "../run/digest.ts";
import { mergeOptions } from "../run/options.ts";
import { quadraticStream } from "../run/quadratic.ts";
import { falseClaims } from "./claims.ts";
import { UsageError } from "./failure.ts";
import { type InputArguments, loadInstance } from "./input.ts";
import { formatNumber } from "./numbers.ts";
import { checkWritable, printJson, writePieces } from "./output.ts";
import { loadSolution } from "./solution-files.ts";
import { STDIN } from "./stdin.ts";

interface EncodedInput extends InputArguments {
  readonly file: string;
  readonly encoding?: Record<string, unknown> | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
}

export interface CheckArguments extends InputArguments {
  readonly file: string;
  readonly solution: string;
  readonly json?: boolean | undefined;
}

export interface EncodeArguments extends EncodedInput {
  readonly to: keyof typeof TARGETS;
  readonly out?: string | undefined;
}

export interface GenerateArguments {
  readonly problem: string;
  readonly size: number;
  readonly kind?: string | undefined;
  readonly seed: number;
  readonly to?: string | undefined;
  readonly out?: string | undefined;
}

/** Exit code 0 when the solution is valid and its document claims nothing false, else 1. */
export async function check(args: CheckArguments): Promise<number> {
  if (args.file === STDIN && args.solution === STDIN) throw new UsageError("only one of FILE and SOLUTION can be -");
  const { problem, instance, source } = await loadInstance(args.file, args);
  const { solution, claim } = await loadSolution(args.solution, problem, instance);
  const violations = problem.verify(instance, solution);
  const valid = violations.length === 0;
  const objective = valid ? problem.cost(instance, solution) : null;
  const sense = problem.senseOf?.(instance) ?? problem.sense;
  const falsehoods =
    claim === null ? [] : falseClaims(claim, { objective, sense, digest: instanceDigest(instance) }, problem, instance);
  if (args.json === true)
    printJson({ problem: problem.id, instance: source, valid, objective, violations, falseClaims: falsehoods });
  else {
    const lines = [
      `${valid ? pc.green("valid") : pc.red("not valid")}: ${source} (${problem.id}, ${problem.describe(instance)})`,
      ...(objective === null ? [] : [`${problem.objective} ${pc.bold(formatNumber(objective))}`]),
      ...violations.map((violation) => `- ${violation.message}`),
      ...falsehoods.map((text) => pc.red(`- ${text}`)),
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  }
  return valid && falsehoods.length === 0 ? 0 : 1;
}

const TARGETS = {
  qubo: { format: "qubo-coo", domain: "bit" },
  ising: { format: "ising-coo", domain: "spin" },
  bqm: { format: "bqm", domain: "bit" },
  qbsolv: { format: "qbsolv", domain: "bit" },
} as const;

export async function encode(args: EncodeArguments): Promise<number> {
  const out = args.out === STDIN ? undefined : args.out;
  if (out !== undefined) await checkWritable(out, [args.file]);
  const { problem, instance, source } = await loadInstance(args.file, args);
  const options = mergeOptions(problem.defaults, args.encoding, problem.optionsSchema, `${problem.id} encoding`);
  const { model } = problem.encode(instance, options);
  if (model.structure.some((structure) => !structure.penalised)) {
    throw new GroundstateError(
      "invalid-options",
      "this encoding has no penalties, and the file could not hold the constraints",
      {
        hint:
          "penalty" in problem.defaults
            ? "Leave out --encoding penalty=structural."
            : `Only solvers that keep the structure can take ${problem.id}: groundstate solve does.`,
      },
    );
  }
  const target = TARGETS[args.to];
  const record: QuadraticRecord = quadraticStream(model, target.domain, source, args.memory ?? DEFAULT_MEMORY_LIMIT);
  await writePieces(out, formatById(target.format).print(record));
  return 0;
}

function kindOf({ id, kinds = [] }: Problem, wanted: string): InstanceKind<unknown> {
  const known = kinds.find((kind) => kind.id === wanted);
  if (known !== undefined) return known;
  const ids = kinds.map((kind) => kind.id);
  throw new GroundstateError(
    "unknown-name",
    `--kind is ${JSON.stringify(wanted)}, which is no kind of ${id} instances`,
    {
      hint: ids.length === 0 ? "It has one kind only: leave --kind out." : `Use ${didYouMean(wanted, ids)}.`,
    },
  );
}

/** Instances beyond this would take gigabytes as JSON. */
const LARGEST_GENERATED = 5_000_000;

export async function generate(args: GenerateArguments): Promise<number> {
  const out = args.out === STDIN ? undefined : args.out;
  if (out !== undefined) await checkWritable(out);
  const problem = problemById(args.problem);
  if (args.size > LARGEST_GENERATED) {
    throw new GroundstateError("invalid-options", `--size is ${args.size}, expected at most ${LARGEST_GENERATED}`);
  }
  const random = createRandom(args.seed);
  const make = args.kind === undefined ? (problem.generate ?? problem.sample) : kindOf(problem, args.kind).generate;
  const instance = make(random, args.size);
  if (args.to === undefined) {
    await writePieces(out, [`${JSON.stringify(instance)}\n`]);
    return 0;
  }
  const format = formatById(args.to);
  const adapter = problem.formats.find(
    (candidate) => candidate.kind === format.kind && candidate.fromInstance !== undefined,
  );
  if (adapter === undefined) {
    throw new GroundstateError("invalid-options", `--to is ${format.id}, which cannot hold a ${problem.id} instance`, {
      hint: "Leave --to out for JSON.",
    });
  }
  await writePieces(out, format.print(adapter.fromInstance!(instance)));
  return 0;
}
