/**
 * The penalty weights of job-shop scheduling and their proof. Let U be what some schedule known takes, else the deadline; S the shortest length of a job, so that
 * no end is told below S; L_j the length of job j. In a state with some rules broken
 *
 *     extra bits of a group only cost: the one beyond the first pays P (d - 1) - R > 0, all else is never below 0;
 *     a group without a bit pays R > U - S;
 *     a job with operations out of order, or that ends after the end told, can be done anew behind that end: L_j later at most;
 *     of two operations that overlap on a machine the later can wait until the earlier is done, and with it all that begin after it: nothing
 *     else breaks, and the end is put off by less than the earlier takes (by no more than the shorter where both begin at once).
 *
 * Each broken rule pays more than what mending it puts off, so the whole state costs more than some schedule that breaks none; a schedule
 * within the deadline is no longer than that, if there is one at all. No weight need be larger than U - S, which is more than any state can gain.
 */
import { type PenaltyOptions, weightsAbove } from "../../src/modelling/penalty-options.ts";
import type { PenaltyProof } from "../../src/problem.ts";
import { dispatch } from "./dispatch.ts";
import { horizonOf, type JobShopInstance, jobName, lengthOf } from "./schema.ts";

export interface JobShopWeights {
  /** Of a group without a bit, R. */
  readonly reward: number;
  /** Of two bits of a group, P. */
  readonly pair: number;
  /** Of operations of one job out of order, and of a job that ends after the end told. */
  readonly order: (job: number) => number;
  /** Of two operations of different jobs, [job, duration] each, that overlap on a machine. */
  readonly overlap: (one: Taken, other: Taken) => number;
  readonly proof: PenaltyProof;
}

export type Taken = readonly [job: number, duration: number];

export function jobShopWeights(instance: JobShopInstance, options: PenaltyOptions): JobShopWeights {
  const lengths = instance.jobs.map(lengthOf);
  const shortest = lengths.reduce((least, length) => Math.min(least, length));
  const longest = lengths.reduce((most, length) => Math.max(most, length));
  const known = Math.min(horizonOf(instance), dispatch(instance).makespan);
  const gain = known - shortest;
  const weight = weightsAbove(gain, true, options);
  const reward = weight(gain);
  const pairThreshold = options.penalty === "tight" ? reward / options.tightness : reward;
  const pair = weightsAbove(pairThreshold, true, options)(pairThreshold);
  const orderThreshold = (job: number) => Math.min(gain, lengths[job]);
  const overlapThreshold = ([i, p]: Taken, [j, q]: Taken) =>
    Math.min(gain, lengths[i], lengths[j], Math.max(Math.min(p, q), p - 1, q - 1));
  const slowest = lengths.indexOf(longest);
  const scaled = options.penalty === "tight" ? `; scaled by ${options.tightness}, below what is proven` : "";
  const longestOperation = instance.jobs.flat().reduce((most, [, duration]) => Math.max(most, duration), 0);
  const least = Math.min(gain, longestOperation);
  return {
    reward,
    pair,
    order: (job) => weight(orderThreshold(job)),
    overlap: (one, other) => weight(overlapThreshold(one, other)),
    proof: {
      mode: options.penalty,
      weights: [
        { name: "operation without a start, R", weight: reward, threshold: gain },
        { name: "pair of starts of one operation, P", weight: pair, threshold: pairThreshold },
        {
          name: "order within a job, at most",
          weight: weight(orderThreshold(slowest)),
          threshold: orderThreshold(slowest),
        },
        { name: "overlap on a machine, at most", weight: weight(least), threshold: least },
      ],
      inequality: `R > U - S = ${known} - ${shortest}, P > R, orders > the length of their job, overlaps > the delay that mends them; with R = ${reward}, P = ${pair}${scaled}`,
      witness: `a schedule of ${known}; the shortest job takes ${shortest}, the longest, ${jobName(instance, slowest)}, ${longest}`,
      guaranteed: options.penalty === "exact",
    },
  };
}
