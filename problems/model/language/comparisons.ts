/** Comparisons: of what is known beforehand, of choices with options and each other, of numbers with variables. */
import type { Expression } from "../../../src/modelling/program/types.ts";
import { asExpression } from "./algebra.ts";
import { refuseAt, type Source } from "./complaints.ts";
import type { IndexSet } from "./declarations.ts";
import type { Relation } from "./syntax.ts";
import { type ChosenVariable, isChoice, isElement, isLabel, operand, positionIn, type Value } from "./values.ts";

/** 1 where it holds, else 0: known, or an expression. */
export function compared(
  left: Value,
  relation: Relation,
  right: Value,
  source: Source,
  at: readonly [number, number],
): number | Expression {
  const equals = relation === "==";
  if (isChoice(left) || isChoice(right)) {
    if (!equals && relation !== "!=") refuseAt(source, at[0], `a choice before ${relation}`, "== or !=");
    if (isChoice(left) && isChoice(right)) {
      if (left.options !== right.options) refuseAt(source, at[1], "a choice from another set", left.options.name);
      return sameOption(left.chosen, right.chosen, left.options, equals);
    }
    const [choice, other, place] = isChoice(left) ? [left, right, at[1]] : [right as ChosenVariable, left, at[0]];
    const option = positionIn(choice.options, other, source, place);
    const is: Expression = { op: "is", variable: choice.chosen, option };
    return equals ? is : { op: "not", of: is };
  }
  if (isLabel(left) && isLabel(right)) return holds(left.label === right.label ? 0 : 1, relation, source, at[0]);
  const set = isElement(left) ? left.set : isElement(right) ? right.set : null;
  const plain = (value: Value) => isElement(value) || isLabel(value);
  if (set !== null && plain(left) && plain(right) && !bothNumbered(left, right)) {
    return holds(positionIn(set, left, source, at[0]) - positionIn(set, right, source, at[1]), relation, source, null);
  }
  const [a, b] = [operand(left, source, at[0]), operand(right, source, at[1])];
  if (typeof a === "number" && typeof b === "number") return holds(a - b, relation, source, null);
  return ofNumbers(asExpression(a), relation, asExpression(b));
}

/** The relations that programs know, and their opposites. */
function ofNumbers(left: Expression, relation: Relation, right: Expression): Expression {
  switch (relation) {
    case "==":
    case "<=":
    case ">=":
      return { op: "holds", left, relation, right };
    default: {
      const opposite = relation === "!=" ? "==" : relation === "<" ? ">=" : "<=";
      return { op: "not", of: { op: "holds", left, relation: opposite, right } };
    }
  }
}

const bothNumbered = (left: Value, right: Value): boolean =>
  isElement(left) && isElement(right) && left.set.numbered && right.set.numbered;

/** @param unordered place of what has no order, null where there is one */
function holds(difference: number, relation: Relation, source: Source, unordered: number | null): 0 | 1 {
  switch (relation) {
    case "==":
      return difference === 0 ? 1 : 0;
    case "!=":
      return difference === 0 ? 0 : 1;
    default: {
      if (unordered !== null) refuseAt(source, unordered, `a name before ${relation}`, "an index or a number");
      const sign = relation.startsWith("<") ? difference : -difference;
      return sign < 0 || (sign === 0 && relation.length === 2) ? 1 : 0;
    }
  }
}

/** Sum over the options of both having it: 1 when two choices are equal; or 1 minus that. */
function sameOption(a: number, b: number, { labels }: IndexSet, equals: boolean): Expression {
  const sign = equals ? [] : [{ op: "number", value: -1 } as const];
  const terms = labels.map((_, option): Expression => {
    const both = [a, b].map((variable) => ({ op: "is", variable, option }) as const);
    return { op: "product", factors: [...sign, ...both] };
  });
  return { op: "sum", terms: equals ? terms : [{ op: "number", value: 1 }, ...terms] };
}
