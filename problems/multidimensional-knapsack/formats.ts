/** OR-Library files of multidimensional knapsacks, and selections as one number an item. */
import { onlyInstance } from "../../src/formats/several.ts";
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { MultidimensionalKnapsackInstance, MultidimensionalKnapsackSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<MultidimensionalKnapsackInstance, MultidimensionalKnapsackSolution>[] = [
  {
    kind: "multidimensional-knapsack",
    primary: true,
    toInstance(record, { name }) {
      const { values, weights, capacities } = onlyInstance(asRecord(record, "multidimensional-knapsack"));
      return {
        problem: "multidimensional-knapsack",
        ...(name === undefined ? {} : { name }),
        values: [...values],
        weights: weights.map((row) => [...row]),
        capacities: [...capacities],
      };
    },
    fromInstance: ({ values, weights, capacities }) => ({
      kind: "multidimensional-knapsack",
      instances: [{ name: null, values, weights, capacities, best: null }],
    }),
  },
  listFormat("take"),
];
