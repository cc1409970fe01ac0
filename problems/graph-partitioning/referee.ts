/** Cost and validity of a partition, straight from the instance: no encoding, no model. */
import type { Violation } from "../../src/problem.ts";
import { balanceOf, weightOf } from "./balance.ts";
import type { PartitioningInstance, PartitioningSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Weight of the edges between different parts. */
export function cutWeight({ edges }: PartitioningInstance, { part }: PartitioningSolution): number {
  let cut = 0;
  for (const [i, j, weight = 1] of edges) if (part[i] !== part[j]) cut += weight;
  return cut;
}

/** Load of each part. Labels must be in range. */
export function partLoads(instance: PartitioningInstance, { part }: PartitioningSolution): number[] {
  const { parts = 2, vertexWeights } = instance;
  const loads = new Array<number>(parts).fill(0);
  for (let v = 0; v < part.length; v++) loads[part[v]] += vertexWeights === undefined ? 1 : vertexWeights[v];
  return loads;
}

/** Wrong labels first, at most 20 of them; if there are none, the parts that are too heavy. */
export function verifyPartition(instance: PartitioningInstance, solution: PartitioningSolution): Violation[] {
  const { vertices: n, parts = 2 } = instance;
  const { part } = solution;
  if (part.length !== n) {
    const message = `part has ${part.length} labels, expected one for each of ${n} vertices`;
    return [{ code: "wrong-length", message, amount: Math.abs(part.length - n) }];
  }
  const wrong: Violation[] = [];
  for (let v = 0; v < n && wrong.length < MOST_VIOLATIONS; v++) {
    if (Number.isInteger(part[v]) && part[v] >= 0 && part[v] < parts) continue;
    wrong.push({ code: "wrong-part", message: `vertex ${v} is in part ${part[v]}, expected 0 to ${parts - 1}` });
  }
  if (wrong.length > 0) return wrong;
  const { capacity } = balanceOf(instance);
  return partLoads(instance, solution).flatMap((load, p) => {
    if (load <= capacity) return [];
    const amount = load - capacity;
    return [
      { code: "overload", message: `part ${p} has load ${load}, ${amount} above its capacity of ${capacity}`, amount },
    ];
  });
}

/** Which vertices are in no part, or in several, named one by one (at most 20) and then counted. */
export function membershipViolations(memberships: Int32Array): Violation[] {
  const violations: Violation[] = [];
  let more = 0;
  for (let v = 0; v < memberships.length; v++) {
    if (memberships[v] === 1) continue;
    if (violations.length === MOST_VIOLATIONS) more++;
    else {
      const where = memberships[v] === 0 ? "no part" : `${memberships[v]} parts`;
      const amount = Math.abs(memberships[v] - 1);
      violations.push({ code: "not-one-part", message: `vertex ${v} is in ${where}, expected exactly one`, amount });
    }
  }
  if (more > 0) violations.push({ code: "not-one-part", message: `and ${more} more vertices`, amount: more });
  return violations;
}

/** The heaviest vertex when no part can hold it, else null. */
export function vertexTooHeavy(instance: PartitioningInstance): { vertex: number; weight: number } | null {
  const balance = balanceOf(instance);
  let vertex = 0;
  for (let v = 1; v < balance.n; v++) if (weightOf(balance, v) > weightOf(balance, vertex)) vertex = v;
  const weight = weightOf(balance, vertex);
  return weight > balance.capacity ? { vertex, weight } : null;
}
