/** What searches over tours make before they begin: a table of costs, the first tour. Sliced into pieces of about a millisecond. */
import type { Random } from "../../../src/random.ts";
import type { Cost, TourForm } from "../form.ts";
import type { PermutationOptions } from "../options.ts";
import { identityOrder, randomOrder } from "../orders.ts";
import type { Neighbours } from "./neighbours.ts";
import { greedyOrder, hilbertOrder } from "./start.ts";

/** Costs up to this many nodes are tabulated when they are slow to compute. 72 MB at most. */
export const LARGEST_TABLE = 3000;

/** All costs, row-major nodes x nodes, the diagonal 0. */
export function* tableOf({ nodes: n, cost }: TourForm): Generator<void, Float64Array, void> {
  const table = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (j !== i) table[i * n + j] = cost(i, j);
    if (i % 8 === 7) yield;
  }
  return table;
}

export function* firstOrder(
  form: TourForm,
  cost: Cost,
  neighbours: Neighbours,
  start: PermutationOptions["start"],
  random: Random,
): Generator<void, Int32Array, void> {
  switch (start) {
    case "greedy":
      return yield* greedyOrder(form, cost, neighbours);
    case "space-filling":
      return hilbertOrder(form);
    case "random":
      return randomOrder(form.nodes, random);
    case "identity":
      return identityOrder(form.nodes);
  }
}
