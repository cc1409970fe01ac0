/**
 * Minimum linear arrangement: the vertices on a line, one a place, so that the edges are short in total. The lengths |p - q| are a
 * metric over places, so the model takes O(n + m) memory.
 */
import {
  type ArrangementOptions,
  arrangementDefaults,
  arrangementOptionsSchema,
} from "../../src/modelling/arrangement.ts";
import { graphRecord } from "../../src/modelling/graph.ts";
import { graphFrom } from "../../src/modelling/graph-files.ts";
import { checkLayout, drawLayout, encodeLayout, vertexName } from "../../src/modelling/linear-layout.ts";
import type { OrderSolution } from "../../src/modelling/order.ts";
import { placesOf, verifyOrder } from "../../src/modelling/order-referee.ts";
import { type Complaint, defineProblem, type FormatAdapter } from "../../src/problem.ts";
import { arrangementBounds, simpleBound } from "./bounds.ts";
import { generateArrangement, sampleArrangement } from "./sample.ts";
import { instanceSchema, type LinearArrangementInstance, solutionSchema } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: LinearArrangementInstance): readonly Complaint[] {
  const { edges } = instance;
  const complaints: Complaint[] = checkLayout(instance);
  const negative = edges.findIndex(([, , weight = 1]) => weight < 0);
  if (negative >= 0) {
    const found = String(edges[negative][2]);
    complaints.push({ path: `edges[${negative}][2]`, found, expected: "a weight of 0 or more" });
  }
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** The places 0, 1, ... as points of a line: their distances are the lengths of edges. */
function line(n: number) {
  const coordinates = new Float64Array(2 * n);
  for (let p = 0; p < n; p++) coordinates[2 * p] = p;
  return { kind: "metric", n, metric: "MAN_2D", coordinates, dimensions: 2 } as const;
}

const formats: readonly FormatAdapter<LinearArrangementInstance, OrderSolution>[] = [
  {
    kind: "graph",
    primary: false,
    refuses(record) {
      if (record.kind !== "graph") return null;
      if (record.weight.some((weight) => weight < 0)) return "linear-arrangement needs edge weights of 0 or more.";
      return record.vertexWeight?.some((weight) => weight !== 1) ? "linear-arrangement has no vertex weights." : null;
    },
    toInstance: (record, { name }) => ({ problem: "linear-arrangement", ...graphFrom(record, name) }),
    fromInstance: ({ name, vertices, edges }) => graphRecord(name, vertices, edges, undefined),
  },
];

export const linearArrangement = defineProblem<LinearArrangementInstance, OrderSolution, ArrangementOptions>({
  id: "linear-arrangement",
  title: "Minimum linear arrangement",
  summary:
    "Put the vertices of a weighted graph on a line, one a place, so that the lengths of the edges, times their weights, add up to as little as possible. Bit (v, p) says that vertex v stands at place p, n^2 bits for n vertices; the energy is that sum, with penalties for vertices without or with several places.",
  sources: [
    "Harper 1964, Optimal assignments of numbers to vertices",
    "Petit 2003, Experiments on the minimum linear arrangement problem",
    "Rodriguez-Tello, Hao, Torres-Jimenez 2008, An effective two-stage simulated annealing algorithm for the minimum linear arrangement problem",
  ],
  sense: "min",
  objective: "total edge length",
  instanceSchema,
  solutionSchema,
  optionsSchema: arrangementOptionsSchema,
  defaults: arrangementDefaults,
  check,
  describe: ({ vertices, edges }) => `${vertices} vertices, ${edges.length} edges`,
  encode: (instance, options) => encodeLayout(instance, line(instance.vertices), (length) => length, options),
  cost({ edges }, { order }) {
    const places = placesOf(order);
    let sum = 0;
    for (const [i, j, weight = 1] of edges) sum += weight * Math.abs(places[i] - places[j]);
    return sum;
  },
  verify: (instance, { order }) => verifyOrder(order, instance.vertices, "vertex", (v) => vertexName(instance, v)),
  bound: simpleBound,
  bounds: arrangementBounds,
  sample: sampleArrangement,
  generate: generateArrangement,
  tell: (instance, { order }) => order.map((vertex) => vertexName(instance, vertex)).join(" - "),
  formats,
  draw: drawLayout,
});
