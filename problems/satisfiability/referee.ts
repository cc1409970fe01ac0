/** Which clauses hold, straight from the instance: no encoding, no model. O(literals). */
import { type SatisfiabilityInstance, weightOf } from "./schema.ts";

/** @param values one 0 or 1 a variable */
export const isSatisfied = (clause: readonly number[], values: readonly number[]): boolean =>
  clause.some((literal) => values[Math.abs(literal) - 1] === (literal > 0 ? 1 : 0));

export function satisfiedWeight(instance: SatisfiabilityInstance, values: readonly number[]): number {
  let total = 0;
  for (const [c, clause] of instance.clauses.entries()) if (isSatisfied(clause, values)) total += weightOf(instance, c);
  return total;
}

/** What all clauses that some assignment satisfies are worth: all but the empty ones. */
export function satisfiableWeight(instance: SatisfiabilityInstance): number {
  let total = 0;
  for (const [c, clause] of instance.clauses.entries()) if (clause.length > 0) total += weightOf(instance, c);
  return total;
}
