/**
 * Clauses as quadratic terms with coefficients no larger than their weights. With L the number of true literals:
 *
 * | literals | 1 where the clause holds | bits |
 * | 1, 2 | l; l + l' - l l' | 0 |
 * | 3 | max_z L - (l l' + l l'' + l' l'') + z (L - 2) | 1: z says whether all three are true |
 * | k > 3 | 1 - min_s (L - 1 - s)^2, s from 0 to k - 1 in a clipped binary code | floor(log2(k - 1)) + 1 |
 *
 * The row of three literals is the clause multiplied out over literals, whose only cubic term is negative (Freedman & Drineas 2005).
 * Repeated literals count once; a clause with a literal and its negation always holds and takes no bit.
 */
import { program } from "../../src/modelling/program/builder.ts";
import { minus, not, or, sum, times } from "../../src/modelling/program/expressions.ts";
import type { Assignment, Expression, Program } from "../../src/modelling/program/types.ts";
import { type SatisfiabilityInstance, type SatisfiabilitySolution, variableName, weightOf } from "./schema.ts";

/** Its different literals; null when it always holds. */
export function distinctLiterals(clause: readonly number[]): number[] | null {
  const literals = new Set(clause);
  return clause.some((literal) => literals.has(-literal)) ? null : [...literals];
}

export function satisfiabilityProgram(instance: SatisfiabilityInstance): Program {
  const { clauses, variables } = instance;
  const model = program();
  const xs = model.bits(
    "true",
    Array.from({ length: variables }, (_, v) => variableName(instance, v)),
  );
  const literalOf = (literal: number) => (literal > 0 ? xs[literal - 1] : not(xs[-literal - 1]));
  const worth: Expression[] = [];
  for (const [c, clause] of clauses.entries()) {
    const weight = weightOf(instance, c);
    const literals = distinctLiterals(clause)?.map(literalOf);
    if (literals === undefined) worth.push(sum(weight));
    else if (literals.length < 3) worth.push(times(weight, or(...literals)));
    else if (literals.length === 3) worth.push(times(weight, holds(literals, model.bit(`all[${c}]`))));
    else {
      worth.push(sum(weight));
      model.subjectTo(`clause[${c}]`, or(...literals), { price: weight });
    }
  }
  model.maximise(sum(worth));
  return model.build();
}

function holds([a, b, c]: readonly Expression[], all: Expression): Expression {
  const pairs = sum(times(a, b), times(a, c), times(b, c));
  return sum(a, b, c, times(-1, pairs), times(all, minus(sum(a, b, c), 2)));
}

/** The values of the variables, then one bit a clause of three literals: whether all are true. */
export function toAssignment({ clauses }: SatisfiabilityInstance, { values }: SatisfiabilitySolution): Assignment {
  const isTrue = (literal: number) => values[Math.abs(literal) - 1] === (literal > 0 ? 1 : 0);
  const triples = clauses.map(distinctLiterals).filter((literals) => literals?.length === 3);
  return [...values, ...triples.map((literals) => (literals!.every(isTrue) ? 1 : 0))];
}
