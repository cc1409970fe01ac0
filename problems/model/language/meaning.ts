/**
 * From trees to numbers and expressions, under a binding of indices. Sums over sets are written out here; what is made is plain data
 * of src/modelling/program. O(parts written out), of which there may be a limited number.
 */
import { isLogical } from "../../../src/modelling/program/check.ts";
import type { Expression } from "../../../src/modelling/program/types.ts";
import { asExpression, raised, scaled, total } from "./algebra.ts";
import { compared } from "./comparisons.ts";
import { refuseAt, type Source } from "./complaints.ts";
import type { Declarations, DeclaredVariable } from "./declarations.ts";
import type { Generator, Syntax, SyntaxOf } from "./syntax.ts";
import {
  constantOf,
  type Element,
  isElement,
  isExpression,
  isLabel,
  operand,
  placeOf,
  positionIn,
  type Value,
} from "./values.ts";

/** What a text can see. */
export interface Scope {
  readonly source: Source;
  readonly declarations: Declarations;
  /** Indices that are bound, changed while sums are walked. */
  readonly bound: Map<string, Element>;
  /** Parts that may still be written out in the whole document. */
  readonly budget: { left: number };
}

const MOST_PARTS = 20_000_000; // some seconds, and a few gigabytes of expressions

export const openBudget = (): Scope["budget"] => ({ left: MOST_PARTS });

/** @throws {StatementError} */
export function meaningOf(syntax: Syntax, scope: Scope): Value {
  const { source } = scope;
  if (--scope.budget.left < 0)
    refuseAt(source, syntax.at, "more than can be written out", `at most ${MOST_PARTS} parts`);
  switch (syntax.kind) {
    case "number":
      return syntax.value;
    case "label":
      return { label: syntax.label };
    case "name":
      return named(syntax, scope);
    case "sum":
      return total(syntax.terms.map(({ sign, of }) => scaled(numeric(of, scope), sign)));
    case "product":
      return product(syntax, scope);
    case "power":
      return raised(numeric(syntax.base, scope), syntax.exponent);
    case "mod": {
      const of = constant(syntax.left, scope, "a number known beforehand on the left of mod");
      const by = constant(syntax.right, scope, "a number known beforehand on the right of mod");
      if (by <= 0) refuseAt(source, syntax.right.at, `mod ${by}`, "a number above 0");
      return ((of % by) + by) % by;
    }
    case "compare":
      return comparison(syntax, scope);
    case "not": {
      const of = logical(syntax.of, scope);
      return typeof of === "number" ? 1 - of : { op: "not", of };
    }
    case "and":
    case "or":
    case "xor":
      return logic(syntax, scope);
    default:
      return call(syntax, scope);
  }
}

export const numeric = (syntax: Syntax, scope: Scope): number | Expression =>
  operand(meaningOf(syntax, scope), scope.source, syntax.at);

const constant = (syntax: Syntax, scope: Scope, what: string): number =>
  constantOf(meaningOf(syntax, scope), scope.source, syntax.at, what);

function named(syntax: SyntaxOf<"name">, scope: Scope): Value {
  const { name, indices, at } = syntax;
  const { source, declarations, bound } = scope;
  const index = bound.get(name);
  if (index !== undefined) {
    if (indices.length > 0) refuseAt(source, at, `indices behind ${name}`, `none: ${name} is an index itself`);
    return index;
  }
  const variable = declarations.variables.get(name);
  if (variable !== undefined) return reference(variable, syntax, scope);
  const parameter = declarations.parameters.get(name);
  if (parameter !== undefined) return given(parameter, syntax, scope);
  if (indices.length === 0 && [...declarations.sets.values()].some(({ positions }) => positions.has(name)))
    return { label: name };
  const known = [...declarations.variables.keys(), ...declarations.parameters.keys(), ...bound.keys()];
  const shown = known.slice(0, 12).join(", ") + (known.length > 12 ? ", ..." : "");
  if (declarations.sets.has(name))
    refuseAt(source, at, `"${name}", a set`, "a number", `Walk it: sum(x[i], i in ${name}).`);
  return refuseAt(
    source,
    at,
    `"${name}"`,
    "a variable, a parameter or an index that is declared",
    `Declared: ${shown}.`,
  );
}

/** A variable, or the question whether a choice has an option, or an item of an order a place. */
function reference(variable: DeclaredVariable, { name, indices, at }: SyntaxOf<"name">, scope: Scope): Value {
  const { source } = scope;
  const { over, kind, values } = variable;
  const more = kind === "choice" ? 1 : kind === "order" ? 2 : 0;
  const asked = indices.length - over.length;
  if (asked !== more && !(asked === 0 && kind !== "order")) {
    const wanted = [...over, ...(more > 0 ? [values!] : [])].map((set) => set.name);
    if (kind === "order") wanted.push("place");
    const form = wanted.length === 0 ? name : `${name}[${wanted.join(", ")}]`;
    refuseAt(source, at, `${name} with ${indices.length} indices`, form);
  }
  const found = indices.map((index) => meaningOf(index, scope));
  const places = indices.map((index) => index.at);
  const v = placeOf(variable, found, source, places);
  const d = over.length;
  if (kind === "choice" && asked === 0) return { chosen: v, options: values! };
  if (kind === "choice") return { op: "is", variable: v, option: positionIn(values!, found[d], source, places[d]) };
  if (kind !== "order") return { op: "variable", variable: v };
  const item = positionIn(values!, found[d], source, places[d]);
  const place = constantOf(found[d + 1], source, places[d + 1], "a place");
  const size = values!.labels.length;
  if (!(Number.isInteger(place) && place >= 0 && place < size)) {
    refuseAt(source, places[d + 1], `place ${place}`, `a place from 0 to ${size - 1}`);
  }
  return { op: "at", variable: v, item, place };
}

/** A parameter, followed down its lists by position and its objects by name. */
function given(parameter: unknown, { name, indices, at }: SyntaxOf<"name">, scope: Scope): number {
  const { source } = scope;
  let value = parameter;
  for (const index of indices) {
    if (typeof value === "number") refuseAt(source, index.at, "one more index", `${name} to have so many`);
    const by = meaningOf(index, scope);
    const next = Array.isArray(value)
      ? fromList(value, by, index, scope)
      : fromObject(value as object, by, index, scope);
    if (next === undefined) refuseAt(source, index.at, "this index", `one that parameter ${name} has a number for`);
    value = next;
  }
  if (typeof value === "number") return value;
  return refuseAt(source, at, `${name} with ${indices.length} indices`, "as many as its lists are deep");
}

function fromList(list: readonly unknown[], by: Value, { at }: Syntax, scope: Scope): unknown {
  if (!isElement(by)) return list[constantOf(by, scope.source, at, "a position from 0")];
  const { name, labels, numbered } = by.set;
  if (!numbered && labels.length !== list.length) {
    refuseAt(
      scope.source,
      at,
      `an element of ${name}, which has ${labels.length}`,
      `a set of ${list.length}, as the list is long`,
    );
  }
  return list[by.position];
}

function fromObject(object: object, by: Value, { at }: Syntax, scope: Scope): unknown {
  const key = isElement(by)
    ? by.set.labels[by.position]
    : isLabel(by)
      ? by.label
      : String(constantOf(by, scope.source, at, "an element"));
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

function product({ factors }: SyntaxOf<"product">, scope: Scope): number | Expression {
  let scale = 1;
  const rest: Expression[] = [];
  for (const { divides, of } of factors) {
    const value = numeric(of, scope);
    if (divides) {
      if (typeof value !== "number")
        refuseAt(scope.source, of.at, "a divisor with variables", "a number known beforehand");
      if (value === 0) refuseAt(scope.source, of.at, "a division by 0", "another divisor");
      scale /= value;
    } else if (typeof value === "number") scale *= value;
    else if (value.op === "product") rest.push(...value.factors);
    else rest.push(value);
  }
  if (!Number.isFinite(scale)) refuseAt(scope.source, factors[0].of.at, `the number ${scale}`, "one below 1.8e308");
  if (rest.length === 0 || scale === 0) return scale + 0;
  return scaled(rest.length === 1 ? rest[0] : { op: "product", factors: rest }, scale);
}

function truth(value: number, { at }: Syntax, { source }: Scope): number {
  return value === 0 || value === 1 ? value : refuseAt(source, at, `${value} in logic`, "0 or 1");
}

/** 0, 1, or an expression that is always one of them. */
export function logical(syntax: Syntax, scope: Scope): number | Expression {
  const value = numeric(syntax, scope);
  if (typeof value === "number") return truth(value, syntax, scope);
  if (isLogical(value, scope.declarations.list)) return value;
  const expected = "bits, options, and logic of them; or a comparison by itself, as x + y <= 1";
  return refuseAt(scope.source, syntax.at, "a number where logic is meant", expected);
}

/** Parts that are known are taken away. */
function logic({ kind, of }: SyntaxOf<"and" | "or" | "xor">, scope: Scope): number | Expression {
  let odd = 0;
  const open: Expression[] = [];
  for (const part of of) {
    const value = logical(part, scope);
    if (typeof value !== "number") open.push(value);
    else if (value === 1) {
      if (kind === "or") return 1;
      odd ^= 1;
    } else if (kind === "and") return 0;
  }
  if (open.length === 0) return kind === "and" ? 1 : kind === "or" ? 0 : odd;
  const left: Expression = open.length === 1 ? open[0] : { op: kind, of: open };
  return kind === "xor" && odd === 1 ? { op: "not", of: left } : left;
}

/** A comparison inside an expression: 1 where it holds, else 0. */
function comparison({ parts, relations }: SyntaxOf<"compare">, scope: Scope): number | Expression {
  const values = parts.map((part) => meaningOf(part, scope));
  const found = relations.map((relation, k) => {
    const places: [number, number] = [parts[k].at, parts[k + 1].at];
    return compared(values[k], relation, values[k + 1], scope.source, places);
  });
  if (found.length === 1) return found[0];
  if (found.some((value) => value === 0)) return 0;
  const open = found.filter((value) => isExpression(value));
  return open.length === 0 ? 1 : open.length === 1 ? open[0] : { op: "and", of: open };
}

function call(syntax: SyntaxOf<"call">, scope: Scope): Value {
  const { name, at } = syntax;
  if (name === "sum") {
    if (scope.bound.size === 0) requireRoom(syntax, scope); // of the outermost sum, which says it for those inside
    return total(listed(syntax, scope));
  }
  if (name === "implies") {
    const [when, then] = impliedParts(syntax, scope);
    if (typeof when === "number") return when === 0 ? 1 : then;
    return { op: "or", of: [{ op: "not", of: when }, asExpression(then)] };
  }
  return refuseAt(scope.source, at, `the rule ${name} inside an expression`, "it as a constraint by itself");
}

/** Refuses sums inside sums before they are walked: that alone takes seconds. */
function requireRoom(syntax: SyntaxOf<"call">, scope: Scope): void {
  const least = leastParts(syntax, scope.declarations);
  if (least <= scope.budget.left) return;
  const found = `a sum of ${least.toPrecision(3)} parts, more than can be written out`;
  refuseAt(scope.source, syntax.at, found, `at most ${MOST_PARTS} parts in all`);
}

/** Parts that are written out at the least: what stands under conditions is counted once. */
function leastParts(syntax: Syntax, declarations: Declarations): number {
  const inAll = (list: readonly Syntax[]) => list.reduce((sum, of) => sum + leastParts(of, declarations), 0);
  switch (syntax.kind) {
    case "sum":
      return inAll(syntax.terms.map(({ of }) => of));
    case "product":
      return inAll(syntax.factors.map(({ of }) => of));
    case "power":
      return leastParts(syntax.base, declarations);
    case "call": {
      if (syntax.name !== "sum") return 1;
      const sizes = syntax.over.map(({ set }) => declarations.sets.get(set)?.labels.length ?? 0);
      const bindings = sizes.reduce((product, size) => product * size, 1);
      return bindings * (syntax.when.length > 0 ? 1 : inAll(syntax.of));
    }
    default:
      return 1;
  }
}

export function impliedParts(
  { of, over, at }: SyntaxOf<"call">,
  scope: Scope,
): readonly [number | Expression, number | Expression] {
  if (of.length !== 2 || over.length > 0)
    refuseAt(scope.source, at, "implies of other than two parts", "implies(a, b)");
  return [logical(of[0], scope), logical(of[1], scope)];
}

/** All parts of a call, written out over its sets; of rules they are 0 or 1. */
export function listed({ name, of, over, when }: SyntaxOf<"call">, scope: Scope): (number | Expression)[] {
  const read = name === "sum" ? numeric : logical;
  const parts: (number | Expression)[] = [];
  eachBinding(over, when, scope, () => {
    for (const part of of) parts.push(read(part, scope));
  });
  return parts;
}

/** Visits every combination of elements for which the conditions hold, with the indices bound. */
export function eachBinding(
  over: readonly Generator[],
  when: readonly Syntax[],
  scope: Scope,
  visit: (elements: readonly Element[]) => void,
): void {
  const { source, bound, declarations, budget } = scope;
  const sets = over.map(({ index, set, at, setAt }) => {
    const taken = bound.has(index) || declarations.variables.has(index) || declarations.parameters.has(index);
    if (taken) refuseAt(source, at, `the index ${index}`, "a name that means nothing else here");
    const known = [...declarations.sets.keys()].join(", ") || "none is declared";
    return declarations.sets.get(set) ?? refuseAt(source, setAt, `"${set}"`, `the name of a set: ${known}`);
  });
  const combinations = sets.reduce((count, { labels }) => count * labels.length, 1);
  if (over.length > 0 && combinations > budget.left) {
    const sizes = sets.map(({ labels }) => labels.length).join(" * ");
    const found = `a walk over ${sizes} elements, more than can be written out`;
    refuseAt(source, over[0].at, found, `at most ${MOST_PARTS} parts in all`);
  }
  const elements: Element[] = [];
  const walk = (d: number): void => {
    if (d < over.length) {
      for (let position = 0; position < sets[d].labels.length; position++) {
        if (--budget.left < 0)
          refuseAt(source, over[d].at, "more than can be written out", `at most ${MOST_PARTS} parts`);
        elements[d] = { set: sets[d], position };
        bound.set(over[d].index, elements[d]);
        walk(d + 1);
      }
      bound.delete(over[d].index);
      return;
    }
    const all = when.every((condition) => {
      const what = "a condition on indices and parameters";
      return truth(constant(condition, scope, what), condition, scope) === 1;
    });
    if (all) visit([...elements]);
  };
  walk(0);
}
