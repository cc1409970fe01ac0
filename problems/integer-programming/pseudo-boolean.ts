/** Pseudo-Boolean files whose constraints are linear and whose objective is quadratic: literals ~x become 1 - x, products are multiplied out. */
import { GroundstateError } from "../../src/errors.ts";
import type { PseudoBooleanRecord, PseudoBooleanTerm } from "../../src/formats/records.ts";
import { asRecord } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import { boundsOf, type IntegerProgram, type IntegerSolution, type Terms } from "./schema.ts";

const QUADRATIC = 2;

const widest = (terms: readonly PseudoBooleanTerm[]): number =>
  terms.reduce((most, { literals }) => Math.max(most, new Set(literals.map(Math.abs)).size), 0);

/** Why a record is no integer program with linear constraints, or null. */
function refusal(record: PseudoBooleanRecord): string | null {
  const own = widest(record.objective.terms);
  if (own > QUADRATIC) return `its objective has a product of ${own} variables, and at most ${QUADRATIC} are taken`;
  const at = record.constraints.findIndex(({ terms }) => widest(terms) > 1);
  return at < 0 ? null : `its constraint ${at + 1} has a product of variables, and only linear ones are taken`;
}

/** Sum of terms: a constant, coefficients by variable from 0, and by pair. */
interface Total {
  readonly constant: number;
  readonly linear: Terms;
  readonly quadratic: number[][];
}

function totalOf(terms: readonly PseudoBooleanTerm[]): Total {
  let constant = 0;
  const linear = new Map<number, number>();
  const quadratic = new Map<string, number[]>();
  const add = (variables: readonly number[], amount: number) => {
    const [i, j] = variables;
    if (i === undefined) constant += amount;
    else if (j === undefined) linear.set(i, (linear.get(i) ?? 0) + amount);
    else quadratic.set(`${i},${j}`, [i, j, (quadratic.get(`${i},${j}`)?.[2] ?? 0) + amount]);
  };
  for (const { coefficient, literals } of terms) {
    // Products of 1 - x, one literal after the other.
    let made: [variables: readonly number[], amount: number][] = [[[], coefficient]];
    for (const literal of new Set(literals)) {
      const variable = Math.abs(literal) - 1;
      made = made.flatMap(([variables, amount]) => {
        const joined = [...new Set([...variables, variable])].sort((a, b) => a - b);
        return literal > 0
          ? [[joined, amount]]
          : [
              [variables, amount],
              [joined, -amount],
            ];
      });
    }
    for (const [variables, amount] of made) add(variables, amount);
  }
  const kept = [...linear].filter(([, amount]) => amount !== 0).sort(([a], [b]) => a - b);
  return { constant, linear: kept, quadratic: [...quadratic.values()].filter(([, , amount]) => amount !== 0) };
}

function toInstance(record: PseudoBooleanRecord, name: string | undefined): IntegerProgram {
  const why = refusal(record);
  if (why !== null) throw new GroundstateError("format", why, { hint: "Add --problem model." });
  const own = totalOf(record.objective.terms);
  const constant = own.constant + record.objective.constant;
  return {
    problem: "integer-programming",
    ...(name === undefined ? {} : { name }),
    sense: record.sense,
    variables: Array.from({ length: record.variables }, (_, v) => ({ name: `x${v + 1}` })),
    objective: {
      ...(constant === 0 ? {} : { constant }),
      linear: own.linear,
      ...(own.quadratic.length === 0 ? {} : { quadratic: own.quadratic }),
    },
    constraints: record.constraints.map(({ terms, relation, bound }, c) => {
      const sum = totalOf(terms);
      const end = bound - sum.constant;
      const ends = { ">=": { from: end }, "=": { from: end, to: end }, "<=": { to: end } }[relation];
      return { name: `c${c + 1}`, linear: sum.linear, ...ends };
    }),
  };
}

/** Names are lost: the format has none. @throws {GroundstateError} "format" for variables that are no bits */
function fromInstance({ name, sense, variables, objective, constraints }: IntegerProgram): PseudoBooleanRecord {
  const wide = variables.find((variable) => boundsOf(variable).from !== 0 || boundsOf(variable).to !== 1);
  if (wide !== undefined) {
    const { from, to } = boundsOf(wide);
    throw new GroundstateError("format", `${wide.name} runs from ${from} to ${to}, and an opb file holds bits only`, {
      hint: "Write it as lp or JSON.",
    });
  }
  const linear = (terms: Terms): PseudoBooleanTerm[] =>
    terms.map(([variable, coefficient]) => ({ coefficient: coefficient + 0, literals: [variable + 1] }));
  const products = (objective.quadratic ?? []).map(([i, j, coefficient]) => {
    return { coefficient: coefficient + 0, literals: i === j ? [i + 1] : [i + 1, j + 1] };
  });
  return {
    kind: "pseudo-boolean",
    name: name ?? null,
    variables: variables.length,
    sense,
    objective: { constant: objective.constant ?? 0, terms: [...linear(objective.linear), ...products] },
    constraints: constraints.flatMap(({ linear: own, from, to }) => {
      const terms = linear(own);
      return relationsOf(from, to).map(([relation, bound]) => ({ terms, relation, bound }));
    }),
  };
}

type Relation = PseudoBooleanRecord["constraints"][number]["relation"];

/** An equation where both ends are the same, else one inequality an end. */
function relationsOf(from: number | undefined, to: number | undefined): (readonly [Relation, number])[] {
  if (from !== undefined && from === to) return [["=", from]];
  const ends: (readonly [Relation, number | undefined])[] = [
    [">=", from],
    ["<=", to],
  ];
  return ends.flatMap(([relation, end]) => (end === undefined ? [] : [[relation, end] as const]));
}

export const pseudoBooleanAdapter: FormatAdapter<IntegerProgram, IntegerSolution> = {
  kind: "pseudo-boolean",
  primary: true,
  refuses: (record) => refusal(asRecord(record, "pseudo-boolean")),
  toInstance: (record, { name }) => toInstance(asRecord(record, "pseudo-boolean"), name),
  fromInstance,
};
