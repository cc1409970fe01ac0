/** Solutions in and out: our result documents, bare solutions, and the file formats of a problem. */
import { extname } from "node:path";
import { GroundstateError } from "../errors.ts";
import type { FileRecord } from "../formats/records.ts";
import type { Problem } from "../problem.ts";
import { formats } from "../registry.ts";
import type { Result } from "../run/result.ts";
import { requireSchema } from "../validate.ts";
import type { Claim } from "./claims.ts";
import { readRecord } from "./input.ts";
import { writeWhole } from "./output.ts";
import { fileLabel } from "./stdin.ts";

/** A solution with what its document claims about it, if anything. */
export interface LoadedSolution {
  readonly solution: unknown;
  readonly claim: Claim | null;
}

/** Chosen by the extension of --out. @throws {GroundstateError} "invalid-options" before any work is done */
export function solutionWriter(path: string, problem: Problem, instance: unknown): (result: Result) => Promise<void> {
  const extension = extname(path).slice(1).toLowerCase();
  if (extension === "json") return (result) => writeWhole(path, [`${JSON.stringify(result, null, 1)}\n`]);
  for (const adapter of problem.formats) {
    if (adapter.fromSolution === undefined) continue;
    const format = formats.find(
      (candidate) => candidate.kind === adapter.kind && candidate.extensions.includes(extension),
    );
    if (format === undefined) continue;
    return async (result) => {
      if (result.valid) await writeWhole(path, format.print(adapter.fromSolution!(instance, result.solution)));
    };
  }
  const known = problem.formats.flatMap((adapter) =>
    adapter.fromSolution === undefined
      ? []
      : formats.filter((format) => format.kind === adapter.kind).flatMap((format) => format.extensions),
  );
  throw new GroundstateError(
    "invalid-options",
    `--out is ${JSON.stringify(path)}, expected a name ending in ${["json", ...known].map((name) => `.${name}`).join(", ")}`,
  );
}

/** @throws {GroundstateError} when the file is no solution of this problem */
export async function readSolution(path: string, problem: Problem, instance: unknown): Promise<unknown> {
  return (await loadSolution(path, problem, instance)).solution;
}

export async function loadSolution(path: string, problem: Problem, instance: unknown): Promise<LoadedSolution> {
  const { record, format } = await readRecord(path, undefined);
  if (record.kind === "json") return fromDocument(record.document, problem);
  const adapter = problem.formats.find(
    (candidate) => candidate.kind === record.kind && candidate.toSolution !== undefined,
  );
  if (adapter === undefined) {
    throw new GroundstateError(
      "invalid-solution",
      `${fileLabel(path)} is a ${format} file, which holds no solution of ${problem.id}`,
      {
        hint: `groundstate schema ${problem.id} --solution prints what a solution looks like in JSON.`,
      },
    );
  }
  return { solution: adapter.toSolution!(record, instance), claim: claimOf(record) };
}

function claimOf(record: FileRecord): Claim | null {
  const written = record.kind === "routes" ? record.cost : record.kind === "valued-permutation" ? record.value : null;
  if (written === null) return null;
  return { objective: written, tolerance: rounding(written), bound: null, digest: null, result: null };
}

/** Half a unit of the last decimal that a number is written with, and the error of adding it up. */
function rounding(value: number): number {
  const [, decimals = ""] = /\.(\d+)$/.exec(String(value)) ?? [];
  return 0.5 * 10 ** -decimals.length + 1e-9 * Math.abs(value);
}

function fromDocument(document: unknown, problem: Problem): LoadedSolution {
  const fields = document as Partial<Result>;
  const isResult = typeof document === "object" && document !== null && fields.format === "groundstate-result";
  if (!isResult) {
    requireSchema(problem.solutionSchema, document, "solution", "invalid-solution");
    return { solution: document, claim: null };
  }
  if (fields.problem !== problem.id) {
    throw new GroundstateError(
      "invalid-solution",
      `result.problem is ${JSON.stringify(fields.problem)}, expected "${problem.id}"`,
    );
  }
  if (fields.solution === null || fields.solution === undefined) {
    throw new GroundstateError("invalid-solution", "result.solution is null: that run found no valid solution");
  }
  requireSchema(problem.solutionSchema, fields.solution, "result.solution", "invalid-solution");
  return {
    solution: fields.solution,
    claim: {
      objective: fields.objective ?? null,
      tolerance: 0,
      bound: fields.bound?.value ?? null,
      digest: fields.instance?.digest ?? "",
      result: fields,
    },
  };
}
