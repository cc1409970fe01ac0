/** Value and weight of what is taken, straight from the instance: no encoding, no model. */
import { checkAssignment } from "../../src/modelling/document.ts";
import { verifyRow } from "../../src/modelling/knapsack/row.ts";
import type { Violation } from "../../src/problem.ts";
import type { QuadraticKnapsackInstance, QuadraticKnapsackSolution } from "./schema.ts";

export function verifyTaken(
  instance: QuadraticKnapsackInstance,
  { take }: QuadraticKnapsackSolution,
): readonly Violation[] {
  const wrong = checkAssignment(take, instance.values.length, [0, 1], "take");
  return wrong.length > 0 ? wrong : verifyRow(instance, take);
}

export function takenValue({ values, pairs }: QuadraticKnapsackInstance, { take }: QuadraticKnapsackSolution): number {
  const alone = values.reduce((total, value, item) => (take[item] === 1 ? total + value : total), 0);
  return pairs.reduce((total, [i, j, value]) => (take[i] === 1 && take[j] === 1 ? total + value : total), alone);
}
