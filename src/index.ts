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
  type Complaint,
  type Decoded,
  type Drawing,
  defineProblem,
  type Encoding,
  type FormatAdapter,
  type PenaltyProof,
  type Problem,
  type Violation,
} from "./problem.ts";
export { createRandom, type Random, splitSeed } from "./random.ts";
export { formatById, formats, problemById, problems, restarts, solverById, solvers } from "./registry.ts";
export { chooseSolver } from "./run/auto.ts";
export { instanceDigest } from "./run/digest.ts";
export type { Limits } from "./run/drive.ts";
export { type Result, resultSchema, STATUSES, type Status } from "./run/result.ts";
export { DEFAULT_TIME, type Improvement, improvements, type SolveOptions, solve, solveSync } from "./run/solve.ts";
export {
  defineSolver,
  type FlowLaw,
  type Monitor,
  type Refusal,
  type SearchContext,
  type Solver,
  type Step,
  type Verdict,
} from "./solver.ts";
export { VERSION } from "./version.ts";
