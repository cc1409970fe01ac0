/**
 * Expressions and rules as functions: `lessOrEqual(sum(times(3, x), y), 10)`. Plain data comes out; a number may stand wherever an
 * expression may. Nothing is computed here beyond the arithmetic of constants.
 */
import { GroundstateError } from "../../errors.ts";
import type { Expression, Relation, Rule } from "./types.ts";

/** What may stand in an expression. */
export type Operand = Expression | number;

/** A choice as the builder hands it out. */
export interface Choice {
  readonly kind: "choice";
  readonly variable: number;
  readonly name: string;
  readonly options: readonly string[];
}

/** An order as the builder hands it out. */
export interface Order {
  readonly kind: "order";
  readonly variable: number;
  readonly name: string;
  readonly items: readonly string[];
}

export const toExpression = (operand: Operand): Expression =>
  typeof operand === "number" ? { op: "number", value: operand } : operand;

/** The sum of all operands, 0 of none. Takes a list, or several operands. */
export function sum(...parts: readonly (Operand | readonly Operand[])[]): Expression {
  return { op: "sum", terms: parts.flat().map(toExpression) };
}

export const plus = (...parts: readonly Operand[]): Expression => sum(parts);

export const minus = (left: Operand, right: Operand): Expression => sum(left, times(-1, right));

/** The product of all operands, 1 of none. */
export function times(...parts: readonly (Operand | readonly Operand[])[]): Expression {
  return { op: "product", factors: parts.flat().map(toExpression) };
}

/** @param exponent a whole number from 0 */
export const power = (base: Operand, exponent: number): Expression => ({
  op: "power",
  base: toExpression(base),
  exponent,
});

export const square = (base: Operand): Expression => power(base, 2);

/** 1 when the choice has this option, by its name or index, else 0. @throws {GroundstateError} "unknown-name" */
export function is(choice: Choice, option: string | number): Expression {
  return { op: "is", variable: choice.variable, option: indexIn(choice.options, option, `option of ${choice.name}`) };
}

/** 1 when the item, by its name or index, stands at this place from 0, else 0. @throws {GroundstateError} "unknown-name" */
export function at(order: Order, item: string | number, place: number): Expression {
  const size = order.items.length;
  if (!(Number.isInteger(place) && place >= 0 && place < size)) {
    throw new GroundstateError("unknown-name", `place ${place} of ${order.name}, expected 0 to ${size - 1}`);
  }
  const index = indexIn(order.items, item, `item of ${order.name}`);
  return { op: "at", variable: order.variable, item: index, place };
}

function indexIn(names: readonly string[], wanted: string | number, what: string): number {
  const index = typeof wanted === "number" ? wanted : names.indexOf(wanted);
  if (Number.isInteger(index) && index >= 0 && index < names.length) return index;
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name));
  throw new GroundstateError("unknown-name", `no ${what} is called ${JSON.stringify(wanted)}`, {
    hint: `Known: ${shown.join(", ")}${names.length > shown.length ? ", ..." : ""}, or an index from 0 to ${names.length - 1}.`,
  });
}

/** A comparison as a rule. */
type Comparison = Extract<Rule, { kind: "compare" }>;

/** What logic takes: expressions that are 0 or 1, and comparisons. */
export type Statement = Operand | Comparison;

/** 1 where the comparison holds, else 0. */
export const holds = ({ left, relation, right }: Comparison): Expression => ({ op: "holds", left, relation, right });

const toStatement = (of: Statement): Expression =>
  typeof of === "object" && "kind" in of ? holds(of) : toExpression(of);

const compare = (left: Operand, relation: Relation, right: Operand): Comparison => ({
  kind: "compare",
  left: toExpression(left),
  relation,
  right: toExpression(right),
});

export const equal = (left: Operand, right: Operand): Comparison => compare(left, "==", right);
export const lessOrEqual = (left: Operand, right: Operand): Comparison => compare(left, "<=", right);
export const atLeast = (left: Operand, right: Operand): Comparison => compare(left, ">=", right);

/** from <= of <= to, both included. */
export const between = (of: Operand, from: number, to: number): Rule => ({
  kind: "range",
  of: toExpression(of),
  from,
  to,
});

/** Of operands that are 0 or 1. Soft, it costs its price a pair that is 1. */
export const atMostOne = (of: readonly Statement[]): Rule => ({ kind: "at-most-one", of: of.map(toStatement) });
/** Of operands that are 0 or 1. Soft, it costs its price times the squared distance of their number from 1. */
export const exactlyOne = (of: readonly Statement[]): Rule => ({ kind: "exactly-one", of: of.map(toStatement) });

/** Where `when` is 1, `implied` must be; says nothing elsewhere. */
export const implies = (when: Statement, implied: Statement): Rule => ({
  kind: "implies",
  when: toStatement(when),
  implied: toStatement(implied),
});

export const not = (of: Statement): Expression => ({ op: "not", of: toStatement(of) });
export const and = (...of: readonly Statement[]): Expression => ({ op: "and", of: of.map(toStatement) });
export const or = (...of: readonly Statement[]): Expression => ({ op: "or", of: of.map(toStatement) });
/** 1 when an odd number of operands are 1. */
export const xor = (...of: readonly Statement[]): Expression => ({ op: "xor", of: of.map(toStatement) });

/** Choices with the same options, or integers with code "one-hot" and the same range. @throws {GroundstateError} "model" for others */
export function allDifferent(of: readonly (Choice | Expression)[]): Rule {
  const variables = of.map((part, k) => {
    if ("kind" in part) return part.variable;
    if (part.op === "variable") return part.variable;
    throw new GroundstateError("model", `part ${k} of allDifferent is no variable`, {
      hint: "Give it choices, or integer variables.",
    });
  });
  return { kind: "all-different", variables };
}
