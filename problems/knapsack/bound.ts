/** The optimum of the linear relaxation (Dantzig 1957), whole where all values are. O(n log n). */
import { fractionalKnapsack } from "../../src/modelling/knapsack/fractional.ts";
import type { Bound } from "../../src/problem.ts";
import type { KnapsackInstance } from "./schema.ts";

export function fractionalBound({ values, weights, capacity }: KnapsackInstance): Bound {
  const value = fractionalKnapsack(values, weights, capacity);
  return {
    value: values.every(Number.isInteger) ? Math.floor(value) : value,
    proof: "fractional knapsack (Dantzig)",
  };
}
