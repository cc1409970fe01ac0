/**
 * The builder of programs: variables with names, an objective, constraints with names.
 *
 *     const m = program();
 *     const take = m.bits("take", ["lamp", "tent"]);
 *     m.maximise(sum(times(3, take[0]), times(5, take[1])));
 *     m.subjectTo("weight", lessOrEqual(sum(times(2, take[0]), times(4, take[1])), 5));
 *     const plain = m.build();
 *
 * Everything inside is plain data (types.ts); `build` may be called again after more has been said.
 */
import { GroundstateError } from "../../errors.ts";
import { checkProgram } from "./check.ts";
import { type Choice, type Operand, type Order, toExpression } from "./expressions.ts";
import type { Constraint, Expression, IntegerCode, Program, Rule, Variable } from "./types.ts";

/** At most one of the two. */
export interface ConstraintOptions {
  /** Soft: what breaking it costs (see types.ts). Default: it must hold. */
  readonly price?: number;
  /** A penalty weight to use instead of the proven one. */
  readonly weight?: number;
}

/** Says a program step by step. Nothing is checked before `build`, but that a constraint has no price beside a weight. */
export interface ProgramBuilder {
  bit(name: string): Expression;
  /** One bit a label, `name[label]`; or that many, `name[0]` and so on. */
  bits(name: string, labels: readonly string[] | number): Expression[];
  /** -1 or +1. */
  spin(name: string): Expression;
  spins(name: string, labels: readonly string[] | number): Expression[];
  /** A whole number, from <= x <= to. */
  integer(name: string, from: number, to: number, options?: { readonly code?: IntegerCode }): Expression;
  /** One of several options: ask with `is`. */
  choice(name: string, options: readonly string[] | number): Choice;
  /** One choice a group, `name[group]`, all with the same options. */
  choices(name: string, groups: readonly string[] | number, options: readonly string[] | number): Choice[];
  /** A permutation of items: ask with `at`. @param places their names, as many as items; default: name[0], name[1], ... */
  order(name: string, items: readonly string[] | number, places?: readonly string[]): Order;
  minimise(objective: Operand): void;
  maximise(objective: Operand): void;
  /** A rule, or a logical expression that must be 1. */
  subjectTo(name: string, rule: Rule | Expression, options?: ConstraintOptions): void;
  /** @throws {GroundstateError} "invalid-instance", naming the variable or constraint that is wrong */
  build(): Program;
}

/** An empty program: no variables, minimise 0, no constraints. */
export function program(): ProgramBuilder {
  const variables: Variable[] = [];
  const constraints: Constraint[] = [];
  let objective: Expression = { op: "number", value: 0 };
  let sense: Program["sense"] = "min";
  const add = (variable: Variable) => ({ op: "variable", variable: variables.push(variable) - 1 }) as const;
  const bit = (name: string) => add({ kind: "bit", name });
  const spin = (name: string) => add({ kind: "spin", name });
  const choice = (name: string, options: readonly string[]): Choice => {
    return { kind: "choice", variable: add({ kind: "choice", name, options }).variable, name, options };
  };
  const aim = (towards: Program["sense"], wanted: Operand) => {
    sense = towards;
    objective = toExpression(wanted);
  };
  return {
    bit,
    bits: (name, labels) => each(name, labels, bit),
    spin,
    spins: (name, labels) => each(name, labels, spin),
    integer: (name, from, to, { code = "binary" } = {}) => add({ kind: "integer", name, from, to, code }),
    choice: (name, options) => choice(name, labelsOf(options)),
    choices(name, groups, options) {
      const shared = labelsOf(options);
      return each(name, groups, (full) => choice(full, shared));
    },
    order(name, given, places) {
      const items = labelsOf(given);
      const { variable } = add({ kind: "order", name, items, ...(places && { places }) });
      return { kind: "order", variable, name, items };
    },
    minimise: (wanted) => aim("min", wanted),
    maximise: (wanted) => aim("max", wanted),
    subjectTo(name, rule, { price, weight } = {}) {
      refuseBoth(name, price, weight);
      const full: Rule = "op" in rule ? { kind: "true", of: rule } : rule;
      constraints.push({ name, rule: full, price: price ?? null, weight: weight ?? null });
    },
    build() {
      const built: Program = { sense, variables: [...variables], objective, constraints: [...constraints] };
      checkProgram(built);
      return built;
    },
  };
}

const labelsOf = (labels: readonly string[] | number): readonly string[] =>
  typeof labels === "number" ? Array.from({ length: labels }, (_, k) => String(k)) : labels;

const each = <T>(name: string, labels: readonly string[] | number, make: (name: string) => T): T[] =>
  labelsOf(labels).map((label) => make(`${name}[${label}]`));

function refuseBoth(name: string, price: number | undefined, weight: number | undefined): void {
  if (price === undefined || weight === undefined) return;
  throw new GroundstateError("invalid-instance", `constraint "${name}" has both a price and a weight`, {
    hint: "A price makes it soft; a weight keeps it hard. Leave one out.",
  });
}
