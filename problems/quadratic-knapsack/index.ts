/**
 * Quadratic knapsack: items that are worth something alone and in pairs, as much as a capacity allows.
 * maximise sum v_i x_i + sum q_ij x_i x_j subject to sum w_i x_i <= C. One bit an item, and about log2 C of slack.
 */
import { checkLabels } from "../../src/modelling/document.ts";
import { checkPairs } from "../../src/modelling/graph.ts";
import { checkRow, takenWeight, wholeRow } from "../../src/modelling/knapsack/row.ts";
import { drawKnapsack } from "../../src/modelling/loads-drawing.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import { tellChosen } from "../../src/modelling/quadratic-form.ts";
import type { Complaint } from "../../src/problem.ts";
import { upperPlanes } from "./bound.ts";
import { greedyDown } from "./construct.ts";
import { formats } from "./formats.ts";
import { takenValue, verifyTaken } from "./referee.ts";
import { generateQuadraticKnapsack, sampleQuadraticKnapsack } from "./sample.ts";
import {
  instanceSchema,
  itemName,
  type QuadraticKnapsackInstance,
  type QuadraticKnapsackSolution,
  solutionSchema,
} from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: QuadraticKnapsackInstance): readonly Complaint[] {
  const { values, pairs, names } = instance;
  return [
    ...checkLabels(values.length, names, "names"),
    ...checkPairs(values.length, pairs, "pairs"),
    ...checkRow(instance, values.length, "weights"),
  ].slice(0, MOST_COMPLAINTS);
}

export const quadraticKnapsack = programProblem<QuadraticKnapsackInstance, QuadraticKnapsackSolution>({
  id: "quadratic-knapsack",
  title: "Quadratic knapsack",
  summary:
    "Take items that are worth something alone and more, or less, in pairs, as much as a capacity allows: sites that serve each other, products that sell together. One bit an item; the capacity is an equation with slack in a clipped binary code, its weight just above the most that one item can be worth among the others.",
  sources: [
    "Gallo, Hammer, Simeone 1980, Quadratic knapsack problems",
    "Billionnet, Soutif 2004, An exact method based on Lagrangian decomposition for the 0-1 quadratic knapsack problem",
    "Pisinger 2007, The quadratic knapsack problem: a survey",
  ],
  sense: "max",
  objective: "value",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ values, pairs, capacity }) => `${values.length} items, ${pairs.length} pairs, capacity ${capacity}`,
  program(instance) {
    const { values, pairs } = instance;
    const model = program();
    const take = model.bits(
      "take",
      values.map((_, item) => itemName(instance, item)),
    );
    model.maximise(
      sum(
        take.map((x, item) => times(values[item], x)),
        pairs.map(([i, j, value]) => times(value, take[i], take[j])),
      ),
    );
    const { weights, capacity } = wholeRow(instance);
    model.subjectTo("capacity", lessOrEqual(sum(take.map((x, item) => times(weights[item], x))), capacity));
    return model.build();
  },
  toSolution: (_instance, assignment) => ({ take: assignment as number[] }),
  toAssignment: (_instance, { take }) => take,
  cost: takenValue,
  verify: verifyTaken,
  construct: (instance) => ({ take: greedyDown(instance) }),
  bound: upperPlanes,
  sample: sampleQuadraticKnapsack,
  generate: generateQuadraticKnapsack,
  tell(instance, { take }) {
    const names = instance.values.map((_, item) => itemName(instance, item));
    return `${tellChosen(take, names)}; weight ${takenWeight(instance, take)} of ${instance.capacity}`;
  },
  formats,
  draw: (instance, solution) => drawKnapsack(instance, (item) => itemName(instance, item), solution?.take ?? null),
});
