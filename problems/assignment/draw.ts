/** Agents on the left with what they cost, tasks on the right, and a line for each that is given. */
import type { Drawing } from "../../src/problem.ts";
import { type AssignmentInstance, type AssignmentSolution, agentName, taskName } from "./schema.ts";

const MOST_ROWS = 200; // more would be closer than their names are high

/** Null beyond 200 tasks. */
export function drawAssignment(instance: AssignmentInstance, solution: AssignmentSolution | null): Drawing | null {
  const { costs, name } = instance;
  const tasks = costs[0].length;
  if (tasks > MOST_ROWS) return null;
  const column = (x: number, count: number, label: (k: number) => string) =>
    Array.from({ length: count }, (_, k) => ({ x, y: -k, label: label(k) }));
  return {
    title: name ?? `${costs.length} agents, ${tasks} tasks`,
    points: [
      ...column(0, costs.length, (i) => {
        const cost = solution === null ? null : costs[i][solution.task[i]];
        return cost === null ? agentName(instance, i) : `${agentName(instance, i)}: ${cost}`;
      }),
      ...column(Math.max(1, tasks / 2), tasks, (k) => taskName(instance, k)),
    ],
    lines: (solution?.task ?? []).map((k, i) => ({ from: i, to: costs.length + k, role: "tour" as const })),
  };
}
