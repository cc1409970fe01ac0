/**
 * Upper planes (Gallo, Hammer & Simeone 1980): with item i taken, its pairs are worth at most the fractional knapsack P_i of what the others
 * add in pairs with i, in the room that i leaves; each pair belongs to two items, so the value is at most sum (v_i + P_i / 2) x_i, and that
 * at most its own fractional knapsack. O((n + pairs) log n).
 */
import { fractionalKnapsack } from "../../src/modelling/knapsack/fractional.ts";
import type { Bound } from "../../src/problem.ts";
import type { QuadraticKnapsackInstance } from "./schema.ts";

export function upperPlanes({ values, pairs, weights, capacity }: QuadraticKnapsackInstance): Bound {
  const others = values.map(() => ({ values: [] as number[], weights: [] as number[] }));
  for (const [i, j, value] of pairs) {
    // A pair that costs something is left out: that only raises the bound.
    if (value <= 0) continue;
    others[i].values.push(value);
    others[i].weights.push(weights[j]);
    others[j].values.push(value);
    others[j].weights.push(weights[i]);
  }
  const most = values.map((value, i) => {
    const room = capacity - weights[i];
    return room < 0 ? 0 : value + fractionalKnapsack(others[i].values, others[i].weights, room) / 2;
  });
  const value = fractionalKnapsack(most, weights, capacity);
  const whole = values.every(Number.isInteger) && pairs.every(([, , q]) => Number.isInteger(q));
  return {
    value: whole ? Math.floor(value) : value,
    proof: "upper planes and a fractional knapsack (Gallo, Hammer, Simeone)",
  };
}
