/** The public API of groundstate. */
export { type Appraisal, appraise } from "./associative/appraisal.ts";
export {
  type BasinCurve,
  type BasinPoint,
  type BasinSettings,
  basins,
  basinsSync,
} from "./associative/basins.ts";
export {
  type CapacityCurve,
  type CapacityPoint,
  type CapacitySettings,
  capacity,
  capacitySync,
} from "./associative/capacity.ts";
export { type Correction, type CorrectionKind, correctionsOf } from "./associative/correction.ts";
export { erase, flipNoise } from "./associative/corrupt.ts";
export { type CueSet, cuesFromRecord, patternsFromRecord } from "./associative/document.ts";
export {
  type LearnContext,
  type LearnedMemory,
  learn,
  learnedModel,
  learning,
  learnSync,
  memoryOf,
} from "./associative/index.ts";
export { learningRules, ruleById } from "./associative/learning/index.ts";
export { createStream, type HebbianStream, type StreamOptions } from "./associative/learning/stream.ts";
export type { Learned, LearningContext, LearningProgress, LearningRule } from "./associative/learning/types.ts";
export { type Outcome, type OutcomeKind, outcomesOf } from "./associative/outcome.ts";
export { overlap, type Patterns, patternAt, patternsFrom, patternsFromBits } from "./associative/patterns.ts";
export {
  dynamics,
  dynamicsById,
  type RecallSettings,
  type Recollection,
  recall,
  recalling,
  recallSync,
} from "./associative/recall/index.ts";
export { type Retrieval, retrieve } from "./associative/recall/retrieve.ts";
export type {
  Cues,
  Dynamics,
  Memory,
  RecallContext,
  Recalled,
  RecallVerification,
  Trajectory,
} from "./associative/recall/types.ts";
export { type ErrorCode, FormatError, GroundstateError, MemoryError } from "./errors.ts";
export { detectFormat } from "./formats/index.ts";
export type * from "./formats/records.ts";
export { chooseInstance } from "./formats/several.ts";
export { referenceKernels } from "./kernels/reference.ts";
export type { Fields, Kernels } from "./kernels/types.ts";
export {
  type BasinFacts,
  type Landscape,
  type LandscapeDynamics,
  type LandscapeOptions,
  type LandscapeStatistics,
  landscape,
  type MergeTree,
  saddleBetween,
  type TransitionGraph,
} from "./landscape/index.ts";
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
  type EnergyParts,
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
