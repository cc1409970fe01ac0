/** What a document says of the solution in it, held against what the instance says. */
import type { Problem } from "../problem.ts";
import { mergeOptions } from "../run/options.ts";
import type { Result } from "../run/result.ts";

/** Null where the document says nothing. */
export interface Claim {
  readonly objective: number | null;
  /** How far the true objective may be from it: numbers in files may be rounded. */
  readonly tolerance: number;
  readonly bound: number | null;
  readonly digest: string | null;
  /** What only result documents say. */
  readonly result: Partial<Pick<Result, "energy" | "valid" | "status" | "limits" | "encoding">> | null;
}

/** What the referee found. */
export interface Judged {
  /** Null when the solution is not valid. */
  readonly objective: number | null;
  readonly sense: "min" | "max";
  readonly digest: string;
}

/** Relative: rounding of an energy beside its penalties stays far below. */
const ENERGY_ROUNDING = 1e-6;

/** Every claim that does not hold, in words. */
export function falseClaims(claim: Claim, judged: Judged, problem: Problem, instance: unknown): string[] {
  const { objective, sense, digest } = judged;
  const found: string[] = [];
  if (claim.digest !== null && claim.digest !== digest)
    found.push("the document belongs to another instance (the digests differ)");
  const valid = claim.result?.valid;
  if (valid !== undefined && valid !== (objective !== null))
    found.push(`the document claims that its solution is ${valid ? "" : "not "}valid`);
  if (objective === null) return found;
  if (claim.objective === null || !(Math.abs(claim.objective - objective) <= claim.tolerance))
    found.push(`the document claims ${claim.objective}, recomputed ${objective}`);
  if (claim.bound !== null) {
    const beyond = sense === "min" ? claim.bound - objective : objective - claim.bound;
    if (beyond > 1e-9 * Math.max(1, Math.abs(objective)))
      found.push(`the document claims a bound of ${claim.bound}, and its solution of ${objective} is better`);
  }
  return [
    ...found,
    ...statusFault(claim, objective, sense),
    ...energyFault(claim, objective, sense, problem, instance),
  ];
}

/** A status that the document's own numbers refute. */
function statusFault({ bound, result }: Claim, objective: number, sense: "min" | "max"): string[] {
  if (result?.status === "optimal" && bound !== objective)
    return [
      `the document claims to be optimal, with ${bound === null ? "no bound" : `a bound of ${bound}`} for ${objective}`,
    ];
  const target = result?.limits?.target ?? null;
  if (result?.status !== "target-reached" || target === null) return [];
  const reached = sense === "min" ? objective <= target : objective >= target;
  return reached ? [] : [`the document claims to have reached its target ${target}, with ${objective}`];
}

/** Valid states have the objective as their energy, times -1 when maximising; those with slack variables may have more. */
function energyFault(
  { result }: Claim,
  objective: number,
  sense: "min" | "max",
  problem: Problem,
  instance: unknown,
): string[] {
  const energy = result?.energy;
  if (energy === undefined) return [];
  const expected = sense === "min" ? objective : 0 - objective;
  const above = (energy ?? Number.NaN) - expected;
  const allowed = ENERGY_ROUNDING * Math.max(1, Math.abs(expected));
  if (Math.abs(above) <= allowed || (above > 0 && hasSlack(problem, instance, result?.encoding))) return [];
  return [`the document claims an energy of ${energy}, its solution has ${expected}`];
}

/** @throws {GroundstateError} "invalid-options" for options that the encoding does not have */
function hasSlack(problem: Problem, instance: unknown, encoding: Record<string, unknown> | undefined): boolean {
  const options = mergeOptions(problem.defaults, encoding, problem.optionsSchema, "result.encoding");
  const { model, explain } = problem.encode(instance, options);
  const own = explain?.().size[0]?.variables ?? model.n;
  return model.n > own || model.structure.some((part) => part.kind === "balance" && part.slack !== null);
}
