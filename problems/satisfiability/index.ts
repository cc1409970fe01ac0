/**
 * Satisfiability: make as many clauses true as possible, all of them if that can be; with weights, weighted MAX-SAT.
 * maximise sum_c w_c [clause c holds]. One bit a variable and one a clause of three literals; longer clauses take slack (program.ts).
 */
import { checkAssignment, checkLabels } from "../../src/modelling/document.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import { tellChosen } from "../../src/modelling/quadratic-form.ts";
import type { Bound, Complaint } from "../../src/problem.ts";
import { formats } from "./formats.ts";
import { satisfiabilityProgram } from "./program.ts";
import { isSatisfied, satisfiableWeight, satisfiedWeight } from "./referee.ts";
import { generateSatisfiability, sampleSatisfiability } from "./sample.ts";
import {
  instanceSchema,
  type SatisfiabilityInstance,
  type SatisfiabilitySolution,
  solutionSchema,
  variableName,
  weightOf,
} from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check({ variables, clauses, weights, names }: SatisfiabilityInstance): readonly Complaint[] {
  const complaints: Complaint[] = [...checkLabels(variables, names, "names")];
  if (weights !== undefined && weights.length !== clauses.length) {
    complaints.push({
      path: "weights",
      found: `${weights.length} numbers`,
      expected: `${clauses.length}, one a clause`,
    });
  }
  for (const [c, clause] of clauses.entries()) {
    const at = clause.findIndex((literal) => literal === 0 || Math.abs(literal) > variables);
    if (at < 0) continue;
    const expected = `a variable from 1 to ${variables}, or minus one`;
    complaints.push({ path: `clauses[${c}][${at}]`, found: String(clause[at]), expected });
    if (complaints.length === MOST_COMPLAINTS) break;
  }
  return complaints;
}

/** Of all clauses, empty ones included. */
const totalWeight = (instance: SatisfiabilityInstance): number =>
  instance.clauses.reduce((total, _, c) => total + weightOf(instance, c), 0);

function answer(instance: SatisfiabilityInstance, objective: number | null, bound: Bound | null): string {
  const total = totalWeight(instance);
  const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, total);
  if (objective !== null && close(objective, total)) return "satisfiable: every clause holds";
  if (bound !== null && bound.value < total && !close(bound.value, total)) {
    return `unsatisfiable: at most ${bound.value} of ${total} can hold`;
  }
  return "no satisfying assignment found, and none ruled out";
}

export const satisfiability = programProblem<SatisfiabilityInstance, SatisfiabilitySolution>({
  id: "satisfiability",
  title: "Satisfiability (SAT, MAX-SAT)",
  summary:
    "Make as many clauses true as possible, all of them if that can be; a clause asks that at least one of its literals, variables or negated variables, be true. One bit a variable; a clause of three literals adds one bit, one of k > 3 literals floor(log2(k - 1)) + 1 of slack, shorter ones none. Every state is an assignment, so there is no penalty.",
  sources: [
    "Cook 1971, The complexity of theorem-proving procedures",
    "Johnson 1974, Approximation algorithms for combinatorial problems",
    "Freedman & Drineas 2005, Energy minimization via graph cuts: settling what is possible",
    "Lucas 2014, Ising formulations of many NP problems, section 4.2",
  ],
  sense: "max",
  objective: "weight of the satisfied clauses",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ variables, clauses }) => `${variables} variables, ${clauses.length} clauses`,
  program: satisfiabilityProgram,
  toSolution: (_instance, assignment) => ({ values: [...(assignment as readonly number[])] }),
  toAssignment: (_instance, { values }) => values,
  cost: (instance, { values }) => satisfiedWeight(instance, values),
  verify: ({ variables }, { values }) => checkAssignment(values, variables, [0, 1], "values"),
  bound: (instance) => ({ value: satisfiableWeight(instance), proof: "sum of the weights of all clauses" }),
  answer,
  sample: sampleSatisfiability,
  generate: generateSatisfiability,
  tell(instance, { values }) {
    const held = instance.clauses.filter((clause) => isSatisfied(clause, values)).length;
    const names = values.map((_, v) => variableName(instance, v));
    const chosen = values.includes(1) ? tellChosen(values, names).replace(/^1: /, "true: ") : "no variable is true";
    return `${held} of ${instance.clauses.length} clauses hold; ${chosen}`;
  },
  formats,
});
