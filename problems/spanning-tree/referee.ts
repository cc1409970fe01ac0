/** Whether the chosen edges join all vertices without a cycle, and no vertex has more than it may, straight from the instance. O(n + m). */
import { vertexName } from "../../src/modelling/graph.ts";
import { verifyTree } from "../../src/modelling/trees/referee.ts";
import type { Violation } from "../../src/problem.ts";
import type { SpanningInstance, SpanningSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export function verifySpanning(instance: SpanningInstance, solution: SpanningSolution): readonly Violation[] {
  const { vertices, edges, degree } = instance;
  const all = Array.from({ length: vertices }, (_, v) => v);
  const violations = [...verifyTree(instance, solution, all)];
  if (degree === undefined || violations.some(({ code }) => code === "wrong-length")) return violations;
  const used = new Int32Array(vertices);
  for (const [e, [i, j]] of edges.entries()) {
    if (solution.choose[e] !== 1) continue;
    used[i]++;
    used[j]++;
  }
  for (let v = 0; v < vertices && violations.length < MOST_VIOLATIONS; v++) {
    const most = typeof degree === "number" ? degree : (degree[v] ?? vertices);
    if (used[v] <= most) continue;
    const message = `vertex ${vertexName(instance, v)} has ${used[v]} edges, expected ${most} at most`;
    violations.push({ code: "degree", message, amount: used[v] - most });
  }
  return violations;
}
