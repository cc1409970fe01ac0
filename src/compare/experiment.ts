/** Makes the runs of a study that are not there yet, a few at a time, and hands out each record as soon as its run is over. */
import { executeRun } from "./execute.ts";
import type { RunRecord } from "./record.ts";
import { type RunRequest, runsOf, type Study } from "./study.ts";

export interface ExperimentOptions {
  /** Keys of runs that are done: they are left out. */
  readonly done?: ReadonlySet<string>;
  /** Makes one run; null when the signal ended it. Default: on this thread. */
  readonly execute?: (request: RunRequest, signal?: AbortSignal) => Promise<RunRecord | null>;
  /** Runs at the same time, default 1: more disturb each other's timings unless `execute` runs them on cores of their own. */
  readonly jobs?: number;
  /** Ends the experiment; runs in flight are lost. */
  readonly signal?: AbortSignal;
}

/**
 * Records in the order in which runs end. @throws as `runsOf`, before the first run
 */
export function experiment(study: Study, options: ExperimentOptions = {}): AsyncGenerator<RunRecord, void, void> {
  return makeRuns(runsOf(study), options);
}

/** The same for any list of runs, begun in the order given. */
export async function* makeRuns(
  requests: readonly RunRequest[],
  options: ExperimentOptions = {},
): AsyncGenerator<RunRecord, void, void> {
  const { done, signal, jobs = 1 } = options;
  const execute = options.execute ?? ((request) => executeRun(request, signal === undefined ? {} : { signal }));
  const waiting = requests.filter(({ key }) => done?.has(key) !== true);
  const flying = new Map<string, Promise<{ key: string; record: RunRecord | null }>>();
  let next = 0;
  while (next < waiting.length || flying.size > 0) {
    while (flying.size < jobs && next < waiting.length && signal?.aborted !== true) {
      const request = waiting[next++];
      const { key } = request;
      flying.set(
        key,
        execute(request, signal).then((record) => ({ key, record })),
      );
    }
    if (flying.size === 0) return;
    const { key, record } = await Promise.race(flying.values());
    flying.delete(key);
    if (record !== null) yield record;
  }
}
