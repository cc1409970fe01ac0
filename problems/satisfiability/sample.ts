/** Random formulas: clauses of 0 to 5 literals, repeated and contradictory literals, weights; and uniform random 3-SAT. */
import type { Random } from "../../src/random.ts";
import type { SatisfiabilityInstance } from "./schema.ts";

export function sampleSatisfiability(random: Random, size: number): SatisfiabilityInstance {
  const variables = Math.max(1, Math.floor(size));
  const literal = () => (1 + random.below(variables)) * (random.below(2) === 0 ? 1 : -1);
  const longest = [2, 3, 3, 5][random.below(4)];
  const clauses = Array.from({ length: random.below(variables + 2) }, () => {
    const length = random.below(20) === 0 ? 0 : 1 + random.below(longest);
    return Array.from({ length }, literal);
  });
  const weight = [() => random.below(4), () => random.below(20) / 4][random.below(2)];
  const weights = random.below(2) === 0 ? {} : { weights: clauses.map(weight) };
  const names = random.below(4) === 0 ? { names: Array.from({ length: variables }, (_, v) => `claim ${v + 1}`) } : {};
  return { problem: "satisfiability", ...names, variables, clauses, ...weights };
}

/** Clauses a variable, just below where random 3-SAT turns unsatisfiable (4.27: Mezard, Parisi & Zecchina 2002). */
const RATIO = 4.2;

/** Three different variables a clause, each negated or not at even odds (fewer than 3 variables: all of them). */
export function generateSatisfiability(random: Random, size: number): SatisfiabilityInstance {
  const width = Math.min(3, size);
  const clauses = Array.from({ length: Math.round(RATIO * size) }, () => {
    const chosen = new Set<number>();
    while (chosen.size < width) chosen.add(1 + random.below(size));
    return Array.from(chosen, (variable) => (random.below(2) === 0 ? variable : -variable));
  });
  return { problem: "satisfiability", name: `random-3-sat-${size}`, variables: size, clauses };
}
