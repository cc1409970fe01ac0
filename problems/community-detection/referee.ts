/** Modularity straight from the list of edges: no encoding, no model. O(n + m). */
import type { Violation } from "../../src/problem.ts";
import { type CommunityInstance, type CommunitySolution, mostCommunities } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/**
 * Q = sum over communities of (weight inside) / m - resolution * ((degrees inside) / 2m)^2, m the weight of all edges; 0 where m is 0.
 */
export function modularity(
  { edges, resolution = 1 }: CommunityInstance,
  { community }: Pick<CommunitySolution, "community">,
): number {
  const degrees = new Map<number, number>();
  let total = 0;
  let inside = 0;
  for (const [i, j, weight = 1] of edges) {
    total += weight;
    if (community[i] === community[j]) inside += weight;
    for (const end of [i, j]) degrees.set(community[end], (degrees.get(community[end]) ?? 0) + weight);
  }
  if (total === 0) return 0;
  let chance = 0;
  for (const degree of degrees.values()) chance += (degree / (2 * total)) ** 2;
  return inside / total - resolution * chance;
}

/** That every vertex has a community from 0 to below the most. */
export function verifyCommunities(instance: CommunityInstance, { community }: CommunitySolution): readonly Violation[] {
  const { vertices } = instance;
  if (community.length !== vertices) {
    const message = `community has ${community.length} values, expected ${vertices}`;
    return [{ code: "wrong-length", message, amount: Math.abs(community.length - vertices) }];
  }
  const most = mostCommunities(instance);
  const violations: Violation[] = [];
  for (let v = 0; v < vertices && violations.length < MOST_VIOLATIONS; v++) {
    if (community[v] < most) continue;
    const message = `community[${v}] is ${community[v]}, expected 0 to ${most - 1}`;
    violations.push({ code: "wrong-value", message });
  }
  return violations;
}
