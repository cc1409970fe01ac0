/**
 * Dantzig's bound (1957): items by value per weight until the capacity is used up, the last one in part. The optimum of the linear
 * relaxation; whole where all values are. O(n log n).
 */
import type { Bound } from "../../src/problem.ts";
import type { KnapsackInstance } from "./schema.ts";

const ROUNDING = 1e-9; // upwards: the bound stays a bound

export function fractionalBound({ values, weights, capacity }: KnapsackInstance): Bound {
  // Comparing v w' with v' w keeps items of weight 0 in front.
  const useful = values.flatMap((value, item) => (value > 0 ? [item] : []));
  useful.sort((a, b) => values[b] * weights[a] - values[a] * weights[b] || values[b] - values[a]);
  let room = capacity;
  let value = 0;
  for (const item of useful) {
    if (weights[item] <= room) {
      room -= weights[item];
      value += values[item];
    } else {
      value += (values[item] * room) / weights[item];
      break;
    }
  }
  const raised = value + ROUNDING * Math.max(1, value);
  return {
    value: values.every(Number.isInteger) ? Math.floor(raised) : raised,
    proof: "fractional knapsack (Dantzig)",
  };
}
