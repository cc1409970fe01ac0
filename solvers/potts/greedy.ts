/**
 * States to begin with: units in random order, each takes its cheapest choice given those before it, one of equal ones at random.
 * In colouring the greedy sequential algorithm. O(couplings).
 */
import { choicesOf, type LabelSystem } from "../../src/kernels/labels/system.ts";
import type { Random } from "../../src/random.ts";

export function greedyChoices(system: LabelSystem, random: Random): Int32Array {
  const { units, first, bias, edges, pairs } = system;
  const cost = bias.slice();
  const order = Int32Array.from({ length: units }, (_, u) => u);
  random.shuffle(order);
  const choices = new Int32Array(units);
  for (const u of order) {
    const choice = cheapest(cost, first[u], choicesOf(system, u), random);
    const cell = first[u] + choice;
    choices[u] = choice;
    for (let k = edges.start[u]; k < edges.start[u + 1]; k++) cost[first[edges.to[k]] + choice] += edges.weight[k];
    for (let k = pairs.start[cell]; k < pairs.start[cell + 1]; k++) cost[pairs.to[k]] += pairs.weight[k];
  }
  return choices;
}

function cheapest(cost: Int32Array, begin: number, count: number, random: Random): number {
  const from = random.below(count);
  let best = from;
  for (let k = 1; k < count; k++) {
    const choice = from + k < count ? from + k : from + k - count;
    if (cost[begin + choice] < cost[begin + best]) best = choice;
  }
  return best;
}
