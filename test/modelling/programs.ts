/**
 * Random small programs of every kind of variable and constraint, and what is true of them by listing all assignments: the oracle
 * sees `evaluate` only, never a polynomial or a code.
 */
import { evaluate } from "../../src/modelling/program/evaluate.ts";
import type {
  Assignment,
  Constraint,
  Expression,
  Program,
  Relation,
  Rule,
  Value,
  Variable,
} from "../../src/modelling/program/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { orders } from "../support/all-solutions.ts";

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)];

const MAKERS: readonly ((random: Random, name: string) => Variable)[] = [
  (_random, name) => ({ kind: "bit", name }),
  (_random, name) => ({ kind: "spin", name }),
  (random, name) => {
    const from = random.below(5) - 2;
    const code = pick(random, ["binary", "binary", "unary", "one-hot", "domain-wall"] as const);
    return { kind: "integer", name, from, to: from + random.below(4), code };
  },
  (random, name) => ({ kind: "choice", name, options: ["a", "b", "c"].slice(0, 1 + random.below(3)) }),
  (random, name) => ({ kind: "order", name, items: ["i", "j"].slice(0, 1 + random.below(2)) }),
];

/** Numbers of the data: whole, or quarters. */
type Draw = () => number;

function variablesOf(random: Random): Variable[] {
  if (random.below(4) === 0) return Array.from({ length: 2 + random.below(4) }, (_, k) => MAKERS[0](random, `v${k}`));
  return Array.from({ length: 1 + random.below(3) }, (_, k) => pick(random, MAKERS)(random, `v${k}`));
}

function atomOf(random: Random, variables: readonly Variable[]): Expression {
  const v = random.below(variables.length);
  const variable = variables[v];
  if (variable.kind === "choice") return { op: "is", variable: v, option: random.below(variable.options.length) };
  if (variable.kind === "order") {
    const n = variable.items.length;
    return { op: "at", variable: v, item: random.below(n), place: random.below(n) };
  }
  return { op: "variable", variable: v };
}

/** An expression that is 0 or 1. @param draw numbers of comparisons inside; null: there are none */
function logicalOf(random: Random, variables: readonly Variable[], depth: number, draw: Draw | null): Expression {
  if (draw !== null && random.below(3) === 0) {
    const relation = pick<Relation>(random, ["==", "<=", ">="]);
    const left = numericOf(random, variables, draw, random.below(4) === 0 ? 2 : 1);
    return { op: "holds", left, relation, right: { op: "number", value: draw() } };
  }
  const atoms = Array.from({ length: 6 }, () => atomOf(random, variables)).filter(
    (e) => e.op !== "variable" || variables[e.variable].kind === "bit",
  );
  const atom: Expression = atoms[0] ?? { op: "number", value: random.below(2) };
  if (depth === 0 || random.below(3) === 0) return atom;
  const of = Array.from({ length: 1 + random.below(4) }, () => logicalOf(random, variables, depth - 1, draw));
  return pick<Expression>(random, [
    { op: "not", of: of[0] },
    { op: "and", of },
    { op: "or", of },
    { op: "xor", of },
    { op: "product", factors: of },
  ]);
}

function numericOf(random: Random, variables: readonly Variable[], draw: Draw, degree: number): Expression {
  const terms = Array.from({ length: 1 + random.below(4) }, (): Expression => {
    const factors = Array.from({ length: 1 + random.below(degree) }, () => atomOf(random, variables));
    return { op: "product", factors: [{ op: "number", value: draw() }, ...factors] };
  });
  const sum: Expression = { op: "sum", terms: [...terms, { op: "number", value: draw() }] };
  if (degree > 1 && random.below(4) === 0)
    return { op: "sum", terms: [terms[0], { op: "power", base: sum, exponent: 2 }] };
  return sum;
}

function ruleOf(random: Random, variables: readonly Variable[], draw: Draw, comparisons: boolean): Rule {
  const inside = comparisons ? draw : null;
  const logical = () => logicalOf(random, variables, 1, inside);
  const list = () => Array.from({ length: 1 + random.below(4) }, () => logicalOf(random, variables, 0, inside));
  const numeric = () => numericOf(random, variables, draw, random.below(3) === 0 ? 2 : 1);
  const sum = (): Expression => ({ op: "sum", terms: list() });
  const right = (): Expression => ({ op: "number", value: draw() });
  const relation = pick<Relation>(random, ["==", "<=", ">="]);
  const kind = random.below(9);
  if (kind === 0) return { kind: "at-most-one", of: list() };
  if (kind === 1) return { kind: "exactly-one", of: list() };
  if (kind === 2) return { kind: "true", of: logicalOf(random, variables, 2, inside) };
  if (kind === 3) return { kind: "implies", when: logical(), implied: logical() };
  if (kind === 4) {
    const alike = variables.flatMap((v, k) => (v.kind === "choice" && v.options.length === 2 ? [k] : []));
    if (alike.length > 1) return { kind: "all-different", variables: alike };
  }
  if (kind === 5) {
    const [a, b] = [draw(), draw()];
    return { kind: "range", of: numeric(), from: Math.min(a, b), to: Math.max(a, b) };
  }
  if (kind === 6) return { kind: "compare", left: sum(), relation, right: { op: "number", value: random.below(4) } };
  return { kind: "compare", left: numeric(), relation, right: right() };
}

interface Kind {
  /** Whether constraints may have prices. */
  readonly soft?: boolean;
  /** Whether logic, sums and the objective may hold comparisons. */
  readonly comparisons?: boolean;
}

export function randomProgram(seed: number, { soft = false, comparisons = false }: Kind = {}): Program {
  const random = createRandom(seed);
  const quarters = random.below(4) === 0;
  const draw = () => (quarters ? (random.below(25) - 12) / 4 : random.below(9) - 4);
  const variables = variablesOf(random);
  const constraints: Constraint[] = Array.from({ length: random.below(4) }, (_, c) => {
    const price = soft && random.below(2) === 0 ? 1 + random.below(5) : null;
    return { name: `c${c}`, rule: ruleOf(random, variables, draw, comparisons), price, weight: null };
  });
  const objective: Expression = {
    op: "sum",
    terms: [
      numericOf(random, variables, draw, comparisons ? 2 : 3),
      ...(comparisons && random.below(3) === 0 ? [logicalOf(random, variables, 1, draw)] : []),
      ...variables.flatMap((variable, v): Expression[] =>
        variable.kind === "bit" || variable.kind === "integer"
          ? [
              {
                op: "product",
                factors: [
                  { op: "number", value: draw() },
                  { op: "variable", variable: v },
                ],
              },
            ]
          : [],
      ),
    ],
  };
  return { sense: random.below(2) === 0 ? "min" : "max", variables, objective, constraints };
}

function valuesOf(variable: Variable): Value[] {
  const upTo = (n: number) => Array.from({ length: n }, (_, k) => k);
  switch (variable.kind) {
    case "bit":
      return [0, 1];
    case "spin":
      return [-1, 1];
    case "integer":
      return upTo(variable.to - variable.from + 1).map((k) => variable.from + k);
    case "choice":
      return upTo(variable.options.length);
    case "order":
      return [...orders(upTo(variable.items.length))];
  }
}

export function allAssignments({ variables }: Program): Assignment[] {
  let all: Value[][] = [[]];
  for (const variable of variables) all = all.flatMap((head) => valuesOf(variable).map((value) => [...head, value]));
  return all;
}

/** Feasible assignments with their totals to be minimised, and the least of them (Infinity when there is none). */
export function feasible(program: Program): { all: { assignment: Assignment; energy: number }[]; best: number } {
  const sign = program.sense === "min" ? 1 : -1;
  const all = allAssignments(program).flatMap((assignment) => {
    const { violations, total } = evaluate(program, assignment);
    return violations.length === 0 ? [{ assignment, energy: sign * total }] : [];
  });
  return { all, best: all.reduce((least, { energy }) => Math.min(least, energy), Infinity) };
}
