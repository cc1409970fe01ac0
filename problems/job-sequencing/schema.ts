/** Instances and solutions of job sequencing: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("job-sequencing"),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the jobs, all different. Default: job 0, job 1, ..." }),
    ),
    lengths: Type.Array(Type.Integer({ minimum: 0, maximum: 1e12 }), {
      minItems: 1,
      description: "How long each job takes, a whole number, on any machine.",
    }),
    machines: Type.Integer({ minimum: 1, maximum: 1e5, description: "Number of machines, all alike." }),
    deadline: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1e15,
        description:
          "When all machines must be done, when the question is whether they can. Default: the earliest end is sought.",
      }),
    ),
  },
  { ...closed, description: "A job sequencing instance: jobs with lengths, and machines that are alike." },
);
export type JobSequencingInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    machine: Type.Array(Type.Integer({ minimum: 0 }), {
      description:
        "The machine of each job, from 0 to the number of machines less 1; a machine does its jobs in any order.",
    }),
  },
  { ...closed, description: "A machine for each job." },
);
export type JobSequencingSolution = Static<typeof solutionSchema>;

export const jobName = ({ names }: Pick<JobSequencingInstance, "names">, job: number): string =>
  names?.[job] ?? `job ${job}`;
