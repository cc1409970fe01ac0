/**
 * The modelling language: a problem written down as sets, parameters, variables, an objective and constraints, in a JSON document whose
 * expressions are texts. The document becomes a program (src/modelling/program), whose penalties are chosen and proved.
 */
import { GroundstateError } from "../../src/errors.ts";
import { evaluate } from "../../src/modelling/program/evaluate.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Complaint, Violation } from "../../src/problem.ts";
import { guide } from "./guide.ts";
import { StatementError } from "./language/complaints.ts";
import { loadParser } from "./language/parse.ts";
import { type Statement, statementOf } from "./language/statement.ts";
import { pseudoBooleanAdapter } from "./pseudo-boolean.ts";
import { generateModel, sampleModel } from "./sample.ts";
import { instanceSchema, type ModelInstance, type ModelSolution, solutionSchema } from "./schema.ts";
import { readSolution, solutionOf, tellSolution } from "./solution.ts";

/** What documents mean: read anew by every `check`, since a document may have been changed, and kept until then. */
const read = new WeakMap<ModelInstance, Statement>();

function statement(instance: ModelInstance): Statement {
  const known = read.get(instance) ?? statementOf(instance);
  read.set(instance, known);
  return known;
}

function check(instance: ModelInstance): readonly Complaint[] {
  read.delete(instance);
  try {
    statement(instance);
    return [];
  } catch (error) {
    if (error instanceof StatementError) return [error.complaint];
    if (!(error instanceof GroundstateError) || error.code !== "invalid-instance" || error.hint === null) throw error;
    return [
      { path: "the document", found: `not well formed: ${error.message}`, expected: "a program", hint: error.hint },
    ];
  }
}

function verify(instance: ModelInstance, solution: ModelSolution): readonly Violation[] {
  const stated = statement(instance);
  const { assignment, violations } = readSolution(stated, solution);
  if (violations.length > 0) return violations;
  return evaluate(stated.program, assignment)
    .violations.slice(0, 20)
    .map(({ constraint, left, relation, right, amount }) => {
      const text = stated.texts.get(constraint) ?? "";
      const message = `${constraint} (${text}): ${left} ${relation} ${right} does not hold, off by ${amount}`;
      return { code: "broken-constraint", message, amount };
    });
}

function describe(instance: ModelInstance): string {
  const { program } = statement(instance);
  const { length } = program.variables;
  const rules = program.constraints.length;
  return `${length} variable${length === 1 ? "" : "s"}, ${rules} constraint${rules === 1 ? "" : "s"}`;
}

export const model = programProblem<ModelInstance, ModelSolution>({
  id: "model",
  title: "A problem in the modelling language",
  summary:
    "Sets, parameters, variables (bit, spin, integer, choice, order), an objective to minimize or maximize and constraints, as texts such as sum(value[i] * take[i], i in items) and x + y <= 1. The language stands below, on one page. Inequalities become equations with slack, products of more than two bits get auxiliary bits, and every penalty weight is computed from the document with its proof: groundstate explain FILE shows it.",
  guide,
  sources: [
    "Lucas 2014, Ising formulations of many NP problems",
    "Boros & Hammer 2002, Pseudo-Boolean optimization",
    "Freedman & Drineas 2005, Energy minimization via graph cuts; Rosenberg 1975, Reduction of bivalent maximization",
  ],
  sense: "min",
  senseOf: ({ maximize }) => (maximize === undefined ? "min" : "max"),
  objective: "objective",
  instanceSchema,
  solutionSchema,
  ready: loadParser,
  check,
  describe,
  program: (instance) => statement(instance).program,
  toSolution: (instance, assignment) => solutionOf(statement(instance), assignment),
  toAssignment: (instance, solution) => readSolution(statement(instance), solution).assignment,
  cost(instance, solution) {
    const stated = statement(instance);
    return evaluate(stated.program, readSolution(stated, solution).assignment).total + 0; // no -0
  },
  verify,
  tell(instance, solution) {
    const stated = statement(instance);
    return tellSolution(stated, readSolution(stated, solution).assignment);
  },
  sample: sampleModel,
  generate: generateModel,
  formats: [pseudoBooleanAdapter],
});
