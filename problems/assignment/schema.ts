/** Instances, solutions and options of linear assignment: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { arrangementDefaults, arrangementOptionsSchema } from "../../src/modelling/arrangement.ts";
import { closed, documentHeader } from "../../src/modelling/document.ts";

const names = (description: string) => Type.Optional(Type.Array(Type.String(), { minItems: 1, description }));

export const instanceSchema = Type.Object(
  {
    ...documentHeader("assignment"),
    sense: Type.Optional(
      Type.Unsafe<"min" | "max">(
        Type.Enum(["min", "max"], { description: "Whether the total is to be least or largest. Default: min." }),
      ),
    ),
    costs: Type.Array(
      Type.Array(Type.Unsafe<number | null>({ type: ["number", "null"] }), {
        minItems: 1,
        description: "One number a task.",
      }),
      {
        minItems: 1,
        description:
          "costs[i][k] is what agent i costs (or gains, where the largest total is wanted) at task k, any sign; null where i must not do k. As many rows as agents, at least as many columns: tasks may be left over.",
      },
    ),
    agents: names("Names of the agents, all different. Default: agent 0, agent 1, ..."),
    tasks: names("Names of the tasks, all different. Default: task 0, task 1, ..."),
  },
  { ...closed, description: "A linear assignment instance: what every agent costs at every task." },
);

/** Fits the schema, and `check` finds nothing: rows of one length, no more rows than columns, some assignment is allowed. */
export type AssignmentInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    task: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "task[i] is the task of agent i, counted from 0; each task at most once.",
    }),
  },
  { ...closed, description: "A task for every agent." },
);
export type AssignmentSolution = Static<typeof solutionSchema>;

export const optionsSchema = arrangementOptionsSchema;
export type AssignmentOptions = Required<Static<typeof optionsSchema>>;
export const defaults: AssignmentOptions = arrangementDefaults;

export function agentName({ agents }: AssignmentInstance, agent: number): string {
  return agents?.[agent] ?? `agent ${agent}`;
}

export function taskName({ tasks }: AssignmentInstance, task: number): string {
  return tasks?.[task] ?? `task ${task}`;
}
