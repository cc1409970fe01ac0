/**
 * Multidimensional knapsack: take the items worth most that keep several capacities at once.
 * maximise sum v_i x_i subject to sum_i w_ri x_i <= c_r for each r. One bit an item, and about log2 c_r bits of slack a capacity.
 */
import { branchOnDual } from "../../src/bounds/packing-branching.ts";
import { lagrangianDual, type PackingRows } from "../../src/bounds/packing-rows.ts";
import { checkLabels } from "../../src/modelling/document.ts";
import { fractionalKnapsack } from "../../src/modelling/knapsack/fractional.ts";
import { checkRow, wholeRow } from "../../src/modelling/knapsack/row.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import { tellChosen } from "../../src/modelling/quadratic-form.ts";
import type { Bound, BoundContext, Complaint } from "../../src/problem.ts";
import { pricedGreedy } from "./construct.ts";
import { formats } from "./formats.ts";
import { verifyCapacities } from "./referee.ts";
import { generateMultidimensional, sampleMultidimensional } from "./sample.ts";
import {
  instanceSchema,
  itemName,
  type MultidimensionalKnapsackInstance,
  type MultidimensionalKnapsackSolution,
  solutionSchema,
} from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: MultidimensionalKnapsackInstance): readonly Complaint[] {
  const { values, weights, capacities, names, resources } = instance;
  const n = values.length;
  const complaints: Complaint[] = [
    ...checkLabels(n, names, "names"),
    ...checkLabels(capacities.length, resources, "resources"),
  ];
  if (weights.length !== capacities.length) {
    const expected = `${capacities.length}, one a capacity`;
    return [...complaints, { path: "weights", found: `${weights.length} rows`, expected }];
  }
  for (const [r, row] of weights.entries()) {
    complaints.push(...checkRow({ weights: row, capacity: capacities[r] }, n, `weights[${r}]`));
  }
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** The Lagrangian dual, then all selections that it leaves open. */
function* dualBounds(
  instance: MultidimensionalKnapsackInstance,
  { incumbent }: BoundContext,
): Generator<Bound, void, void> {
  const rows = wholeRows(instance);
  const dual = lagrangianDual(rows, incumbent);
  let next = dual.next();
  const proved = () => rounded(instance, next.value.bound, "Lagrangian dual of the capacities");
  for (; next.done !== true; next = dual.next()) yield proved();
  const branching = branchOnDual(rows, next.value, incumbent);
  let step = branching.next();
  for (; step.done !== true; step = branching.next()) yield proved();
  yield { value: step.value, proof: "all selections that the Lagrangian dual leaves open tried" };
}

/** Whole weights and capacities, row by row, so that sums are exact. */
function wholeRows({ values, weights, capacities }: MultidimensionalKnapsackInstance): PackingRows {
  const rows = weights.map((row, r) => wholeRow({ weights: row, capacity: capacities[r] }));
  return { values, weights: rows.map((row) => row.weights), capacities: rows.map((row) => row.capacity) };
}

/** A bound above all values, whole where the values are. */
function rounded({ values }: MultidimensionalKnapsackInstance, value: number, proof: string): Bound {
  return { value: values.every(Number.isInteger) ? Math.floor(value) : value, proof };
}

export const multidimensionalKnapsack = programProblem<
  MultidimensionalKnapsackInstance,
  MultidimensionalKnapsackSolution
>({
  id: "multidimensional-knapsack",
  title: "Multidimensional knapsack",
  summary:
    "Take the items that are worth most and together keep several capacities: weight and volume, or money, hours and seats. One bit an item; each capacity is an equation with slack in a clipped binary code, its weight just above the most that one item can be worth.",
  sources: [
    "Lorie, Savage 1955, Three problems in rationing capital",
    "Chu, Beasley 1998, A genetic algorithm for the multidimensional knapsack problem",
    "Freville 2004, The multidimensional 0-1 knapsack problem: An overview",
  ],
  sense: "max",
  objective: "value",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ values, capacities }) => `${values.length} items, ${capacities.length} capacities`,
  program(instance) {
    const { values, weights, capacities } = instance;
    const model = program();
    const take = model.bits(
      "take",
      values.map((_, item) => itemName(instance, item)),
    );
    model.maximise(sum(take.map((x, item) => times(values[item], x))));
    for (const [r, own] of weights.entries()) {
      const row = wholeRow({ weights: own, capacity: capacities[r] });
      const load = sum(take.map((x, item) => times(row.weights[item], x)));
      model.subjectTo(`capacity[${instance.resources?.[r] ?? r}]`, lessOrEqual(load, row.capacity));
    }
    return model.build();
  },
  toSolution: (_instance, assignment) => ({ take: assignment as number[] }),
  toAssignment: (_instance, { take }) => take,
  cost: ({ values }, { take }) => values.reduce((total, value, item) => (take[item] === 1 ? total + value : total), 0),
  verify: verifyCapacities,
  construct: (instance) => ({ take: pricedGreedy(wholeRows(instance)) }),
  bound(instance) {
    const each = instance.weights.map((row, r) => fractionalKnapsack(instance.values, row, instance.capacities[r]));
    return rounded(
      instance,
      each.reduce((least, value) => Math.min(least, value), each[0]),
      "fractional knapsack of one capacity (Dantzig)",
    );
  },
  bounds: dualBounds,
  sample: sampleMultidimensional,
  generate: generateMultidimensional,
  tell: (instance, { take }) =>
    tellChosen(
      take,
      instance.values.map((_, item) => itemName(instance, item)),
    ),
  formats,
});
