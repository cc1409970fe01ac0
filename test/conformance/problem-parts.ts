/**
 * The law of parts: an energy is what states its objective plus what states its constraints, the former is the cost of valid
 * solutions, the latter tells them from all others. Throws when it is broken, so that planted mutants can be tried.
 */
import { checkModel, energy, magnitudeBound } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { type EnergyParts, isRejected } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import { type AnyProblem, type Case, randomState, senseOf, validSolutions } from "./problem.ts";

const STATES = 12;

/** Random states, valid or not, and some valid solutions. Returns how many states the constraints forbid. */
export function partsLaw(problem: AnyProblem, example: Case, random: Random): number {
  const { instance, encoding } = example;
  const { model } = encoding;
  const parts = encoding.parts?.();
  if (parts === undefined) throw new Error(`${problem.id} does not tell its objective from its constraints`);
  checkPart(model, parts.objective);
  checkPart(model, parts.constraints);
  if (parts.objective.structure.some(({ penalised }) => penalised)) throw new Error("the objective claims penalties");
  let forbidden = 0;
  for (let k = 0; k < STATES; k++) {
    const state = randomState(model, random);
    sumLaw(model, parts, state);
    const price = energy(parts.constraints, state);
    if (price < -slackOf(parts.constraints)) throw new Error(`the constraints reward a state with ${price}`);
    if (encoding.penalty?.guaranteed === true && isRejected(encoding.decode(state))) {
      if (price <= slackOf(parts.constraints))
        throw new Error(`the constraints allow a state that decode rejects, at ${price}`);
      forbidden++;
    }
  }
  for (const solution of validSolutions(example, random, 6, 8).slice(0, 6)) {
    const state = encoding.embed(solution);
    sumLaw(model, parts, state);
    expectClose(model, "the constraints of a valid solution", energy(parts.constraints, state), 0);
    const cost = senseOf(problem, instance) * problem.cost(instance, solution);
    expectClose(model, "the objective of a valid solution", energy(parts.objective, state), cost);
  }
  return forbidden;
}

function checkPart(model: EnergyModel, part: EnergyModel): void {
  checkModel(part);
  if (part.n !== model.n || part.domain !== model.domain) throw new Error("a part is over other variables");
  if (model.integer && !part.integer) throw new Error("a part of an integer energy is not integer");
}

function sumLaw(model: EnergyModel, { objective, constraints }: EnergyParts, state: State): void {
  const sum = energy(objective, state) + energy(constraints, state);
  expectClose(model, "the sum of the parts", sum, energy(model, state));
}

const slackOf = (model: EnergyModel) => (model.integer ? 0 : 1e-12 * magnitudeBound(model));

function expectClose(model: EnergyModel, what: string, found: number, expected: number): void {
  if (!(Math.abs(found - expected) <= slackOf(model))) throw new Error(`${what} is ${found}, expected ${expected}`);
}
