/** Sums and products of numbers and expressions: numbers are computed, sums inside sums flattened. */
import type { Expression } from "../../../src/modelling/program/types.ts";

export const asExpression = (value: number | Expression): Expression =>
  typeof value === "number" ? { op: "number", value } : value;

/** Constants first added up, sums inside flattened. */
export function total(parts: readonly (number | Expression)[]): number | Expression {
  let constants = 0;
  const terms: Expression[] = [];
  for (const part of parts) {
    if (typeof part === "number") constants += part;
    else if (part.op === "sum") for (const term of part.terms) terms.push(term);
    else terms.push(part);
  }
  if (terms.length === 0) return constants;
  if (constants !== 0) terms.push({ op: "number", value: constants });
  return terms.length === 1 ? terms[0] : { op: "sum", terms };
}

export function scaled(value: number | Expression, factor: number): number | Expression {
  if (factor === 1) return value;
  if (typeof value === "number") return value * factor;
  const factors = value.op === "product" ? value.factors : [value];
  const [first, ...rest] = factors;
  if (first?.op === "number")
    return { op: "product", factors: [{ op: "number", value: first.value * factor }, ...rest] };
  return { op: "product", factors: [{ op: "number", value: factor }, ...factors] };
}

export function raised(base: number | Expression, exponent: number): number | Expression {
  if (typeof base === "number") return base ** exponent;
  return exponent === 0 ? 1 : exponent === 1 ? base : { op: "power", base, exponent };
}
