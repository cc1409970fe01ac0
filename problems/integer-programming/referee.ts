/** Values, sums and broken constraints, straight from the instance: no encoding, no model. O(terms). */
import type { Violation } from "../../src/problem.ts";
import { boundsOf, type IntegerProgram, type Terms } from "./schema.ts";

const ROUNDING = 1e-12; // decimals such as 0.1 are no exact doubles: sums of 10,000 of them stay within
const MOST_VIOLATIONS = 20;

export const sumOf = (terms: Terms, values: readonly number[]): number =>
  terms.reduce((total, [variable, coefficient]) => total + coefficient * values[variable], 0);

export function objectiveOf({ objective }: IntegerProgram, values: readonly number[]): number {
  const { constant = 0, linear, quadratic = [] } = objective;
  const products = quadratic.reduce((total, [i, j, coefficient]) => total + coefficient * values[i] * values[j], 0);
  return constant + sumOf(linear, values) + products;
}

/** Least and largest sum of terms within the bounds of the variables. */
export function rangeOfTerms({ variables }: IntegerProgram, terms: Terms): { low: number; high: number } {
  let [low, high] = [0, 0];
  const totals = new Map<number, number>();
  for (const [variable, coefficient] of terms) totals.set(variable, (totals.get(variable) ?? 0) + coefficient);
  for (const [variable, coefficient] of totals) {
    const { from, to } = boundsOf(variables[variable]);
    low += Math.min(coefficient * from, coefficient * to);
    high += Math.max(coefficient * from, coefficient * to);
  }
  return { low, high };
}

/** Values out of their bounds, or else constraints that they break, at most 20. */
export function verifyValues(instance: IntegerProgram, values: readonly number[]): readonly Violation[] {
  const { variables, constraints } = instance;
  if (values.length !== variables.length) {
    const amount = Math.abs(values.length - variables.length);
    return [{ code: "wrong-length", message: `${values.length} values, expected ${variables.length}`, amount }];
  }
  const outside = variables.findIndex(
    (variable, v) => values[v] < boundsOf(variable).from || values[v] > boundsOf(variable).to,
  );
  if (outside >= 0) {
    const { from, to } = boundsOf(variables[outside]);
    const message = `${variables[outside].name} is ${values[outside]}, expected ${from} to ${to}`;
    return [{ code: "out-of-bounds", message }];
  }
  const violations: Violation[] = [];
  for (const { name, linear, from, to } of constraints) {
    const sum = sumOf(linear, values);
    for (const [end, excess, relation] of [
      [from, (from ?? sum) - sum, "at least"],
      [to, sum - (to ?? sum), "at most"],
    ] as const) {
      const exact = Number.isInteger(sum) && Number.isInteger(end);
      const slack = exact ? 0 : ROUNDING * Math.max(1, Math.abs(sum), Math.abs(end ?? 0));
      if (excess <= slack) continue;
      violations.push({
        code: "broken-constraint",
        message: `${name} is ${sum}, expected ${relation} ${end}`,
        amount: excess,
      });
    }
    if (violations.length >= MOST_VIOLATIONS) break;
  }
  return violations;
}
