/** Random multidimensional knapsacks: whole and dyadic numbers, worthless and weightless items, no room at all; and Chu & Beasley's kind. */
import type { Random } from "../../src/random.ts";
import type { MultidimensionalKnapsackInstance } from "./schema.ts";

export function sampleMultidimensional(random: Random, size: number): MultidimensionalKnapsackInstance {
  const n = Math.max(1, Math.floor(size));
  const m = 1 + random.below(n < 6 ? 3 : 2);
  const most = [2, 3, 5][random.below(3)];
  const quarters = random.below(4) === 0;
  const weight = () => (quarters ? random.below(4 * most) / 4 : random.below(most + 1));
  const value = [() => random.below(20), () => random.below(9) - 2, () => random.below(80) / 4][
    random.below(n > 1 ? 3 : 2)
  ];
  const row = () => Array.from({ length: n }, weight);
  const weights = Array.from({ length: m }, row);
  const share = () => (random.below(6) === 0 ? 0 : random.uniform());
  const capacities = weights.map((own) => Math.floor(own.reduce((sum, w) => sum + w, 0) * share()));
  const names = random.below(4) === 0 ? { names: weights[0].map((_, item) => `thing ${item + 1}`) } : {};
  const resources = random.below(4) === 0 ? { resources: weights.map((_, r) => `resource ${r + 1}`) } : {};
  const values = Array.from({ length: n }, value);
  return { problem: "multidimensional-knapsack", ...names, ...resources, values, weights, capacities };
}

const ROWS = 5;
const RANGE = 1000;

/** Chu & Beasley 1998: weights up to 1000, room for half, values that are averages of the weights and up to 500 more. */
export function generateMultidimensional(random: Random, size: number): MultidimensionalKnapsackInstance {
  const weights = Array.from({ length: ROWS }, () => Array.from({ length: size }, () => 1 + random.below(RANGE)));
  const values = Array.from({ length: size }, (_, item) => {
    const total = weights.reduce((sum, row) => sum + row[item], 0);
    return Math.floor(total / ROWS) + random.below(RANGE / 2);
  });
  const capacities = weights.map((row) => Math.floor(row.reduce((sum, weight) => sum + weight, 0) / 2));
  return { problem: "multidimensional-knapsack", name: `chu-beasley-${size}`, values, weights, capacities };
}
