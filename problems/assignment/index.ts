/**
 * Linear assignment: give every agent a task of its own so that the total is least, or largest.
 * Easy: `construct` finds an optimal assignment and `bound` proves it, so a run ends before the search begins.
 */
import { defineProblem } from "../../src/problem.ts";
import { checkInstance } from "./check.ts";
import { drawAssignment } from "./draw.ts";
import { encodeAssignment } from "./encode.ts";
import { formats } from "./formats.ts";
import { optimum } from "./optimum.ts";
import { totalOf, verifyAssignment } from "./referee.ts";
import { generateAssignment, sampleAssignment } from "./sample.ts";
import {
  type AssignmentInstance,
  type AssignmentOptions,
  type AssignmentSolution,
  agentName,
  defaults,
  instanceSchema,
  optionsSchema,
  solutionSchema,
  taskName,
} from "./schema.ts";

export const assignment = defineProblem<AssignmentInstance, AssignmentSolution, AssignmentOptions>({
  id: "assignment",
  title: "Linear assignment",
  summary:
    "Give every agent a task of its own so that the total cost is least, or the total gain largest; tasks may be left over, and pairs may be forbidden. Bit (i, k) says that agent i has task k, m x m bits for m tasks, nobodies taking those left over; the energy is the total plus penalties for agents without or with several tasks and for forbidden pairs. Solved to proven optimality by dual prices before the search begins.",
  sources: [
    "Kuhn 1955, The Hungarian method for the assignment problem",
    "Jonker & Volgenant 1987, A shortest augmenting path algorithm for dense and sparse linear assignment problems",
    "Beasley 1990, Linear programming on Cray supercomputers (OR-Library: assign)",
  ],
  sense: "min",
  senseOf: ({ sense = "min" }) => sense,
  objective: "total",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkInstance,
  describe: ({ costs }) => `${costs.length} agents, ${costs[0].length} tasks`,
  encode: encodeAssignment,
  cost: totalOf,
  verify: verifyAssignment,
  construct: (instance) => optimum(instance).solution,
  bound: (instance) => optimum(instance).bound,
  sample: sampleAssignment,
  generate: generateAssignment,
  tell: (instance, { task }) =>
    task.map((k, agent) => `${agentName(instance, agent)}: ${taskName(instance, k)}`).join(", "),
  formats,
  draw: drawAssignment,
});
