/** The optimum by dual prices: this problem is easy, and what costs a moment is proved before any search begins. O(n^3). */
import { optimalAssignment } from "../../src/bounds/linear-assignment.ts";
import type { Bound } from "../../src/problem.ts";
import type { AssignmentInstance, AssignmentSolution } from "./schema.ts";

export const signOf = ({ sense = "min" }: AssignmentInstance): 1 | -1 => (sense === "min" ? 1 : -1);

/** The instance has passed `check`, so some assignment is allowed. */
export function optimum(instance: AssignmentInstance): {
  readonly solution: AssignmentSolution;
  readonly bound: Bound;
} {
  const { costs } = instance;
  const sign = signOf(instance);
  const found = optimalAssignment(costs.length, costs[0].length, (i, k) => {
    const cost = costs[i][k];
    return cost === null ? Number.POSITIVE_INFINITY : sign * cost;
  })!;
  const { value, proof } = found.bound;
  return { solution: { task: Array.from(found.columnOf) }, bound: { value: 0 + sign * value, proof } };
}
