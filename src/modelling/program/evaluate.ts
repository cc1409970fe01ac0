/**
 * The referee's road: what an assignment is worth and which constraints it breaks, straight from the program. No polynomial, no code,
 * no energy. Exact for whole numbers; other numbers are compared within 1e-12 of their size. O(size of the program).
 */
import { unreachable } from "../../errors.ts";
import type { Violation } from "../../problem.ts";
import type { Assignment, Constraint, Expression, Program, Relation, Value } from "./types.ts";

const ROUNDING = 1e-12; // sums of 10,000 doubles stay within

export interface Evaluation {
  /** Value of the objective alone. */
  readonly objective: number;
  /** What broken soft constraints cost, 0 or more. */
  readonly price: number;
  /** Objective with the price added (min) or taken off (max): what the energy is made of. */
  readonly total: number;
  /** Broken hard constraints. */
  readonly violations: readonly Broken[];
  /** Broken soft constraints. */
  readonly soft: readonly Broken[];
}

/** A broken constraint: `left relation right` does not hold. */
export interface Broken {
  readonly constraint: string;
  readonly left: number;
  readonly relation: Relation;
  readonly right: number;
  /** By how much, above 0. */
  readonly amount: number;
}

/** @param assignment one value for each variable, of those that it can take */
export function evaluate(program: Program, assignment: Assignment): Evaluation {
  const value = (e: Expression) => expressionValue(e, assignment);
  const violations: Broken[] = [];
  const soft: Broken[] = [];
  let price = 0;
  for (const constraint of program.constraints) {
    const found = judge(constraint, value, assignment);
    if (found === null) continue;
    (constraint.price === null ? violations : soft).push(found);
    price += priceOf(constraint, found);
  }
  const objective = value(program.objective);
  return { objective, price, total: program.sense === "min" ? objective + price : objective - price, violations, soft };
}

/** Value of an expression. Nested sums and products are walked without recursion. */
export function expressionValue(e: Expression, assignment: Assignment): number {
  switch (e.op) {
    case "number":
      return e.value;
    case "variable":
      return assignment[e.variable] as number;
    case "is":
      return assignment[e.variable] === e.option ? 1 : 0;
    case "at":
      return (assignment[e.variable] as readonly number[])[e.place] === e.item ? 1 : 0;
    case "sum":
      return sumOf(e.terms, assignment) ?? nested(e, assignment, 0, (a, b) => a + b);
    case "product":
      return nested(e, assignment, 1, (a, b) => a * b);
    case "power":
      return expressionValue(e.base, assignment) ** e.exponent;
    case "not":
      return 1 - expressionValue(e.of, assignment);
    case "and":
      return e.of.every((part) => expressionValue(part, assignment) === 1) ? 1 : 0;
    case "or":
      return e.of.some((part) => expressionValue(part, assignment) === 1) ? 1 : 0;
    case "xor":
      return e.of.reduce((odd, part) => odd ^ expressionValue(part, assignment), 0);
    case "holds": {
      const [left, right] = [expressionValue(e.left, assignment), expressionValue(e.right, assignment)];
      return broken("", left, e.relation, right) === null ? 1 : 0;
    }
    default:
      return unreachable(e);
  }
}

/** A flat sum, which long ones are; null for others. */
function sumOf(terms: readonly Expression[], assignment: Assignment): number | null {
  let total = 0;
  for (const term of terms) {
    if (term.op === "variable") total += assignment[term.variable] as number;
    else if (term.op === "sum") return null;
    else if (term.op === "product" && term.factors.length === 2) total += productOf(term.factors, assignment);
    else total += expressionValue(term, assignment);
  }
  return total;
}

function productOf([a, b]: readonly Expression[], assignment: Assignment): number {
  const times = a.op === "number" ? a.value : expressionValue(a, assignment);
  return times * (b.op === "variable" ? (assignment[b.variable] as number) : expressionValue(b, assignment));
}

function nested(
  root: Expression & { op: "sum" | "product" },
  assignment: Assignment,
  start: number,
  join: (a: number, b: number) => number,
): number {
  const open: Expression[] = [root];
  let result = start;
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    const parts = e.op === "sum" ? e.terms : e.op === "product" ? e.factors : [];
    if (e.op !== root.op) result = join(result, expressionValue(e, assignment));
    else for (let k = parts.length - 1; k >= 0; k--) open.push(parts[k]);
  }
  return result;
}

/** How an assignment breaks one constraint, null when it does not. */
export const breachOf = (constraint: Constraint, assignment: Assignment): Broken | null =>
  judge(constraint, (e) => expressionValue(e, assignment), assignment);

/** What a broken soft constraint costs. */
export const priceOf = (constraint: Constraint, found: Broken): number =>
  (constraint.price ?? 0) * measure(constraint, found);

/** How a constraint is broken, or null when it holds. */
function judge({ name, rule }: Constraint, value: (e: Expression) => number, assignment: Assignment): Broken | null {
  const say = (left: number, relation: Relation, right: number) => broken(name, left, relation, right);
  const count = (of: readonly Expression[]) => of.reduce((sum, e) => sum + value(e), 0);
  switch (rule.kind) {
    case "compare":
      return say(value(rule.left), rule.relation, value(rule.right));
    case "range": {
      const inside = value(rule.of);
      return say(inside, ">=", rule.from) ?? say(inside, "<=", rule.to);
    }
    case "at-most-one":
      return say(count(rule.of), "<=", 1);
    case "exactly-one":
      return say(count(rule.of), "==", 1);
    case "true":
      return say(value(rule.of), "==", 1);
    case "implies":
      return say(value(rule.when), "<=", value(rule.implied));
    case "all-different":
      return say(equalPairs(rule.variables.map((v) => assignment[v])), "==", 0);
    default:
      return unreachable(rule);
  }
}

function equalPairs(values: readonly Value[]): number {
  const seen = new Map<Value, number>();
  let pairs = 0;
  for (const value of values) {
    const before = seen.get(value) ?? 0;
    pairs += before;
    seen.set(value, before + 1);
  }
  return pairs;
}

function broken(constraint: string, left: number, relation: Relation, right: number): Broken | null {
  const excess = relation === "<=" ? left - right : relation === ">=" ? right - left : Math.abs(left - right);
  const exact = Number.isInteger(left) && Number.isInteger(right);
  const slack = exact ? 0 : ROUNDING * Math.max(1, Math.abs(left), Math.abs(right));
  return excess > slack ? { constraint, left, relation, right, amount: excess } : null;
}

/** What a broken soft constraint counts, see `Constraint.price`. */
function measure({ rule }: Constraint, { amount, left }: Broken): number {
  switch (rule.kind) {
    case "compare":
    case "range":
    case "exactly-one":
      return amount * amount;
    case "at-most-one":
      return (left * (left - 1)) / 2;
    case "all-different":
      return left;
    case "true":
    case "implies":
      return 1;
    default:
      return unreachable(rule);
  }
}

/** The words for a broken constraint. */
export function tellBroken({ constraint, left, relation, right, amount }: Broken): Violation {
  const message = `${constraint}: ${left} ${relation} ${right} does not hold, off by ${amount}`;
  return { code: "broken-constraint", message, amount };
}
