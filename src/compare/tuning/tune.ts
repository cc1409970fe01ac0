/** A tuning with its runs made: those of the same block at the same time, those that are known taken as they are. */
import { type ExperimentOptions, makeRuns } from "../experiment.ts";
import type { RunRecord } from "../record.ts";
import { tuning } from "./tuning.ts";
import type { Batch, Tuning, TuningStudy } from "./types.ts";

export interface TuneOptions extends Omit<ExperimentOptions, "done"> {
  /** Runs that were made before, of this tuning or any other: those it needs are not made again. */
  readonly known?: readonly RunRecord[];
}

export interface TuneStep {
  readonly batch: Batch;
  /** A run that was just made. */
  readonly record: RunRecord;
}

/** Null when the signal ended it. @throws as `tuning` */
export async function* tune(study: TuningStudy, options: TuneOptions = {}): AsyncGenerator<TuneStep, Tuning | null> {
  const { known: before = [], ...making } = options;
  const known = new Map([...before].reverse().map((record) => [record.key, record]));
  const steps = tuning(study);
  let step = steps.next();
  while (step.done !== true) {
    const batch = step.value;
    for await (const record of makeRuns(batch.requests, { ...making, done: new Set(known.keys()) })) {
      known.set(record.key, record);
      yield { batch, record };
    }
    const records = batch.requests.map(({ key }) => known.get(key)).filter((record) => record !== undefined);
    if (records.length < batch.requests.length) return null;
    step = steps.next(records);
  }
  return step.value;
}
