/** Whether every capacity is kept, straight from the instance: no encoding, no model. */
import { checkAssignment } from "../../src/modelling/document.ts";
import { verifyRow } from "../../src/modelling/knapsack/row.ts";
import type { Violation } from "../../src/problem.ts";
import {
  type MultidimensionalKnapsackInstance,
  type MultidimensionalKnapsackSolution,
  resourceName,
} from "./schema.ts";

const MOST_VIOLATIONS = 20;

export function verifyCapacities(
  instance: MultidimensionalKnapsackInstance,
  { take }: MultidimensionalKnapsackSolution,
): readonly Violation[] {
  const { values, weights, capacities } = instance;
  const wrong = checkAssignment(take, values.length, [0, 1], "take");
  if (wrong.length > 0) return wrong;
  return weights
    .flatMap((row, r) => verifyRow({ weights: row, capacity: capacities[r] }, take, resourceName(instance, r)))
    .slice(0, MOST_VIOLATIONS);
}
