/** Instances and solutions of sequencing with setup times: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { orderSolutionSchema } from "../../src/modelling/order.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("sequencing"),
    names: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, description: "Names of the jobs. Default: job 0, job 1, ..." }),
    ),
    setups: Type.Array(Type.Array(Type.Number()), {
      minItems: 1,
      description:
        "setups[i][j] is the time, 0 or more, that the machine takes between job i and job j right behind it. The diagonal counts nothing.",
    }),
    initial: Type.Optional(
      Type.Array(Type.Number(), { description: "Setup time before each job where it is the first. Default: none." }),
    ),
    processing: Type.Optional(
      Type.Array(Type.Number(), { description: "Time that each job takes by itself, 0 or more. Default: none." }),
    ),
  },
  { ...closed, description: "Jobs for one machine, and the setup times between them." },
);
export type SequencingInstance = Static<typeof instanceSchema>;

export const solutionSchema = orderSolutionSchema("jobs", "A sequence of all jobs.");

export function jobName({ names }: SequencingInstance, job: number): string {
  return names?.[job] ?? `job ${job}`;
}
