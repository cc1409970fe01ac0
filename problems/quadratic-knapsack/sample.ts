/** Random quadratic knapsacks: whole and dyadic numbers, pairs that cost something, weightless items, no room; and Gallo, Hammer & Simeone's kind. */
import type { Random } from "../../src/random.ts";
import type { QuadraticKnapsackInstance } from "./schema.ts";

export function sampleQuadraticKnapsack(random: Random, size: number): QuadraticKnapsackInstance {
  const n = Math.max(1, Math.floor(size));
  const most = [3, 5, 20][random.below(3)];
  const quarters = random.below(4) === 0;
  const weights = Array.from({ length: n }, () => (quarters ? random.below(4 * most) / 4 : random.below(most + 1)));
  const values = Array.from({ length: n }, () => random.below(12) - 2);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const capacity = random.below(6) === 0 ? 0 : Math.floor(total * random.uniform() * 1.1);
  const names = random.below(4) === 0 ? { names: weights.map((_, item) => `thing ${item + 1}`) } : {};
  const pairs = pairsOf(random, n, 0.6, () => random.below(13) - 3);
  return { problem: "quadratic-knapsack", ...names, values, pairs, weights, capacity };
}

const DENSITY = 0.25;
/** Pairs an item, about: so that large instances stay linear. */
const MOST_PARTNERS = 50;
const MOST_VALUE = 100;
const MOST_WEIGHT = 50;

/** Gallo, Hammer & Simeone 1980: a quarter of the pairs, values to 100, weights to 50, any capacity between 50 and all. */
export function generateQuadraticKnapsack(random: Random, size: number): QuadraticKnapsackInstance {
  const value = () => 1 + random.below(MOST_VALUE);
  const values = Array.from({ length: size }, () => (random.uniform() < DENSITY ? value() : 0));
  const weights = Array.from({ length: size }, () => 1 + random.below(MOST_WEIGHT));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const capacity = Math.min(total, MOST_WEIGHT) + random.below(Math.max(1, total - MOST_WEIGHT));
  const pairs = pairsOf(random, size, Math.min(DENSITY, (2 * MOST_PARTNERS) / size), value);
  return { problem: "quadratic-knapsack", name: `gallo-hammer-simeone-${size}`, values, pairs, weights, capacity };
}

/** Each pair with probability `density`, in order; the next one is found by a jump, so memory and time follow the pairs. */
function pairsOf(random: Random, n: number, density: number, value: () => number): [number, number, number][] {
  const pairs: [number, number, number][] = [];
  const jump = () => 1 + Math.floor(Math.log(1 - random.uniform()) / Math.log(1 - density));
  for (let i = 0; i < n; i++) for (let j = i + jump(); j < n; j += jump()) pairs.push([i, j, value()]);
  return pairs;
}
