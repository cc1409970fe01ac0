/**
 * Integer programming: whole numbers between bounds, a linear or quadratic objective, linear constraints.
 * minimise or maximise c + c'x + x'Qx subject to a <= Ax <= b. Bits as they are, other variables in a clipped binary code, and slack in
 * binary for inequalities that need it. O(terms).
 */

import { checkLabels } from "../../src/modelling/document.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { atLeast, between, equal, lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Expression } from "../../src/modelling/program/types.ts";
import type { Complaint } from "../../src/problem.ts";
import { formats } from "./formats.ts";
import { objectiveOf, rangeOfTerms, verifyValues } from "./referee.ts";
import { generateIntegerProgram, sampleIntegerProgram } from "./sample.ts";
import {
  boundsOf,
  type IntegerProgram,
  type IntegerSolution,
  instanceSchema,
  solutionSchema,
  type Terms,
} from "./schema.ts";

const MOST_COMPLAINTS = 20;
const LARGEST_TOTAL = 1e150; // squares of it are finite

function check(instance: IntegerProgram): readonly Complaint[] {
  const { variables, objective, constraints } = instance;
  const complaints: Complaint[] = [];
  const named = (list: readonly { readonly name: string }[], path: string) =>
    checkLabels(
      list.length,
      list.map(({ name }) => name),
      path,
    ).map((complaint) => {
      return { ...complaint, expected: "a name of its own" };
    });
  complaints.push(...named(variables, "variables"), ...named(constraints, "constraints"));
  for (const [v, variable] of variables.entries()) {
    const { from, to } = boundsOf(variable);
    if (from > to) complaints.push({ path: `variables[${v}]`, found: `${from} to ${to}`, expected: "from <= to" });
  }
  const indices = (list: readonly (readonly number[])[], count: number, path: string) => {
    const at = list.findIndex((term) => term.slice(0, count).some((v) => !(Number.isInteger(v) && v in variables)));
    if (at < 0) return;
    const expected = `variables from 0 to ${variables.length - 1}`;
    complaints.push({ path: `${path}[${at}]`, found: `[${list[at].join(", ")}]`, expected });
  };
  indices(objective.linear, 1, "objective.linear");
  indices(objective.quadratic ?? [], 2, "objective.quadratic");
  for (const [c, { linear }] of constraints.entries()) indices(linear, 1, `constraints[${c}].linear`);
  if (complaints.length > 0) return complaints.slice(0, MOST_COMPLAINTS);
  return constraints.flatMap((rule, c) => checkRange(instance, rule, `constraints[${c}]`)).slice(0, MOST_COMPLAINTS);
}

function checkRange(instance: IntegerProgram, rule: IntegerProgram["constraints"][number], path: string): Complaint[] {
  const { linear, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, name } = rule;
  const { low, high } = rangeOfTerms(instance, linear);
  const slack = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high));
  if (!(high - low <= LARGEST_TOTAL)) return [{ path, found: "sums beyond 1e150", expected: "smaller coefficients" }];
  if (from <= to && from <= high + slack && to >= low - slack) return [];
  const found = `${name} from ${from} to ${to}, where its terms add up to ${low} at least and ${high} at most`;
  return [{ path, found, expected: "a sum that can be reached" }];
}

function statement({ sense, variables, objective, constraints }: IntegerProgram) {
  const model = program();
  const xs = variables.map((variable): Expression => {
    const { from, to } = boundsOf(variable);
    return from === 0 && to === 1 ? model.bit(variable.name) : model.integer(variable.name, from, to);
  });
  const total = (terms: Terms) => sum(terms.map(([variable, coefficient]) => times(coefficient, xs[variable])));
  const products = (objective.quadratic ?? []).map(([i, j, coefficient]) => times(coefficient, xs[i], xs[j]));
  const worth = sum(objective.constant ?? 0, total(objective.linear), ...products);
  if (sense === "min") model.minimise(worth);
  else model.maximise(worth);
  for (const { name, linear, from, to } of constraints) {
    const terms = total(linear);
    if (from !== undefined && from === to) model.subjectTo(name, equal(terms, from));
    else if (from !== undefined && to !== undefined) model.subjectTo(name, between(terms, from, to));
    else if (from !== undefined) model.subjectTo(name, atLeast(terms, from));
    else if (to !== undefined) model.subjectTo(name, lessOrEqual(terms, to));
  }
  return model.build();
}

/** Each term at its best by itself, as an energy: negated when maximising. */
function relaxed(instance: IntegerProgram): number {
  const { sense, variables, objective } = instance;
  const { low, high } = rangeOfTerms(instance, objective.linear);
  const sign = sense === "min" ? 1 : -1;
  let best = sign * (objective.constant ?? 0) + (sense === "min" ? low : -high);
  for (const [i, j, coefficient] of objective.quadratic ?? []) {
    const ends = (v: number) => Object.values(boundsOf(variables[v]));
    const corners = ends(i).flatMap((a) => ends(j).map((b) => sign * coefficient * a * b));
    if (i === j && boundsOf(variables[i]).from < 0 && boundsOf(variables[i]).to > 0) corners.push(0);
    best += Math.min(...corners);
  }
  return best;
}

export const integerProgramming = programProblem<IntegerProgram, IntegerSolution>({
  id: "integer-programming",
  title: "Integer programming",
  summary:
    "Whole numbers between bounds, a linear or quadratic objective, and linear constraints, as LP files state them; with bounds 0 and 1 binary programming. One bit for a variable from 0 to 1, floor(log2(range)) + 1 for others, and as many of slack for each inequality that needs it; weights proved constraint by constraint.",
  sources: [
    "Dantzig 1963, Linear programming and extensions",
    "Lucas 2014, Ising formulations of many NP problems, section 3",
    "IBM, CPLEX LP file format",
  ],
  sense: "min",
  senseOf: ({ sense }) => sense,
  objective: "value of the objective",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ variables, constraints }) => `${variables.length} variables, ${constraints.length} constraints`,
  program: statement,
  toSolution: (_instance, assignment) => ({ values: [...assignment] as number[] }),
  toAssignment: (_instance, { values }) => values,
  cost: (instance, { values }) => objectiveOf(instance, values),
  verify: (instance, { values }) => verifyValues(instance, values),
  bound(instance) {
    const best = relaxed(instance);
    return { value: instance.sense === "min" ? best : 0 - best, proof: "every term at its best, constraints aside" };
  },
  sample: sampleIntegerProgram,
  generate: generateIntegerProgram,
  tell({ variables }, { values }) {
    const said = variables.flatMap(({ name }, v) => (values[v] === 0 ? [] : [`${name} = ${values[v]}`]));
    return said.length === 0 ? "all variables are 0" : said.join(", ");
  },
  formats,
});
