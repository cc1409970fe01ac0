/** Gantt charts: of a schedule a row a machine and a colour a job; of an instance alone a row a job without waits and a colour a machine. */
import type { Drawing, Timeline } from "../../src/problem.ts";
import { type JobShopInstance, type JobShopSolution, jobName, machineCount, machineName } from "./schema.ts";

/** More bars are no picture. */
const MOST_BARS = 5000;

export function drawSchedule(instance: JobShopInstance, solution: JobShopSolution | null): Drawing | null {
  if (instance.jobs.reduce((sum, job) => sum + job.length, 0) > MOST_BARS) return null;
  const timeline = solution === null ? jobsOf(instance) : machinesOf(instance, solution);
  return { title: instance.name ?? "job shop", points: [], lines: [], timeline };
}

function machinesOf(instance: JobShopInstance, { start }: JobShopSolution): Timeline {
  const bars = instance.jobs.flatMap((job, j) =>
    job.flatMap(([machine, duration], k) => {
      const from = start[j][k];
      return duration === 0 ? [] : [{ row: machine, from, to: from + duration, group: j, label: jobName(instance, j) }];
    }),
  );
  return { rows: Array.from({ length: machineCount(instance) }, (_, m) => machineName(instance, m)), bars };
}

function jobsOf(instance: JobShopInstance): Timeline {
  const bars = instance.jobs.flatMap((job, row) => {
    let to = 0;
    return job.flatMap(([machine, duration]) => {
      const from = to;
      to += duration;
      return duration === 0 ? [] : [{ row, from, to, group: machine, label: machineName(instance, machine) }];
    });
  });
  return { rows: instance.jobs.map((_, j) => jobName(instance, j)), bars };
}
