/** The referee: total and validity straight from the instance, by the definition. Shares nothing with the energy. O(n). */
import type { Violation } from "../../src/problem.ts";
import { type AssignmentInstance, type AssignmentSolution, agentName, taskName } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** What the chosen pairs cost or gain together. The solution has passed `verify`. */
export function totalOf({ costs }: AssignmentInstance, { task }: AssignmentSolution): number {
  return task.reduce((sum, k, agent) => sum + (costs[agent][k] as number), 0);
}

/** Every broken rule, at most 20. Never throws. */
export function verifyAssignment(instance: AssignmentInstance, { task }: AssignmentSolution): readonly Violation[] {
  const { costs } = instance;
  const tasks = costs[0].length;
  const violations: Violation[] = [];
  const report = (code: string, message: string, amount?: number) => {
    if (violations.length < MOST_VIOLATIONS) {
      violations.push({ code, message, ...(amount === undefined ? {} : { amount }) });
    }
  };
  if (task.length !== costs.length) {
    const amount = Math.abs(task.length - costs.length);
    report("wrong-length", `task has ${task.length} entries, expected ${costs.length}, one for each agent`, amount);
  }
  const holder = new Map<number, number>();
  for (const [agent, k] of task.entries()) {
    if (agent >= costs.length) break;
    const earlier = holder.get(k);
    if (!Number.isInteger(k) || k < 0 || k >= tasks) {
      report("unknown-task", `task[${agent}] is ${k}, expected a task from 0 to ${tasks - 1}`);
      continue;
    }
    if (costs[agent][k] === null) {
      report("forbidden-pair", `${agentName(instance, agent)} must not do ${taskName(instance, k)}`);
    }
    if (earlier === undefined) holder.set(k, agent);
    else {
      const both = `${agentName(instance, earlier)} and ${agentName(instance, agent)}`;
      report("shared-task", `${taskName(instance, k)} is given to ${both}`);
    }
  }
  return violations;
}
