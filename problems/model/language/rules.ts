/** Texts of constraints as rules of a program. */
import type { Expression, Rule } from "../../../src/modelling/program/types.ts";
import { asExpression } from "./algebra.ts";
import { compared } from "./comparisons.ts";
import { refuseAt } from "./complaints.ts";
import { eachBinding, impliedParts, listed, logical, meaningOf, type Scope } from "./meaning.ts";
import type { Relation, Syntax, SyntaxOf } from "./syntax.ts";
import { isChoice, operand, type Value } from "./values.ts";

/** One rule, or several for a chain of comparisons. @throws {StatementError} */
export function rulesOf(syntax: Syntax, scope: Scope): readonly Rule[] {
  if (syntax.kind === "compare") return comparisons(syntax, scope);
  if (syntax.kind === "call" && syntax.name !== "sum") return [calledRule(syntax, scope)];
  return [{ kind: "true", of: asExpression(logical(syntax, scope)) }];
}

function calledRule(syntax: SyntaxOf<"call">, scope: Scope): Rule {
  const { name } = syntax;
  if (name === "implies") {
    const [when, implied] = impliedParts(syntax, scope).map(asExpression);
    return { kind: "implies", when, implied };
  }
  if (name === "allDifferent") return { kind: "all-different", variables: different(syntax, scope) };
  const parts = listed(syntax, scope).map(asExpression);
  return { kind: name === "atMostOne" ? "at-most-one" : "exactly-one", of: parts };
}

/** Variables, which a list of values gives as choices or plain variables. */
function different(syntax: SyntaxOf<"call">, scope: Scope): number[] {
  const variables: number[] = [];
  const collect = (part: Syntax) => {
    const value = meaningOf(part, scope);
    const v = isChoice(value)
      ? value.chosen
      : typeof value === "object" && "op" in value && value.op === "variable"
        ? value.variable
        : -1;
    if (v < 0) refuseAt(scope.source, part.at, "no variable", "choices, or integers with code one-hot");
    variables.push(v);
  };
  eachBinding(syntax.over, syntax.when, scope, () => {
    for (const part of syntax.of) collect(part);
  });
  return variables;
}

function comparisons({ parts, relations, at }: SyntaxOf<"compare">, scope: Scope): Rule[] {
  const values = parts.map((part) => meaningOf(part, scope));
  const range = rangeOf(values, relations, scope, parts);
  if (range !== null) return [range];
  return relations.map((relation, k): Rule => {
    const [left, right] = [values[k], values[k + 1]];
    if (isChoice(left) && isChoice(right))
      return choicesRule(left.chosen, right.chosen, left, right, relation, scope, at);
    const truth = asExpression(compared(left, relation, right, scope.source, [parts[k].at, parts[k + 1].at]));
    // A comparison of numbers by itself costs the squared amount where it has a price; its opposite is logic.
    if (truth.op !== "holds") return { kind: "true", of: truth };
    return { kind: "compare", left: truth.left, relation: truth.relation, right: truth.right };
  });
}

/** Two choices that must differ, or agree in every option. */
function choicesRule(
  a: number,
  b: number,
  left: Value,
  right: Value,
  relation: Relation,
  scope: Scope,
  at: number,
): Rule {
  const sum = compared(left, relation, right, scope.source, [at, at]) as Expression & { op: "sum" };
  if (relation === "!=") return { kind: "all-different", variables: [a, b] };
  const of = sum.terms.map((_, option): Expression => {
    const both = [a, b].map((variable) => ({ op: "is", variable, option }) as const);
    return { op: "not", of: { op: "xor", of: both } };
  });
  return { kind: "true", of: { op: "and", of } };
}

/** number <= expression <= number. */
function rangeOf(
  values: readonly Value[],
  relations: readonly Relation[],
  scope: Scope,
  parts: readonly Syntax[],
): Rule | null {
  if (values.length !== 3 || relations[0] !== relations[1]) return null;
  const [first, of, last] = relations[0] === "<=" ? values : relations[0] === ">=" ? [...values].reverse() : [];
  if (typeof first !== "number" || typeof last !== "number" || of === undefined || typeof of === "number") return null;
  if (first > last) refuseAt(scope.source, parts[0].at, `a range from ${first} to ${last}`, "the smaller end first");
  return { kind: "range", of: asExpression(operand(of, scope.source, parts[1].at)), from: first, to: last };
}
