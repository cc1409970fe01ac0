/** The public API of groundstate. */
export { type ErrorCode, FormatError, GroundstateError, MemoryError } from "./errors.ts";
export { detectFormat } from "./formats/index.ts";
export type * from "./formats/records.ts";
export { referenceKernels } from "./kernels/reference.ts";
export type { Fields, Kernels } from "./kernels/types.ts";
export * from "./model/index.ts";
export {
  type AdapterParameters,
  type Bound,
  type BoundContext,
  type Complaint,
  type Decoded,
  type Drawing,
  defineProblem,
  type Encoding,
  type FormatAdapter,
  type InstanceOf,
  isRejected,
  type PenaltyProof,
  type Problem,
  type SolutionOf,
  type Violation,
} from "./problem.ts";
export { createRandom, type Random, splitSeed } from "./random.ts";
export { catalogue, formatById, formats, problemById, problems, restarts, solverById, solvers } from "./registry.ts";
export { instanceDigest } from "./run/digest.ts";
export type { Limits } from "./run/drive.ts";
export { createMonitor, type MonitorReport } from "./run/monitor.ts";
export { checkInstance, DEFAULT_TIME, type SearchOptions, type SolveOptions } from "./run/options.ts";
export { quadraticRecord } from "./run/quadratic.ts";
export { type Result, resultSchema, STATUSES, type Status } from "./run/result.ts";
export { type Minimum, minimise } from "./run/search.ts";
export { type Improvement, improvements, type ResultOf, solve, solveSync } from "./run/solve.ts";
export { closeThreads } from "./run/threads/pool.ts";
export {
  defineSolver,
  type Findings,
  type FlowLaw,
  type Monitor,
  type Refusal,
  type SearchContext,
  type Solver,
  type Step,
  type Verdict,
} from "./solver.ts";
export { VERSION } from "./version.ts";
