/** Whether vertices of one clique are all joined, straight from the instance: no encoding, no model. O(n^2 + m). */

import { vertexName } from "../../src/modelling/graph.ts";
import type { Violation } from "../../src/problem.ts";
import type { CliqueCoverInstance, CliqueCoverSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** The cliques given; else as many as a greedy cover may need: one more than the most strangers that a vertex has. */
export function mostCliques({ vertices, edges, cliques }: CliqueCoverInstance): number {
  if (cliques !== undefined) return cliques;
  const degree = new Int32Array(vertices);
  for (const [i, j] of edges) {
    degree[i]++;
    degree[j]++;
  }
  return vertices - degree.reduce((least, count) => Math.min(least, count), vertices);
}

export const cliquesUsed = ({ clique }: CliqueCoverSolution): number => new Set(clique).size;

export function verifyCliqueCover(
  instance: CliqueCoverInstance,
  { clique }: CliqueCoverSolution,
): readonly Violation[] {
  const { vertices, edges } = instance;
  if (clique.length !== vertices) {
    const message = `clique has ${clique.length} values, expected ${vertices}, one a vertex`;
    return [{ code: "wrong-length", message, amount: Math.abs(clique.length - vertices) }];
  }
  const most = mostCliques(instance);
  const violations: Violation[] = [];
  const members = new Map<number, number[]>();
  for (let v = 0; v < vertices; v++) {
    members.set(clique[v], [...(members.get(clique[v]) ?? []), v]);
    if (clique[v] < most || violations.length === MOST_VIOLATIONS) continue;
    const message = `vertex ${vertexName(instance, v)} is in clique ${clique[v]}, expected one from 0 to ${most - 1}`;
    violations.push({ code: "unknown-clique", message });
  }
  const joined = new Set<number>();
  for (const [i, j] of edges) if (clique[i] === clique[j]) joined.add(Math.min(i, j) * vertices + Math.max(i, j));
  for (const [own, list] of members) {
    for (const [k, j] of list.entries()) {
      for (let h = 0; h < k && violations.length < MOST_VIOLATIONS; h++) {
        if (joined.has(list[h] * vertices + j)) continue;
        const pair = `${vertexName(instance, list[h])} and ${vertexName(instance, j)}`;
        violations.push({ code: "missing-edge", message: `vertices ${pair} are in clique ${own} and not joined` });
      }
    }
  }
  return violations;
}
