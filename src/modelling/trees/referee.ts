/**
 * Whether chosen edges form a tree that reaches what it must, straight from the list of edges: no encoding, no model. O(n + m).
 */
import type { Violation } from "../../problem.ts";
import { checkAssignment } from "../document.ts";
import { vertexName } from "../graph.ts";
import { edgeName, type NetworkFields, type TreeSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;
const SHOWN = 20;

/** @param required the vertices that the tree must hold, one at least */
export function verifyTree(
  instance: NetworkFields,
  { choose }: TreeSolution,
  required: readonly number[],
): readonly Violation[] {
  const wrong = checkAssignment(choose, instance.edges.length, [0, 1], "choose");
  if (wrong.length > 0) return wrong;
  const { part, cycles } = partsOf(instance, choose);
  const violations: Violation[] = cycles.slice(0, MOST_VIOLATIONS).map((e) => ({
    code: "cycle",
    message: `the edge ${edgeName(instance, e)} closes a cycle of chosen edges`,
    amount: 1,
  }));
  const home = part(required[0]);
  const missing = required.filter((v) => part(v) !== home);
  if (missing.length > 0) {
    const names = missing.slice(0, SHOWN).map((v) => vertexName(instance, v));
    const more = missing.length > SHOWN ? `, and ${missing.length - SHOWN} more` : "";
    const message = `no chosen edges lead from ${vertexName(instance, required[0])} to ${names.join(", ")}${more}`;
    violations.push({ code: "not-connected", message, amount: missing.length });
  }
  for (const [e, [i]] of instance.edges.entries()) {
    if (violations.length >= MOST_VIOLATIONS) break;
    if (choose[e] === 0 || part(i) === home || missing.some((v) => part(v) === part(i))) continue;
    const message = `the edge ${edgeName(instance, e)} hangs on nothing that the tree must reach`;
    violations.push({ code: "apart", message, amount: 1 });
  }
  return violations.slice(0, MOST_VIOLATIONS);
}

/** The part that each vertex is in, and the edges that join what is joined already. */
function partsOf({ vertices, edges }: NetworkFields, choose: readonly number[]) {
  const above = Array.from({ length: vertices }, (_, v) => v);
  const part = (v: number): number => {
    let top = v;
    while (above[top] !== top) top = above[top];
    for (let at = v; above[at] !== top; ) [above[at], at] = [top, above[at]];
    return top;
  };
  const cycles: number[] = [];
  for (const [e, [i, j]] of edges.entries()) {
    if (choose[e] === 0) continue;
    const [a, b] = [part(i), part(j)];
    if (a === b) cycles.push(e);
    else above[a] = b;
  }
  return { part, cycles };
}
