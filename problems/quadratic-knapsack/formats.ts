/** Quadratic knapsack files, and selections as one number an item. */
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { QuadraticKnapsackInstance, QuadraticKnapsackSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<QuadraticKnapsackInstance, QuadraticKnapsackSolution>[] = [
  {
    kind: "quadratic-knapsack",
    primary: true,
    toInstance(record, parameters) {
      const { name: stated, values, pairs, weights, capacity } = asRecord(record, "quadratic-knapsack");
      const name = stated ?? parameters.name;
      return {
        problem: "quadratic-knapsack",
        ...(name === undefined ? {} : { name }),
        values: [...values],
        pairs: pairs.map(([i, j, value]) => [i, j, value]),
        weights: [...weights],
        capacity,
      };
    },
    fromInstance: ({ name, values, pairs, weights, capacity }) => ({
      kind: "quadratic-knapsack",
      name: name ?? null,
      values,
      pairs: pairs
        .filter(([, , value]) => value !== 0)
        .map(([i, j, value]): [number, number, number] => [Math.min(i, j), Math.max(i, j), value])
        .sort(([a, b], [c, d]) => a - c || b - d),
      weights,
      capacity,
    }),
  },
  listFormat("take"),
];
