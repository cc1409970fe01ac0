/** Weight of what is taken, straight from the instance: no encoding, no model. */
import type { Violation } from "../../src/problem.ts";
import type { KnapsackInstance } from "./schema.ts";

const ROUNDING = 1e-12; // decimals such as 0.1 are no exact doubles: sums of 10,000 of them stay within

export function takenWeight({ weights }: KnapsackInstance, take: readonly number[]): number {
  let total = 0;
  for (let item = 0; item < weights.length; item++) if (take[item] === 1) total += weights[item];
  return total;
}

/** Too much weight, or nothing. @param take one 0 or 1 an item */
export function verifyKnapsack(instance: KnapsackInstance, take: readonly number[]): readonly Violation[] {
  const { capacity } = instance;
  const weight = takenWeight(instance, take);
  const whole = Number.isInteger(weight) && Number.isInteger(capacity);
  if (weight <= capacity + (whole ? 0 : ROUNDING * Math.max(1, capacity))) return [];
  const amount = weight - capacity;
  return [
    { code: "too-heavy", message: `the items weigh ${weight}, ${amount} above the capacity of ${capacity}`, amount },
  ];
}
