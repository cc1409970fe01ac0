/** Knapsack files, and selections as one number an item. */
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { KnapsackInstance, KnapsackSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<KnapsackInstance, KnapsackSolution>[] = [
  {
    kind: "knapsack",
    primary: true,
    toInstance(record, { name }) {
      const { values, weights, capacity } = asRecord(record, "knapsack");
      return {
        problem: "knapsack",
        ...(name === undefined ? {} : { name }),
        values: [...values],
        weights: [...weights],
        capacity,
      };
    },
    fromInstance: ({ values, weights, capacity }) => ({ kind: "knapsack", values, weights, capacity, selection: null }),
  },
  listFormat("take"),
];
