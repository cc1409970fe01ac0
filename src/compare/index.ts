/** Comparing solvers: a study becomes runs, runs become records, records become statistics; and tuning their options by races. */
export {
  type Analysis,
  type AnalysisOptions,
  analyse,
  type Cell,
  type Outcomes,
  type Quantiles,
  type Standing,
} from "./analysis.ts";
export { anytimeCurves, type CurvePoint, type EntrantCurve, hitCurves, profileCurves } from "./curves.ts";
export { type ExecuteOptions, executeRun } from "./execute.ts";
export { type ExperimentOptions, experiment } from "./experiment.ts";
export { type Friedman, friedman, meanRanks } from "./friedman.ts";
export { optionGrid } from "./grid.ts";
export { canonicalLog, inCanonicalOrder, type Log, parseLog, recordLine, withoutRepeats } from "./log.ts";
export { type MedianEstimate, medianEstimate } from "./median.ts";
export { ALPHA, type PairComparison, type PairTest } from "./pairs.ts";
export { type Budget, type RunRecord, recordSchema } from "./record.ts";
export { holm, type SignedRank, signedRank } from "./signed-rank.ts";
export { type Entrant, type RunRequest, runsOf, type Study, type Subject } from "./study.ts";
export { bootstrap, type Interval, type Statistic, statisticOf, timeToSolution } from "./success.ts";
export { type InstanceTarget, knownValues, type Reference, targetsOf } from "./targets.ts";
export type { Parameter } from "./tuning/parameters.ts";
export { type TuneOptions, type TuneStep, tune } from "./tuning/tune.ts";
export { tuning } from "./tuning/tuning.ts";
export type { Batch, RaceReport, Setting, Tuning, TuningStudy } from "./tuning/types.ts";
