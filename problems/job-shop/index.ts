/** Job-shop scheduling: operations of jobs in their order, each machine one at a time, all done as soon as possible. */
import { type PenaltyOptions, penaltyDefaults, penaltyOptionsSchema } from "../../src/modelling/penalty-options.ts";
import { defineProblem } from "../../src/problem.ts";
import { makespanBound } from "./bounds.ts";
import { checkInstance } from "./check.ts";
import { dispatch } from "./dispatch.ts";
import { drawSchedule } from "./draw.ts";
import { encodeJobShop } from "./encode.ts";
import { formats } from "./formats.ts";
import { makespan, verifySchedule } from "./referee.ts";
import { generateJobShop, sampleJobShop } from "./sample.ts";
import {
  horizonOf,
  instanceSchema,
  type JobShopInstance,
  type JobShopSolution,
  jobName,
  machineCount,
  machineName,
  solutionSchema,
} from "./schema.ts";

/** Machines told in words. */
const SHOWN = 20;

export const jobShop = defineProblem<JobShopInstance, JobShopSolution, PenaltyOptions>({
  id: "job-shop",
  title: "Job-shop scheduling",
  summary:
    "Jobs are operations in a given order, each on a given machine for a given time; a machine does one at a time. Schedule all of them so that the last is done as soon as possible. One bit an operation and start time, and one group for the end of all: the energy is that end, plus penalties for operations without or with several starts, out of order, overlapping on a machine, or after the end. Solvers that look at the machines' orders search the same energy.",
  sources: [
    "Garey, Johnson, Sethi 1976, The complexity of flowshop and jobshop scheduling",
    "Venturelli, Marchand, Rojo 2015, Quantum annealing implementation of job-shop scheduling",
    "Carlier, Pinson 1989, An algorithm for solving the job-shop problem",
  ],
  sense: "min",
  objective: "makespan",
  instanceSchema,
  solutionSchema,
  optionsSchema: penaltyOptionsSchema("How job-shop scheduling becomes an energy."),
  defaults: penaltyDefaults,
  check: checkInstance,
  describe(instance) {
    const operations = instance.jobs.reduce((sum, job) => sum + job.length, 0);
    return `${instance.jobs.length} jobs on ${machineCount(instance)} machines, ${operations} operations`;
  },
  encode: encodeJobShop,
  cost: makespan,
  verify: verifySchedule,
  bound: makespanBound,
  construct(instance) {
    const { start, makespan: end } = dispatch(instance);
    return end <= horizonOf(instance) ? { start } : null;
  },
  sample: sampleJobShop,
  generate: generateJobShop,
  tell(instance, { start }) {
    const rows: { job: number; from: number }[][] = Array.from({ length: machineCount(instance) }, () => []);
    for (const [j, job] of instance.jobs.entries()) {
      for (const [k, [machine, duration]] of job.entries())
        if (duration > 0) rows[machine].push({ job: j, from: start[j][k] });
    }
    const told = rows.slice(0, SHOWN).map((row, machine) => {
      const order = row.sort((a, b) => a.from - b.from).map(({ job, from }) => `${jobName(instance, job)} at ${from}`);
      return `${machineName(instance, machine)}: ${order.slice(0, SHOWN).join(", ")}${order.length > SHOWN ? ", ..." : ""}`;
    });
    return told.join("; ") + (rows.length > SHOWN ? "; ..." : "");
  },
  formats,
  draw: drawSchedule,
});
