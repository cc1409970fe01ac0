/**
 * All weights, less the price of each clause that does not hold: coefficients are no larger than the weights. With L the number of true
 * literals, the energy makes of a clause:
 *
 * | literals | 1 where the clause does not hold | bits |
 * | 1, 2 | 1 - l; (1 - l) (1 - l') | 0 |
 * | 3 | min_z 1 - L + (l l' + l l'' + l' l'') + z (2 - L) | 1: z says whether all three are true |
 * | k > 3 | min_s (L - 1 - s)^2, s from 0 to k - 1 in a clipped binary code | floor(log2(k - 1)) + 1 |
 *
 * The row of three literals is the clause multiplied out over literals, whose only cubic term is negative (Freedman & Drineas 2005).
 * Solvers of the structure `polynomial` see the product of the negated literals, of any number, and none of these bits.
 * Repeated literals count once; a clause with a literal and its negation always holds and takes no bit.
 */
import { program } from "../../src/modelling/program/builder.ts";
import { not, or } from "../../src/modelling/program/expressions.ts";
import type { Program } from "../../src/modelling/program/types.ts";
import { type SatisfiabilityInstance, variableName, weightOf } from "./schema.ts";

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
  let total = 0;
  for (const [c, clause] of clauses.entries()) {
    if (clause.length === 0) continue;
    const weight = weightOf(instance, c);
    total += weight;
    const literals = distinctLiterals(clause)?.map(literalOf);
    if (literals !== undefined) model.subjectTo(`clause[${c}]`, or(...literals), { price: weight });
  }
  model.maximise(total);
  return model.build();
}
