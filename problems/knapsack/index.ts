/**
 * Knapsack: take the items worth most that together weigh no more than the capacity.
 * maximise sum v_i x_i subject to sum w_i x_i <= C. One bit an item, and about log2 C of slack.
 */
import { checkAssignment, checkLabels } from "../../src/modelling/document.ts";
import { drawKnapsack } from "../../src/modelling/loads-drawing.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import { tellChosen } from "../../src/modelling/quadratic-form.ts";
import type { Complaint } from "../../src/problem.ts";
import { fractionalBound } from "./bound.ts";
import { formats } from "./formats.ts";
import { takenWeight, verifyKnapsack } from "./referee.ts";
import { generateKnapsack, sampleKnapsack } from "./sample.ts";
import { instanceSchema, itemName, type KnapsackInstance, type KnapsackSolution, solutionSchema } from "./schema.ts";

function check({ values, weights, names }: KnapsackInstance): readonly Complaint[] {
  if (weights.length !== values.length) {
    return [
      { path: "weights", found: `${weights.length} numbers`, expected: `${values.length}, one each as in values` },
    ];
  }
  return checkLabels(values.length, names, "names");
}

export const knapsack = programProblem<KnapsackInstance, KnapsackSolution>({
  id: "knapsack",
  title: "Knapsack",
  summary:
    "Take the items that are worth most and together weigh no more than a capacity allows. One bit an item; the capacity is an equation with slack in a clipped binary code, its weight just above the most that one item can be worth.",
  sources: [
    "Dantzig 1957, Discrete-variable extremum problems",
    "Lucas 2014, Ising formulations of many NP problems, section 5.2",
    "Pisinger 2005, Where are the hard knapsack problems?",
  ],
  sense: "max",
  objective: "value",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ values, capacity }) => `${values.length} items, capacity ${capacity}`,
  program(instance) {
    const { values, weights, capacity } = instance;
    const model = program();
    const take = model.bits(
      "take",
      values.map((_, item) => itemName(instance, item)),
    );
    model.maximise(sum(take.map((x, item) => times(values[item], x))));
    model.subjectTo("capacity", lessOrEqual(sum(take.map((x, item) => times(weights[item], x))), capacity));
    return model.build();
  },
  toSolution: (_instance, assignment) => ({ take: assignment as number[] }),
  toAssignment: (_instance, { take }) => take,
  cost: ({ values }, { take }) => values.reduce((total, value, item) => (take[item] === 1 ? total + value : total), 0),
  verify: (instance, { take }) => {
    const wrong = checkAssignment(take, instance.values.length, [0, 1], "take");
    return wrong.length > 0 ? wrong : verifyKnapsack(instance, take);
  },
  bound: fractionalBound,
  sample: sampleKnapsack,
  generate: generateKnapsack,
  tell(instance, { take }) {
    const names = instance.values.map((_, item) => itemName(instance, item));
    return `${tellChosen(take, names)}; weight ${takenWeight(instance, take)} of ${instance.capacity}`;
  },
  formats,
  draw: (instance, solution) => drawKnapsack(instance, (item) => itemName(instance, item), solution?.take ?? null),
});
