/** One run of a comparison: the ordinary solve, and what comes out as a record. A run that throws is a record too. */
import { GroundstateError } from "../errors.ts";
import type { Result } from "../run/result.ts";
import { solve } from "../run/solve.ts";
import { VERSION } from "../version.ts";
import type { RunRecord } from "./record.ts";
import type { RunRequest } from "./study.ts";

/** Improvements that a record keeps. */
const TRACE_LENGTH = 100;

export interface ExecuteOptions {
  readonly signal?: AbortSignal;
  /** What it runs on, for runs under a time budget. */
  readonly machine?: string;
  /** Bytes that a run may allocate. */
  readonly memoryLimit?: number;
}

/** Null when the signal ended the run: it did not get its budget, so it says nothing. Never throws for what a solver throws. */
export async function executeRun(request: RunRequest, options: ExecuteOptions = {}): Promise<RunRecord | null> {
  const { subject, solver, seed, budget, prove, encoding } = request;
  const { signal, machine, memoryLimit } = options;
  try {
    const result = await solve(subject.problem, subject.instance, {
      solver,
      options: request.options,
      seed,
      prove,
      encoding,
      [budget.kind]: budget.amount,
      ...(subject.stopAt === undefined ? {} : { target: subject.stopAt }),
      ...(signal === undefined ? {} : { signal }),
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    });
    return result.status === "aborted" ? null : finished(request, result, machine);
  } catch (error) {
    return signal?.aborted === true ? null : failed(request, wordsOf(error));
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof GroundstateError ? `${error.code}: ${error.message}` : `internal: ${String(error)}`;

/** The record of a run that gave no result. */
export function failed(request: RunRequest, error: string): RunRecord {
  return {
    ...head(request),
    sense: request.subject.problem.senseOf?.(request.subject.instance) ?? request.subject.problem.sense,
    status: "failed",
    error,
    objective: null,
    violations: [],
    bound: null,
    work: 0,
    trace: [],
  };
}

function finished(request: RunRequest, result: Result, machine: string | undefined): RunRecord {
  const clocked = request.budget.kind === "time";
  return {
    ...head(request),
    sense: result.sense,
    status: result.status,
    error: null,
    objective: result.objective,
    violations: [...new Set(result.violations.map(({ code }) => code))],
    bound: result.bound?.value ?? null,
    work: result.work,
    ...(clocked ? { time: result.timing.total } : {}),
    ...(clocked && machine !== undefined ? { machine } : {}),
    trace: improvementsOf(result, request.budget.kind),
  };
}

function head({ key, subject, digest, encoding, entrant, solver, allOptions, seed, budget }: RunRequest) {
  return {
    format: "groundstate-run",
    formatVersion: 1,
    key,
    version: VERSION,
    problem: subject.problem.id,
    instance: { name: subject.name, digest },
    encoding: { ...encoding },
    entrant,
    solver,
    options: { ...allOptions },
    seed,
    budget,
    stopAt: subject.stopAt ?? null,
  } as const;
}

/** Strict improvements of valid solutions, the last one as the referee has it; thinned from the front, the last always kept. */
function improvementsOf({ trace, objective, sense }: Result, kind: "time" | "work"): [number, number][] {
  if (objective === null) return [];
  const sign = sense === "min" ? 1 : -1;
  const points: [number, number][] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const point of trace) {
    if (!point.valid || point.energy >= best) continue;
    best = point.energy;
    points.push([point[kind], sign * point.energy + 0]);
  }
  if (points.length === 0) return [];
  points[points.length - 1][1] = objective;
  const stride = Math.ceil(points.length / TRACE_LENGTH);
  return points.filter((_point, k) => (points.length - 1 - k) % stride === 0);
}
