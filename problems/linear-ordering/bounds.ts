/** Upper bounds of linear ordering: the better way of each pair, then triples, and all orders by subsets where the items are few. */
import { dicycleBounds, dicycleBytes } from "../../src/bounds/dicycles.ts";
import { leastOverSubsets, MOST_ITEMS, subsetBytes } from "../../src/bounds/subsets.ts";
import type { Bound, BoundContext } from "../../src/problem.ts";
import type { OrderingInstance } from "./schema.ts";

/** Sweeps over all triples in a row that gain less than this share of what all before have gained, before the end. */
const LEAST_GAIN = 1e-4;
const FRUITLESS = 20;

/** Relative rounding allowed of sums of n^2 real weights. */
const ROUNDING = 2 ** -50;

/** Each pair at its best. */
export function pairBound({ weights }: OrderingInstance): Bound {
  let value = 0;
  for (let i = 0; i < weights.length; i++) {
    for (let j = 0; j < i; j++) value += Math.max(weights[i][j], weights[j][i]);
  }
  return { value: value + slackOf(weights), proof: "the better way of each pair" };
}

export function* orderingBounds(
  instance: OrderingInstance,
  context: BoundContext,
): Generator<Bound | null, void, void> {
  const { weights } = instance;
  const n = weights.length;
  const first = pairBound(instance);
  let best = first;
  yield best;
  if (n <= MOST_ITEMS && subsetBytes(n) <= context.memoryLimit) {
    const weight = (i: number, j: number) => -weights[i][j];
    const run = leastOverSubsets({ size: n, weight, cost: (sum) => sum });
    let step = run.next();
    for (; !step.done; step = run.next()) yield best;
    yield { value: 0 - step.value + slackOf(weights), proof: "dynamic programming over all subsets" };
    return;
  }
  if (dicycleBytes(n) > context.memoryLimit) return;
  const whole = isExact(weights);
  let backward = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) backward += weights[j][i];
  let fruitless = 0;
  for (const sweep of dicycleBounds(n, (i, j) => weights[j][i] - weights[i][j], whole)) {
    if (sweep === undefined) {
      yield best;
      continue;
    }
    if (sweep.inexact) return;
    const exact = backward - sweep.bound + slackOf(weights);
    const value = whole ? Math.floor(exact) : exact;
    const gain = best.value - value;
    if (gain > 0) best = { value, proof: "no cycle of three items" };
    fruitless = gain > LEAST_GAIN * (first.value - best.value) ? 0 : fruitless + 1;
    yield best;
    if (fruitless >= FRUITLESS) return;
  }
}

/** Whether sums of the weights are whole numbers that doubles hold. */
function isExact(weights: OrderingInstance["weights"]): boolean {
  return weights.every((row) => row.every((value) => Number.isInteger(value))) && magnitudeOf(weights) <= 2 ** 53;
}

/** What rounding may have taken from a sum over pairs. */
function slackOf(weights: OrderingInstance["weights"]): number {
  return isExact(weights) ? 0 : ROUNDING * weights.length ** 2 * magnitudeOf(weights);
}

function magnitudeOf(weights: OrderingInstance["weights"]): number {
  let magnitude = 0;
  for (const row of weights) for (const value of row) magnitude += Math.abs(value);
  return magnitude;
}
