/**
 * Comparisons inside logic and sums, as in implies(x, a + b >= 1), taken out of a program. Each becomes a bit z with
 *
 *     z = 1  ->  q <= k        q + (H - k) z <= H
 *     z = 0  ->  q >= k + 1    q + (k + 1 - L) z >= k + 1
 *
 * where q is left - right in whole units of its numbers and L <= q <= H among legal codes, by interval arithmetic: the least multipliers
 * ("big M") that such bounds allow. Where one direction is enough (directions.ts) the other is left out, and in implies(literal,
 * comparison) the literal itself is z. An equation is two comparisons. Williams 2013, Model building in mathematical programming, 9.2.
 */
import { GroundstateError } from "../../errors.ts";
import { type Layout, layoutOf } from "./codes.ts";
import { type Comparison, type Directions, directionsOf } from "./directions.ts";
import { expressionValue } from "./evaluate.ts";
import { lower } from "./lower.ts";
import { type Knowledge, knowledges, rangeOfPolynomial } from "./ranges.ts";
import { commonUnits, greatestCommonDivisor } from "./scale.ts";
import type { Assignment, Constraint, Expression, Program, Rule, Variable } from "./types.ts";
import { partsOf, withParts } from "./walk.ts";

/** A program with a bit for each comparison inside its expressions, and constraints that link them. */
export interface Extended {
  /** Without comparisons inside expressions. Its first variables are those of the program, more bits follow. */
  readonly program: Program;
  /** The values of all its variables. */
  extend(assignment: Assignment): Assignment;
}

/** O(size of the program). @throws {GroundstateError} "invalid-instance" where the numbers of a comparison have no common unit */
export function withIndicators(program: Program): Extended {
  const directions = directionsOf(program);
  if (directions.size === 0) return { program, extend: (assignment) => assignment };
  const stage = openStage(program, directions);
  const objective = stage.rewrite(program.objective, OBJECTIVE);
  const constraints = program.constraints.flatMap((constraint) => constraintsOf(constraint, stage));
  return {
    program: {
      sense: program.sense,
      variables: stage.variables,
      objective,
      constraints: [...constraints, ...stage.links],
    },
    extend: (assignment) => [...assignment, ...stage.stoodFor.map((e) => expressionValue(e, assignment))],
  };
}

/** Owner, in names, of the indicators of the objective. */
export const OBJECTIVE = "the objective";

const LINK = / \(comparison \d+(?: fails)?\)$/;

/** The constraint, or the objective, that a constraint of an indicator belongs to; other names as they are. */
export const ownerOf = (name: string): string => name.replace(LINK, "");

/** left - right, or right - left, as constant + unit * q, q whole: the comparison holds where q <= limit. */
interface Margin {
  readonly of: Expression;
  readonly constant: number;
  readonly unit: number;
  readonly limit: number;
  readonly low: number;
  readonly high: number;
}

const always = ({ limit, high }: Margin): boolean => high <= limit;
const never = ({ limit, low }: Margin): boolean => low > limit;
const minus = (e: Expression): Expression => ({ op: "product", factors: [{ op: "number", value: -1 }, e] });
const times = (value: number, e: Expression): Expression => ({ op: "product", factors: [{ op: "number", value }, e] });
const compare = (left: Expression, relation: "<=" | ">=", right: number): Rule => {
  return { kind: "compare", left, relation, right: { op: "number", value: right } };
};

/** The comparison holds where z is 1; everywhere for z = null. */
function whereTrue({ of, constant, unit, limit, high }: Margin, z: Expression | null): Rule {
  if (z === null) return compare(of, "<=", constant + unit * limit);
  return compare({ op: "sum", terms: [of, times(unit * (high - limit), z)] }, "<=", constant + unit * high);
}

/** It fails where z is 0; everywhere for z = null. */
function whereFalse({ of, constant, unit, limit, low }: Margin, z: Expression | null): Rule {
  const next = constant + unit * (limit + 1);
  if (z === null) return compare(of, ">=", next);
  return compare({ op: "sum", terms: [of, times(unit * (limit + 1 - low), z)] }, ">=", next);
}

/** The comparisons of a program while they are taken out. */
interface Stage {
  readonly variables: readonly Variable[];
  /** What ties the new bits to their comparisons. */
  readonly links: readonly Constraint[];
  /** The comparisons of the program that the new bits stand for, in order. */
  readonly stoodFor: readonly Comparison[];
  rewrite(e: Expression, owner: string): Expression;
  /** The inequalities that make up a comparison. */
  margins(e: Comparison, owner: string): readonly Margin[];
}

function openStage(program: Program, directions: ReadonlyMap<Comparison, Directions>): Stage {
  const variables: Variable[] = [...program.variables];
  const links: Constraint[] = [];
  const stoodFor: Comparison[] = [];
  const names = new Set([...program.variables, ...program.constraints].map(({ name }) => name));
  const known = new Map<Comparison, Expression>();
  const base = codesOf(program.variables);

  /** Two inequalities for an equation. */
  const sidesOf = (e: Comparison): readonly Comparison[] =>
    e.relation === "==" ? (["<=", ">="] as const).map((relation) => ({ ...e, relation })) : [e];

  function marginOf(e: Comparison, owner: string): Margin {
    const sides = [e.left, e.right].map((side) => rewrite(side, owner));
    const plain = sides[0] === e.left && sides[1] === e.right; // else it speaks of bits that are new
    const [small, large] = e.relation === "<=" ? sides : [sides[1], sides[0]];
    return margin({ op: "sum", terms: [small, minus(large)] }, plain ? base : codesOf(variables), owner);
  }

  function standFor(e: Comparison, wanted: Directions, owner: string): Expression {
    const own = marginOf(e, owner);
    if (always(own)) return { op: "number", value: 1 };
    if (never(own)) return { op: "number", value: 0 };
    const name = fresh(owner);
    const z = { op: "variable", variable: variables.push({ kind: "bit", name }) - 1 } as const;
    stoodFor.push(e);
    const link = (as: string, rule: Rule) => links.push({ name: as, rule, price: null, weight: null });
    if (wanted.refuses) link(name, whereTrue(own, z));
    if (wanted.admits) link(name.replace(/\)$/, " fails)"), whereFalse(own, z));
    return z;
  }

  function fresh(owner: string): string {
    let number = 1;
    while (names.has(`${owner} (comparison ${number})`)) number++;
    const name = `${owner} (comparison ${number})`;
    names.add(name);
    return name;
  }

  function rewrite(e: Expression, owner: string): Expression {
    if (e.op !== "holds") {
      const parts = partsOf(e);
      const others = parts.map((part) => (mayCompare(part) ? rewrite(part, owner) : part));
      return others.every((part, k) => part === parts[k]) ? e : withParts(e, others);
    }
    const before = known.get(e);
    if (before !== undefined) return before;
    const bits = sidesOf(e).map((side) => standFor(side, directions.get(e)!, owner));
    const made: Expression = bits.length === 1 ? bits[0] : { op: "and", of: bits };
    known.set(e, made);
    return made;
  }

  return {
    variables,
    links,
    stoodFor,
    rewrite,
    margins: (e, owner) => sidesOf(e).map((side) => marginOf(side, owner)),
  };
}

const mayCompare = ({ op }: Expression): boolean => op !== "variable" && op !== "number";

/** Where the bits of variables stand, and what is known of legal codes. */
interface Codes {
  readonly layout: Layout;
  readonly known: readonly (Knowledge | null)[];
}

function codesOf(variables: readonly Variable[]): Codes {
  const layout = layoutOf(variables);
  return { layout, known: knowledges(layout, layout.bits, true) };
}

function margin(of: Expression, { layout, known }: Codes, owner: string): Margin {
  const difference = lower(of, layout, owner);
  const { constant } = difference;
  const coefficients = Array.from(difference.terms.values(), ({ coefficient }) => coefficient);
  const { multiplier, exact } = commonUnits([...coefficients, constant], null);
  if (!exact) {
    const message = `the numbers of a comparison in ${owner} have no common unit that is not too fine`;
    throw new GroundstateError("invalid-instance", message, { hint: "Round them yourself, e.g. to whole numbers." });
  }
  const whole = coefficients.map((c) => Math.round(c * multiplier));
  const unit = Math.max(1, greatestCommonDivisor(whole)) / multiplier;
  const { low, high } = rangeOfPolynomial(difference, known);
  const limit = Math.floor(Math.round(-constant * multiplier) / (unit * multiplier));
  const steps = (value: number) => Math.round((value - constant) / unit);
  return { of, constant, unit, limit, low: steps(low), high: steps(high) };
}

/** A constraint without comparisons inside; those that are all it says become inequalities of their own. */
function constraintsOf(constraint: Constraint, stage: Stage): readonly Constraint[] {
  const { name, rule, price } = constraint;
  const place = name;
  const rewrite = (e: Expression) => stage.rewrite(e, place);
  if (price === null) {
    const direct = directRules(rule, name, stage);
    if (direct !== null) {
      return direct.map((own, k) => ({ ...constraint, name: k === 0 ? name : `${name} (other side)`, rule: own }));
    }
  }
  return [{ ...constraint, rule: rewritten(rule, rewrite) }];
}

/** The rules of a comparison that must hold or fail, always or behind a literal; null for anything else. */
function directRules(rule: Rule, name: string, stage: Stage): readonly Rule[] | null {
  const [when, claimed] =
    rule.kind === "true" ? [null, rule.of] : rule.kind === "implies" ? [rule.when, rule.implied] : [];
  const claim = claimed === undefined ? null : claimOf(claimed);
  if (when === undefined || claim === null || (when !== null && !isLiteral(when))) return null;
  const { comparison, fails } = claim;
  if (when === null && !fails) {
    const [left, right] = [comparison.left, comparison.right].map((side) => stage.rewrite(side, name));
    return [{ kind: "compare", left, relation: comparison.relation, right }]; // which says why where it can never hold
  }
  const margins = stage.margins(comparison, name);
  if (when === null) return margins.map((own) => whereFalse(own, null));
  const no: Expression = { op: "not", of: when };
  if (margins.some(fails ? always : never)) return [{ kind: "true", of: no }];
  const open = margins.filter((own) => !(fails ? never(own) : always(own)));
  return open.map((own) => (fails ? whereFalse(own, no) : whereTrue(own, when)));
}

/** A comparison, or that it fails, under any number of negations; null for anything else, and for equations that must fail. */
function claimOf(e: Expression): { readonly comparison: Comparison; readonly fails: boolean } | null {
  let [of, fails] = [e, false];
  while (of.op === "not") [of, fails] = [of.of, !fails];
  return of.op !== "holds" || (fails && of.relation === "==") ? null : { comparison: of, fails };
}

const isLiteral = (e: Expression): boolean =>
  e.op === "not" ? isLiteral(e.of) : e.op === "variable" || e.op === "is" || e.op === "at";

function rewritten(rule: Rule, rewrite: (e: Expression) => Expression): Rule {
  switch (rule.kind) {
    case "compare":
      return { ...rule, left: rewrite(rule.left), right: rewrite(rule.right) };
    case "range":
    case "true":
      return { ...rule, of: rewrite(rule.of) };
    case "implies":
      return { ...rule, when: rewrite(rule.when), implied: rewrite(rule.implied) };
    case "all-different":
      return rule;
    default:
      return { ...rule, of: rule.of.map(rewrite) };
  }
}
