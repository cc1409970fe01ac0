/** Random knapsacks: whole and dyadic numbers, worthless and weightless items, items too heavy, no room at all; and Pisinger's kinds. */
import type { Random } from "../../src/random.ts";
import type { KnapsackInstance } from "./schema.ts";

export function sampleKnapsack(random: Random, size: number): KnapsackInstance {
  const n = Math.max(1, Math.floor(size));
  const most = [3, 5, 100][random.below(3)];
  const quarters = random.below(4) === 0;
  const weight = () => (quarters ? random.below(4 * most) / 4 : random.below(most + 1));
  const value = [() => random.below(20), () => random.below(9) - 2, () => random.below(80) / 4][random.below(3)];
  const weights = Array.from({ length: n }, weight);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const capacity = random.below(6) === 0 ? 0 : Math.floor(total * random.uniform() * 1.1);
  const names = random.below(4) === 0 ? { names: weights.map((_, item) => `thing ${item + 1}`) } : {};
  return { problem: "knapsack", ...names, values: Array.from({ length: n }, value), weights, capacity };
}

const RANGE = 1000;

/** Weakly correlated (Pisinger 2005): weights up to 1000, values within 100 of them, room for half. */
export function generateKnapsack(random: Random, size: number): KnapsackInstance {
  const weights = Array.from({ length: size }, () => 1 + random.below(RANGE));
  const values = weights.map((weight) => Math.max(1, weight + random.below(RANGE / 5 + 1) - RANGE / 10));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { problem: "knapsack", name: `weakly-correlated-${size}`, values, weights, capacity: Math.floor(total / 2) };
}
