/** Whether the chosen edges meet nowhere and leave no edge apart from them, straight from the list of edges. O(n + m). */
import { checkAssignment } from "../../src/modelling/document.ts";
import { vertexName } from "../../src/modelling/graph.ts";
import type { Violation } from "../../src/problem.ts";
import { edgeName, type MatchingInstance, type MatchingSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export function matchingWeight({ edges }: MatchingInstance, { choose }: MatchingSolution): number {
  let total = 0;
  for (const [e, [, , weight = 1]] of edges.entries()) if (choose[e] === 1) total += weight;
  return total;
}

export function verifyMatching(instance: MatchingInstance, { choose }: MatchingSolution): readonly Violation[] {
  const { vertices, edges } = instance;
  const wrong = checkAssignment(choose, edges.length, [0, 1], "choose");
  if (wrong.length > 0) return wrong;
  const matched = new Int32Array(vertices);
  for (const [e, [i, j]] of edges.entries()) {
    if (choose[e] === 0) continue;
    matched[i]++;
    matched[j]++;
  }
  const violations: Violation[] = [];
  for (let v = 0; v < vertices && violations.length < MOST_VIOLATIONS; v++) {
    if (matched[v] <= 1) continue;
    const message = `vertex ${vertexName(instance, v)} is on ${matched[v]} chosen edges, expected one at most`;
    violations.push({ code: "shared-vertex", message, amount: matched[v] - 1 });
  }
  for (let e = 0; e < edges.length && violations.length < MOST_VIOLATIONS; e++) {
    if (matched[edges[e][0]] > 0 || matched[edges[e][1]] > 0) continue;
    const message = `the edge ${edgeName(instance, e)} could be added: it meets no chosen edge`;
    violations.push({ code: "not-maximal", message, amount: 1 });
  }
  return violations;
}
