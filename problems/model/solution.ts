/** Solutions in the document's own names: `{ "take": { "lamp": 1, "tent": 0 }, "colour": { "v1": "red" }, "order": ["b", "a"] }`. */
import type { Assignment, Value, Variable } from "../../src/modelling/program/types.ts";
import type { Violation } from "../../src/problem.ts";
import type { DeclaredVariable, IndexSet } from "./language/declarations.ts";
import { fullName } from "./language/declarations.ts";
import type { Statement } from "./language/statement.ts";
import type { ModelSolution, SolutionValue } from "./schema.ts";

/** An assignment in words. O(variables). */
export function solutionOf({ program, declarations }: Statement, assignment: Assignment): ModelSolution {
  const entries = [...declarations.variables.values()].map(({ name, over, first }): [string, SolutionValue] => {
    let next = first;
    const nested = (sets: readonly IndexSet[]): SolutionValue => {
      const [set, ...inner] = sets;
      if (set === undefined) {
        const v = next++;
        return worded(program.variables[v], assignment[v]);
      }
      return Object.fromEntries(set.labels.map((label) => [label, nested(inner)]));
    };
    return [name, nested(over)];
  });
  return Object.fromEntries(entries);
}

function worded(variable: Variable, value: Value): SolutionValue {
  if (variable.kind === "choice") return variable.options[value as number];
  if (variable.kind === "order") return (value as readonly number[]).map((item) => variable.items[item]);
  return value as number;
}

/** What a solution says, and what it leaves out, says twice or says wrongly: at most 20 of each kind are told. */
export function readSolution(
  { program, declarations }: Statement,
  solution: ModelSolution,
): {
  readonly assignment: Assignment;
  readonly violations: readonly Violation[];
} {
  const assignment = new Array<Value>(program.variables.length);
  const violations: Violation[] = [];
  for (const name of Object.keys(solution)) {
    if (!declarations.variables.has(name))
      violations.push({ code: "unknown-variable", message: `${name} is not declared` });
  }
  for (const declared of declarations.variables.values()) {
    const given = Object.hasOwn(solution, declared.name) ? solution[declared.name] : undefined;
    readDeclared(declared, given, program.variables, assignment, violations);
  }
  return { assignment, violations: violations.slice(0, 20) };
}

function readDeclared(
  { name, over, first }: DeclaredVariable,
  given: SolutionValue | undefined,
  variables: readonly Variable[],
  assignment: Value[],
  violations: Violation[],
): void {
  let next = 0;
  const walk = (value: unknown, sets: readonly IndexSet[]): void => {
    const [set, ...inner] = sets;
    if (set === undefined) {
      const v = first + next++;
      const read = readValue(variables[v], value);
      if (read !== null) assignment[v] = read;
      else {
        const message = `${fullName(name, over, v - first)} is ${JSON.stringify(value) ?? "missing"}, expected ${expected(variables[v])}`;
        violations.push({ code: "wrong-value", message });
      }
      return;
    }
    const fields = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
    for (const key of Object.keys(fields)) {
      if (!set.positions.has(key))
        violations.push({ code: "unknown-element", message: `${name}: ${key} is no element of ${set.name}` });
    }
    for (const label of set.labels) {
      walk(Object.hasOwn(fields, label) ? (fields as Record<string, unknown>)[label] : undefined, inner);
    }
  };
  walk(given, over);
}

/** The value in the program's own terms, null when the variable cannot have it. */
function readValue(variable: Variable, value: unknown): Value | null {
  const among = (from: number, to: number) =>
    typeof value === "number" && Number.isInteger(value) && value >= from && value <= to ? value : null;
  switch (variable.kind) {
    case "bit":
      return among(0, 1);
    case "spin":
      return value === 1 || value === -1 ? value : null;
    case "integer":
      return among(variable.from, variable.to);
    case "choice": {
      const option = variable.options.indexOf(value as string);
      return option < 0 ? null : option;
    }
    default: {
      if (!Array.isArray(value) || value.length !== variable.items.length) return null;
      const order = value.map((item) => variable.items.indexOf(item as string));
      return order.includes(-1) || new Set(order).size < order.length ? null : order;
    }
  }
}

function expected(variable: Variable): string {
  switch (variable.kind) {
    case "bit":
      return "0 or 1";
    case "spin":
      return "-1 or 1";
    case "integer":
      return `a whole number from ${variable.from} to ${variable.to}`;
    case "choice":
      return `one of ${variable.options.slice(0, 8).join(", ")}`;
    default:
      return "a list of all items, each once";
  }
}

const LISTED = 40;

/** Every number and choice, and of indexed bits those that are 1: `take: lamp, tent (2 of 5); n = 4; colour[v1] = red`. */
export function tellSolution({ program, declarations }: Statement, assignment: Assignment): string {
  const parts = [...declarations.variables.values()].flatMap(({ name, kind, over, first, count }): string[] => {
    const own = Array.from({ length: count }, (_, k) => k);
    if (count === 0) return [];
    if (kind === "bit" && over.length > 0) {
      const on = own.filter((k) => assignment[first + k] === 1).map((k) => fullName("", over, k).slice(1, -1));
      return [on.length === 0 ? `${name}: none of ${count}` : `${name}: ${listWords(on)} (${on.length} of ${count})`];
    }
    const words = own.map((k) => {
      const value = worded(program.variables[first + k], assignment[first + k]);
      return `${fullName(name, over, k)} = ${Array.isArray(value) ? value.join(", ") : String(value)}`;
    });
    return [listWords(words)];
  });
  return parts.join("; ");
}

const listWords = (words: readonly string[]): string =>
  words.slice(0, LISTED).join(", ") + (words.length > LISTED ? `, and ${words.length - LISTED} more` : "");
