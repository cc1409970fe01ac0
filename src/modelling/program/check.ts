/**
 * What makes a program well formed: names used once, ranges in order, expressions over variables that exist and have the operation,
 * logic over expressions that are 0 or 1. O(size of the program); long sums and products are walked without recursion.
 */
import { GroundstateError } from "../../errors.ts";
import type { Constraint, Expression, Program, Rule, Variable } from "./types.ts";
import { partsOf } from "./walk.ts";

const LARGEST_POWER = 64; // of an expression; of a bit any power is the bit
const LARGEST_LIST = 1_000_000; // options of a choice, steps of a unary code, squares of an order's items

/** @throws {GroundstateError} "invalid-instance", naming the first variable or constraint that is wrong, and the way out */
export function checkProgram(program: Program): void {
  if (checked.has(program)) return;
  const { variables, constraints, objective } = program;
  unique(
    variables.map(({ name }) => name),
    "variable",
  );
  variables.forEach(checkVariable);
  unique(
    constraints.map(({ name }) => name),
    "constraint",
  );
  checkExpression(objective, variables, "the objective");
  for (const constraint of constraints) checkConstraint(constraint, variables);
  checked.add(program);
}

/** Programs are plain data that nobody changes: those that the builder has looked at are not looked at again. */
const checked = new WeakSet<Program>();

function refuse(message: string, hint: string): never {
  throw new GroundstateError("invalid-instance", message, { hint });
}

function unique(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === "") refuse(`a ${what} has an empty name`, `Give every ${what} a name of its own.`);
    if (seen.has(name)) refuse(`two ${what}s are called "${name}"`, `Give every ${what} a name of its own.`);
    seen.add(name);
  }
}

function checkVariable(variable: Variable): void {
  const { name } = variable;
  switch (variable.kind) {
    case "integer": {
      const { from, to, code } = variable;
      if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from > to || to - from > 2 ** 52) {
        refuse(`integer "${name}" goes from ${from} to ${to}`, "Use whole numbers, from <= to, less than 2^52 apart.");
      }
      if (code !== "binary" && to - from >= LARGEST_LIST) {
        refuse(`integer "${name}" takes ${to - from + 1} values in code ${code}`, 'Use code "binary".');
      }
      return;
    }
    case "choice":
      return checkNames(name, variable.options, "option", LARGEST_LIST);
    case "order":
      return checkNames(name, variable.items, "item", Math.sqrt(LARGEST_LIST) * 10);
    default:
      return;
  }
}

function checkNames(name: string, list: readonly string[], what: string, most: number): void {
  if (list.length === 0) refuse(`"${name}" has no ${what}s`, `Give it at least one ${what}.`);
  if (list.length > most) refuse(`"${name}" has ${list.length} ${what}s`, `Give it at most ${most}.`);
  if (new Set(list).size < list.length) refuse(`"${name}" has two ${what}s of the same name`, "Make them different.");
}

function checkConstraint({ name, rule, price, weight }: Constraint, variables: readonly Variable[]): void {
  const place = `constraint "${name}"`;
  if (price !== null && !(price >= 0 && Number.isFinite(price))) {
    refuse(`${place} has price ${price}`, "Use a number from 0.");
  }
  if (weight !== null && !(weight > 0 && Number.isFinite(weight))) {
    refuse(`${place} has weight ${weight}`, "Use a number above 0.");
  }
  checkRule(rule, variables, place);
}

function checkRule(rule: Rule, variables: readonly Variable[], place: string): void {
  switch (rule.kind) {
    case "compare":
      checkExpression(rule.left, variables, place);
      return checkExpression(rule.right, variables, place);
    case "range":
      if (!(rule.from <= rule.to)) refuse(`${place} allows ${rule.from} to ${rule.to}`, "State the smaller end first.");
      return checkExpression(rule.of, variables, place);
    case "all-different":
      return checkDifferent(rule.variables, variables, place);
    default: {
      const parts = rule.kind === "implies" ? [rule.when, rule.implied] : rule.kind === "true" ? [rule.of] : rule.of;
      for (const part of parts) {
        checkExpression(part, variables, place);
        requireLogical(part, variables, place);
      }
    }
  }
}

function checkDifferent(list: readonly number[], variables: readonly Variable[], place: string): void {
  const kinds = list.map((v) => variables[v] ?? refuse(`${place} speaks of variable ${v}`, "There is none."));
  for (const variable of kinds) {
    if (signature(variable) === null) {
      refuse(
        `${place} is over ${variable.kind} "${variable.name}"`,
        'all-different takes choices, and integers with code "one-hot".',
      );
    }
    if (signature(variable) !== signature(kinds[0])) {
      refuse(
        `${place} is over "${kinds[0].name}" and "${variable.name}", whose values differ`,
        "Give them the same options, or the same range.",
      );
    }
  }
  if (new Set(list).size < list.length) refuse(`${place} names a variable twice`, "Name each variable once.");
}

/** Equal for variables that can be told apart value by value; null for the others. */
function signature(variable: Variable): string | null {
  if (variable.kind === "choice") return JSON.stringify(variable.options);
  if (variable.kind === "integer" && variable.code === "one-hot") return `${variable.from}..${variable.to}`;
  return null;
}

function checkExpression(root: Expression, variables: readonly Variable[], place: string): void {
  const open: Expression[] = [root];
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    checkNode(e, variables, place);
    if (e.op === "sum") {
      for (const term of e.terms) if (!isPlain(term, variables)) open.push(term);
    } else for (const part of partsOf(e)) open.push(part);
  }
}

/** Most terms of long sums: a bit that exists. */
function isPlain(e: Expression, variables: readonly Variable[]): boolean {
  return e.op === "variable" && variables[e.variable]?.kind === "bit";
}

function checkNode(e: Expression, variables: readonly Variable[], place: string): void {
  switch (e.op) {
    case "number":
      if (!Number.isFinite(e.value)) refuse(`${place} holds the number ${e.value}`, "Use finite numbers.");
      return;
    case "power":
      if (!Number.isInteger(e.exponent) || e.exponent < 0 || e.exponent > LARGEST_POWER) {
        refuse(`${place} holds the power ${e.exponent}`, `Use whole exponents from 0 to ${LARGEST_POWER}.`);
      }
      return;
    case "variable":
    case "is":
    case "at":
      return checkReference(e, variables, place);
    case "not":
      return requireLogical(e.of, variables, place);
    case "and":
    case "or":
    case "xor":
      for (const part of e.of) requireLogical(part, variables, place);
      return;
    default:
      return;
  }
}

function checkReference(
  e: Expression & { op: "variable" | "is" | "at" },
  variables: readonly Variable[],
  place: string,
): void {
  const variable = variables[e.variable] ?? refuse(`${place} speaks of variable ${e.variable}`, "There is none.");
  const { kind, name } = variable;
  if (e.op === "is") {
    if (kind !== "choice") refuse(`${place} asks for an option of ${kind} "${name}"`, "Only choices have options.");
    if (!(e.option in variable.options)) refuse(`${place} asks for option ${e.option} of "${name}"`, "There is none.");
  } else if (e.op === "at") {
    if (kind !== "order") refuse(`${place} asks for a place in ${kind} "${name}"`, "Only orders have places.");
    const { items } = variable;
    if (!(e.item in items && e.place in items)) {
      refuse(`${place} asks for item ${e.item} at place ${e.place} of "${name}"`, `Use 0 to ${items.length - 1}.`);
    }
  } else if (kind === "choice" || kind === "order") {
    const way = kind === "choice" ? "Ask which option it has." : "Ask which item stands at which place.";
    refuse(`${place} uses ${kind} "${name}" as a number`, way);
  }
}

function requireLogical(e: Expression, variables: readonly Variable[], place: string): void {
  if (isLogical(e, variables)) return;
  refuse(
    `${place} uses logic over an expression (${e.op}) that is not always 0 or 1`,
    "Use bits, options, places, and logic or products of them; for numbers write a comparison.",
  );
}

/** Whether an expression is 0 or 1 by its form. */
export function isLogical(e: Expression, variables: readonly Variable[]): boolean {
  switch (e.op) {
    case "number":
      return e.value === 0 || e.value === 1;
    case "variable": {
      const variable = variables[e.variable];
      return variable?.kind === "bit" || (variable?.kind === "integer" && variable.from >= 0 && variable.to <= 1);
    }
    case "product":
      return e.factors.every((factor) => isLogical(factor, variables));
    case "power":
      return isLogical(e.base, variables);
    case "sum":
      return e.terms.length === 1 && isLogical(e.terms[0], variables);
    default:
      return true;
  }
}
