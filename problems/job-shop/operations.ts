/** The operations of an instance in a row, as the encoding numbers them, with what comes before each. O(operations). */
import { horizonOf, type JobShopInstance, lengthOf } from "./schema.ts";

export interface Operations {
  readonly count: number;
  /** Operations of job j: jobStart[j] .. jobStart[j + 1]. */
  readonly jobStart: Int32Array;
  readonly machine: Int32Array;
  readonly duration: Int32Array;
  /** What comes before in the job. */
  readonly head: Int32Array;
  readonly job: Int32Array;
  readonly lengths: readonly number[];
  /** Length of the shortest job, S. */
  readonly shortest: number;
  /** Choices of a group, m. */
  readonly choices: number;
}

export function operationsOf(instance: JobShopInstance): Operations {
  const { jobs } = instance;
  const all = jobs.flat();
  const lengths = jobs.map(lengthOf);
  const shortest = lengths.reduce((least, length) => Math.min(least, length));
  const jobStart = new Int32Array(jobs.length + 1);
  const head = new Int32Array(all.length);
  const job = new Int32Array(all.length);
  for (const [j, operations] of jobs.entries()) {
    jobStart[j + 1] = jobStart[j] + operations.length;
    let before = 0;
    for (const [k, [, duration]] of operations.entries()) {
      job[jobStart[j] + k] = j;
      head[jobStart[j] + k] = before;
      before += duration;
    }
  }
  const machine = Int32Array.from(all, ([m]) => m);
  const duration = Int32Array.from(all, ([, time]) => time);
  const choices = horizonOf(instance) - shortest + 1;
  return { count: all.length, jobStart, machine, duration, head, job, lengths, shortest, choices };
}
