/**
 * What a schema cannot say about an instance: rows of one length, enough tasks, names for all, and that some assignment avoids all
 * forbidden pairs. By Hall's theorem (1935) there is none exactly where some agents have fewer allowed tasks together than they are;
 * the search for a largest matching that fails (Kuhn 1955) names them. O(n m), at worst O(n^2 m).
 */
import { checkLabels } from "../../src/modelling/document.ts";
import type { Complaint } from "../../src/problem.ts";
import { type AssignmentInstance, agentName, taskName } from "./schema.ts";

const MOST_COMPLAINTS = 20;
const MOST_NAMES = 5;
const LARGEST = 1e100; // sums stay finite

export function checkInstance(instance: AssignmentInstance): readonly Complaint[] {
  const { costs, agents, tasks } = instance;
  const width = costs[0].length;
  const complaints: Complaint[] = [];
  if (width < costs.length) {
    const hint = "Turn the matrix, so that rows are the fewer ones, or add columns of 0 for doing nothing.";
    complaints.push({
      path: "costs",
      found: `${costs.length} rows of ${width}`,
      expected: "no more agents than tasks",
      hint,
    });
  }
  for (const [i, row] of costs.entries()) {
    if (complaints.length >= MOST_COMPLAINTS) return complaints;
    if (row.length !== width) {
      complaints.push({ path: `costs[${i}]`, found: `${row.length} numbers`, expected: `${width}, as in costs[0]` });
    }
    const large = row.findIndex((cost) => cost !== null && Math.abs(cost) > LARGEST);
    if (large < 0) continue;
    complaints.push({
      path: `costs[${i}][${large}]`,
      found: String(row[large]),
      expected: "a number from -1e100 to 1e100",
    });
  }
  complaints.push(...checkLabels(costs.length, agents, "agents"), ...checkLabels(width, tasks, "tasks"));
  if (complaints.length > 0 || costs.every((row) => !row.includes(null))) return complaints.slice(0, MOST_COMPLAINTS);
  return complainAbout(instance);
}

function complainAbout(instance: AssignmentInstance): readonly Complaint[] {
  const crowd = crowdedAgents(instance.costs);
  if (crowd === null) return [];
  const listed = (all: readonly number[], name: (of: AssignmentInstance, k: number) => string) =>
    all
      .slice(0, MOST_NAMES)
      .map((k) => name(instance, k))
      .join(", ") + (all.length > MOST_NAMES ? ", ..." : "");
  const few = crowd.tasks.length === 0 ? "no task" : `only ${crowd.tasks.length}: ${listed(crowd.tasks, taskName)}`;
  return [
    {
      path: `costs[${crowd.agents[0]}]`,
      found: `${crowd.agents.length} agents (${listed(crowd.agents, agentName)}) that are allowed ${few}`,
      expected: `at least ${crowd.agents.length} tasks that one or another of them may do`,
      hint: "No assignment avoids all forbidden pairs: allow one more of these, or leave out an agent.",
    },
  ];
}

/** Agents with fewer allowed tasks together than they are, and these tasks; null when there are none such. */
function crowdedAgents(costs: AssignmentInstance["costs"]): { agents: number[]; tasks: number[] } | null {
  const agentOf = new Int32Array(costs[0].length).fill(-1);
  const from = new Int32Array(agentOf.length);
  for (let agent = 0; agent < costs.length; agent++) {
    from.fill(-1);
    const queue = [agent]; // breadth first along alternating paths
    const seen: number[] = [];
    let end = -1;
    for (let q = 0; q < queue.length && end < 0; q++) {
      const row = costs[queue[q]];
      for (let k = 0; k < row.length && end < 0; k++) {
        if (row[k] === null || from[k] >= 0) continue;
        from[k] = queue[q];
        seen.push(k);
        if (agentOf[k] < 0) end = k;
        else queue.push(agentOf[k]);
      }
    }
    if (end < 0) return { agents: queue.sort((a, b) => a - b), tasks: seen.sort((a, b) => a - b) };
    for (let k = end; k >= 0; ) {
      const taker = from[k];
      const left = agentOf.indexOf(taker);
      agentOf[k] = taker;
      k = taker === agent ? -1 : left;
    }
  }
  return null;
}
