/** Instances and solutions of job-shop scheduling: JSON Schemas, the types that follow from them, and the words for their parts. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

/** Durations of all operations add up to less. */
export const LARGEST_TOTAL = 2 ** 31;

export const instanceSchema = Type.Object(
  {
    ...documentHeader("job-shop"),
    jobs: Type.Unsafe<[machine: number, duration: number][][]>(
      Type.Array(
        Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2, maxItems: 2 }), {
          minItems: 1,
          description: "Operations in the order in which they must be done.",
        }),
        {
          minItems: 1,
          description:
            "Jobs. Each is a list of operations [machine, duration]: machines are numbered from 0, durations are whole numbers. An operation of duration 0 takes no machine.",
        },
      ),
    ),
    deadline: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: "When all must be done. Default: the sum of all durations, by which everything can be done.",
      }),
    ),
    names: Type.Optional(Type.Array(Type.String(), { description: "Names of the jobs. Default: job 0, job 1, ..." })),
    machines: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the machines. Default: machine 0, machine 1, ..." }),
    ),
  },
  { ...closed, description: "Jobs whose operations take machines in a given order." },
);
export type JobShopInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    start: Type.Array(Type.Array(Type.Integer({ minimum: 0 })), {
      description: "start[j][k] is the time at which operation k of job j begins.",
    }),
  },
  { ...closed, description: "A schedule." },
);
export type JobShopSolution = Static<typeof solutionSchema>;

export const jobName = ({ names }: JobShopInstance, job: number): string => names?.[job] ?? `job ${job}`;

export const machineName = ({ machines }: JobShopInstance, machine: number): string =>
  machines?.[machine] ?? `machine ${machine}`;

/** What a job takes without a wait. */
export const lengthOf = (job: JobShopInstance["jobs"][number]): number =>
  job.reduce((sum, [, duration]) => sum + duration, 0);

/** When all must be done: the deadline, else the sum of all durations. */
export const horizonOf = ({ jobs, deadline }: JobShopInstance): number =>
  deadline ?? jobs.reduce((sum, job) => sum + lengthOf(job), 0);

/** How many machines there are: 1 more than the largest number. */
export const machineCount = ({ jobs }: JobShopInstance): number =>
  jobs.reduce((count, job) => job.reduce((most, [machine]) => Math.max(most, machine + 1), count), 0);
