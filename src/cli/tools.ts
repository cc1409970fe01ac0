/** The work behind `check`, `encode`, `minima` and `generate`. */
import pc from "picocolors";
import { GroundstateError } from "../errors.ts";
import type { QuadraticRecord } from "../formats/records.ts";
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import { createRandom } from "../random.ts";
import { formatById, problemById } from "../registry.ts";
import { instanceDigest } from "../run/digest.ts";
import { mergeOptions } from "../run/options.ts";
import { quadraticRecord } from "../run/quadratic.ts";
import { solve } from "../run/solve.ts";
import { type InputArguments, loadInstance } from "./input.ts";
import { formatNumber } from "./numbers.ts";
import { checkWritable, printJson, writePieces } from "./output.ts";
import { loadSolution } from "./solution-files.ts";

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

export interface MinimaArguments extends EncodedInput {
  readonly limit: number;
  readonly json?: boolean | undefined;
  readonly spectrum?: boolean | undefined;
}

export interface GenerateArguments {
  readonly problem: string;
  readonly size: number;
  readonly seed: number;
  readonly to?: string | undefined;
  readonly out?: string | undefined;
}

/** Exit code 0 when the solution is valid and its document claims nothing false, else 1. */
export async function check(args: CheckArguments): Promise<number> {
  const { problem, instance, source } = await loadInstance(args.file, args);
  const { solution, claim } = await loadSolution(args.solution, problem, instance);
  const violations = problem.verify(instance, solution);
  const valid = violations.length === 0;
  const objective = valid ? problem.cost(instance, solution) : null;
  const falsehoods = claim === null ? [] : falseClaims(claim, objective, instanceDigest(instance));
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

function falseClaims(
  claim: { objective: number | null; digest: string },
  objective: number | null,
  digest: string,
): string[] {
  const found: string[] = [];
  if (claim.digest !== digest) found.push("the document belongs to another instance (the digests differ)");
  if (objective !== null && claim.objective !== objective)
    found.push(`the document claims ${claim.objective}, recomputed ${objective}`);
  return found;
}

const TARGETS = {
  qubo: { format: "qubo-coo", domain: "bit" },
  ising: { format: "ising-coo", domain: "spin" },
  bqm: { format: "bqm", domain: "bit" },
  qbsolv: { format: "qbsolv", domain: "bit" },
} as const;

export async function encode(args: EncodeArguments): Promise<number> {
  if (args.out !== undefined) await checkWritable(args.out);
  const { problem, instance, source } = await loadInstance(args.file, args);
  const options = mergeOptions(problem.defaults, args.encoding, problem.optionsSchema, `${problem.id} encoding`);
  const { model } = problem.encode(instance, options);
  const target = TARGETS[args.to];
  const record: QuadraticRecord = quadraticRecord(model, target.domain, source, args.memory ?? DEFAULT_MEMORY_LIMIT);
  await writePieces(args.out, formatById(target.format).print(record));
  return 0;
}

interface MinimaFindings {
  readonly groundStates: readonly (readonly number[])[];
  readonly groundStateCount: number;
  readonly groundStateEnergy: number;
  readonly localMinima?: readonly {
    readonly values: readonly number[];
    readonly energy: number;
    readonly strict: boolean;
  }[];
  readonly localMinimaCount?: number;
  readonly spectrum?: readonly { readonly energy: number; readonly count: number }[];
}

export async function minima(args: MinimaArguments): Promise<number> {
  const { problem, instance, source } = await loadInstance(args.file, args);
  const result = await solve(problem, instance, {
    solver: "exhaustive",
    time: 3600,
    options: { localMinima: true, spectrum: args.spectrum === true },
    ...(args.encoding === undefined ? {} : { encoding: args.encoding }),
    ...(args.memory === undefined ? {} : { memoryLimit: args.memory }),
  });
  const findings = result.findings as MinimaFindings;
  if (args.json === true) {
    printJson({ problem: problem.id, instance: source, ...findings });
    return 0;
  }
  const limit = args.limit;
  const listed = findings.localMinima ?? [];
  const lines = [
    `${source} (${problem.id}, ${problem.describe(instance)})`,
    `ground states: ${findings.groundStateCount}, energy ${formatNumber(findings.groundStateEnergy)}`,
    `1-flip local minima: ${findings.localMinimaCount ?? listed.length}`,
    ...[...listed]
      .sort((a, b) => a.energy - b.energy)
      .slice(0, limit)
      .map(
        ({ values, energy, strict }) =>
          `  ${formatNumber(energy).padStart(14)}  [${values.join(", ")}]${strict ? "" : "  (plateau)"}`,
      ),
    ...(listed.length > limit ? [`  ... ${listed.length - limit} more: --limit N or --json`] : []),
    ...(findings.spectrum ?? [])
      .slice(0, args.spectrum === true ? limit : 0)
      .map(({ energy, count }) => `level ${formatNumber(energy)}: ${count} states`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

export async function generate(args: GenerateArguments): Promise<number> {
  if (args.out !== undefined) await checkWritable(args.out);
  const problem = problemById(args.problem);
  const instance = problem.sample(createRandom(args.seed), args.size);
  if (args.to === undefined) {
    await writePieces(args.out, [`${JSON.stringify(instance)}\n`]);
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
  await writePieces(args.out, format.print(adapter.fromInstance!(instance)));
  return 0;
}
