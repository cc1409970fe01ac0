/** What a schema cannot say about an instance: times that stay exact, names, a deadline that the jobs and machines by themselves can keep. */
import { checkLabels } from "../../src/modelling/document.ts";
import type { Complaint } from "../../src/problem.ts";
import {
  horizonOf,
  type JobShopInstance,
  jobName,
  LARGEST_TOTAL,
  lengthOf,
  machineCount,
  machineName,
} from "./schema.ts";

const MOST_MACHINES = 1e6;

export function checkInstance(instance: JobShopInstance): readonly Complaint[] {
  const { jobs, deadline, names, machines } = instance;
  for (const [j, job] of jobs.entries()) {
    const k = job.findIndex(([machine]) => machine >= MOST_MACHINES);
    if (k >= 0)
      return [{ path: `jobs[${j}][${k}][0]`, found: `${job[k][0]}`, expected: `a machine below ${MOST_MACHINES}` }];
  }
  const total = jobs.reduce((sum, job) => sum + lengthOf(job), 0);
  if (total >= LARGEST_TOTAL) {
    const hint = "State the durations in a larger unit.";
    return [{ path: "jobs", found: `durations that add up to ${total}`, expected: `less than ${LARGEST_TOTAL}`, hint }];
  }
  const labels = [
    ...checkLabels(jobs.length, names, "names"),
    ...(machines === undefined
      ? []
      : checkLabels(Math.max(machines.length, machineCount(instance)), machines, "machines")),
  ];
  return deadline === undefined ? labels : [...labels, ...checkDeadline(instance, deadline)];
}

/** At most one: the first job, or else the first machine, with more to do than there is time. */
function checkDeadline(instance: JobShopInstance, deadline: number): Complaint[] {
  const { jobs } = instance;
  const complain = (least: number, who: string): Complaint[] => [
    { path: "deadline", found: `${deadline}`, expected: `at least ${least}: ${who} takes that long by itself` },
  ];
  if (deadline >= LARGEST_TOTAL)
    return [{ path: "deadline", found: `${deadline}`, expected: `less than ${LARGEST_TOTAL}` }];
  const late = jobs.findIndex((job) => lengthOf(job) > horizonOf(instance));
  if (late >= 0) return complain(lengthOf(jobs[late]), jobName(instance, late));
  const load = new Float64Array(machineCount(instance));
  for (const job of jobs) for (const [machine, duration] of job) load[machine] += duration;
  const full = load.findIndex((time) => time > deadline);
  return full < 0 ? [] : complain(load[full], `all work on ${machineName(instance, full)}`);
}
