/** A document as a program: declarations, objective, constraints. O(parts written out). */
import { checkProgram } from "../../../src/modelling/program/check.ts";
import type { Constraint, Expression, Program, Rule } from "../../../src/modelling/program/types.ts";
import type { ModelInstance } from "../schema.ts";
import { asExpression } from "./algebra.ts";
import { refuseAt, refuseField, type Source } from "./complaints.ts";
import { type Declarations, declarationsOf } from "./declarations.ts";
import { eachBinding, numeric, openBudget, type Scope } from "./meaning.ts";
import { parseGenerators, parseText } from "./parse.ts";
import { rulesOf } from "./rules.ts";
import { sumOfTerms } from "./terms.ts";
import type { Element } from "./values.ts";

export interface Statement {
  readonly program: Program;
  readonly declarations: Declarations;
  /** Texts of constraints by the names of what they became. */
  readonly texts: ReadonlyMap<string, string>;
}

/** @throws {StatementError} naming the field, the line and the character */
export function statementOf(instance: ModelInstance): Statement {
  const declarations = declarationsOf(instance);
  const budget = openBudget();
  const { minimize, maximize } = instance;
  if (minimize !== undefined && maximize !== undefined) {
    refuseField(
      "maximize",
      "a second objective",
      "minimize or maximize alone",
      "Add the two with weights of your own.",
    );
  }
  const sense = maximize === undefined ? "min" : "max";
  const stated = minimize ?? maximize;
  const objective = objectiveOf(stated, sense === "min" ? "minimize" : "maximize", declarations, budget);
  const constraints: Constraint[] = [];
  const texts = new Map<string, string>();
  for (const [k, given] of (instance["subject to"] ?? []).entries()) {
    const document = typeof given === "string" ? { constraint: given } : given;
    const path = `subject to[${k}]`;
    for (const constraint of constraintsOf(document, { path, number: k + 1 }, declarations, budget)) {
      if (texts.has(constraint.name)) refuseField(`${path}.name`, `"${constraint.name}", used before`, "another name");
      texts.set(constraint.name, document.constraint);
      constraints.push(constraint);
    }
  }
  const program: Program = { sense, variables: declarations.list, objective, constraints };
  checkProgram(program);
  return { program, declarations, texts };
}

type Objective = ModelInstance["minimize"];

function objectiveOf(stated: Objective, path: string, declarations: Declarations, budget: Scope["budget"]): Expression {
  if (stated === undefined) return { op: "number", value: 0 };
  if (typeof stated !== "string") return sumOfTerms(path, stated.terms, declarations);
  const source: Source = { path, text: stated };
  const syntax = parseText(source);
  if (syntax.kind === "compare") refuseAt(source, syntax.at, "a comparison", "a number to be made small or large");
  return asExpression(numeric(syntax, { source, declarations, bound: new Map(), budget }));
}

interface ConstraintDocument {
  readonly constraint: string;
  readonly name?: string;
  readonly for?: string;
  readonly price?: number;
  readonly weight?: number;
}

function constraintsOf(
  document: ConstraintDocument,
  { path, number }: { readonly path: string; readonly number: number },
  declarations: Declarations,
  budget: Scope["budget"],
): Constraint[] {
  const { price = null, weight = null, name = `constraint ${number}` } = document;
  const text = document.name === undefined ? { text: document.constraint } : {};
  if (price !== null && weight !== null) {
    refuseField(
      path,
      "a constraint with a price and a weight",
      "one of them",
      "A price makes it soft; a weight keeps it hard.",
    );
  }
  const field = (text: string, inner: string): Source => ({ path: inner === "" ? path : `${path}.${inner}`, text });
  const source = field(
    document.constraint,
    document.for === undefined && document.name === undefined ? "" : "constraint",
  );
  const syntax = parseText(source);
  const bound = new Map<string, Element>();
  const scope: Scope = { source, declarations, bound, budget };
  const made: Constraint[] = [];
  const add = (suffix: string) => {
    const rules: readonly Rule[] = rulesOf(syntax, scope);
    rules.forEach((rule, part) => {
      const chained = rules.length === 1 ? "" : `.${part + 1}`;
      made.push({ name: `${name}${chained}${suffix}`, ...text, rule, price, weight });
    });
  };
  if (document.for === undefined) add("");
  else {
    const each = field(document.for, "for");
    const { over, when } = parseGenerators(each);
    if (over.length === 0) refuseAt(each, 0, "no index", "i in items, j in items, i < j");
    const walk: Scope = { source: each, declarations, bound, budget };
    eachBinding(over, when, walk, (elements) => {
      add(`[${elements.map(({ set, position }) => set.labels[position]).join(",")}]`);
    });
  }
  return made;
}
