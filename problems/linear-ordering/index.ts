/** Linear ordering: put all items in an order so that the weights from earlier to later items add up to as much as possible. */
import {
  type ArrangementOptions,
  arrangementDefaults,
  arrangementOptionsSchema,
} from "../../src/modelling/arrangement.ts";
import { checkLabels } from "../../src/modelling/document.ts";
import { checkSquare } from "../../src/modelling/matrix.ts";
import type { OrderSolution } from "../../src/modelling/order.ts";
import { verifyOrder } from "../../src/modelling/order-referee.ts";
import { type Complaint, defineProblem } from "../../src/problem.ts";
import { orderingBounds, pairBound } from "./bounds.ts";
import { drawOrdering } from "./draw.ts";
import { encodeOrdering } from "./encode.ts";
import { formats } from "./formats.ts";
import { generateOrdering, sampleOrdering } from "./sample.ts";
import { instanceSchema, itemName, type OrderingInstance, solutionSchema } from "./schema.ts";

const NUMBERS = { least: -1e100, most: 1e100, expected: "a number from -1e100 to 1e100" };

function check({ weights, names }: OrderingInstance): readonly Complaint[] {
  return [...checkSquare(weights, "weights", NUMBERS), ...checkLabels(weights.length, names, "names")];
}

export const linearOrdering = defineProblem<OrderingInstance, OrderSolution, ArrangementOptions>({
  id: "linear-ordering",
  title: "Linear ordering",
  summary:
    "Put items in an order so that the weights from earlier to later items add up to as much as possible: rankings from votes, triangulation of input-output tables. Bit (i, p) says that item i stands at place p, n^2 bits for n items; the energy is minus the weight of the order, with penalties for items without or with several places.",
  sources: [
    "Reinelt 1985, The linear ordering problem: algorithms and applications",
    "Schiavinotto, Stuetzle 2004, The linear ordering problem: instances, search space analysis and algorithms",
    "Marti, Reinelt 2011, The linear ordering problem: exact and heuristic methods in combinatorial optimization",
  ],
  sense: "max",
  objective: "weight of the order",
  instanceSchema,
  solutionSchema,
  optionsSchema: arrangementOptionsSchema,
  defaults: arrangementDefaults,
  check,
  describe: ({ weights }) => `${weights.length} items`,
  encode: encodeOrdering,
  cost({ weights }, { order }) {
    let sum = 0;
    for (let p = 0; p < order.length; p++) {
      const row = weights[order[p]];
      for (let q = p + 1; q < order.length; q++) sum += row[order[q]];
    }
    return sum;
  },
  verify: (instance, { order }) => verifyOrder(order, instance.weights.length, "item", (i) => itemName(instance, i)),
  bound: pairBound,
  bounds: orderingBounds,
  sample: sampleOrdering,
  generate: generateOrdering,
  tell: (instance, { order }) => order.map((item) => itemName(instance, item)).join(" > "),
  formats,
  draw: drawOrdering,
});
