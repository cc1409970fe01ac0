/**
 * Bandwidth as a question: is there an order of the vertices in which no edge is longer than K? The largest length is not quadratic
 * in the bits, so the objective is the excess over K, summed over the edges: 0 means yes.
 */

import { MemoryError } from "../../src/errors.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../src/model/index.ts";
import {
  type ArrangementOptions,
  arrangementDefaults,
  arrangementOptionsSchema,
} from "../../src/modelling/arrangement.ts";
import { plainGraphFrom } from "../../src/modelling/graph-files.ts";
import { checkLayout, drawLayout, encodeLayout, vertexName } from "../../src/modelling/linear-layout.ts";
import { matrixFactor } from "../../src/modelling/matrix.ts";
import type { OrderSolution } from "../../src/modelling/order.ts";
import { placesOf, verifyOrder } from "../../src/modelling/order-referee.ts";
import { type Bound, type Complaint, defineProblem, type FormatAdapter } from "../../src/problem.ts";
import { exhaustedBounds } from "./exhaustion.ts";
import { askedBandwidth, leastExcess } from "./lower-bound.ts";
import { generateBandwidth, sampleBandwidth } from "./sample.ts";
import { type BandwidthInstance, instanceSchema, solutionSchema } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: BandwidthInstance): readonly Complaint[] {
  const { edges } = instance;
  const complaints: Complaint[] = checkLayout(instance);
  const weighted = edges.findIndex(([, , weight = 1]) => weight !== 1);
  if (weighted >= 0) {
    const found = `the weight ${edges[weighted][2]}`;
    const hint = "Leave the weight out; problem linear-arrangement has weights.";
    complaints.push({ path: `edges[${weighted}][2]`, found, expected: "an edge without weight", hint });
  }
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** Length of the longest edge. */
function longest({ edges }: BandwidthInstance, { order }: OrderSolution): number {
  const places = placesOf(order);
  let most = 0;
  for (const [i, j] of edges) most = Math.max(most, Math.abs(places[i] - places[j]));
  return most;
}

function answer(instance: BandwidthInstance, objective: number | null, bound: Bound | null): string {
  const asked = askedBandwidth(instance);
  if (objective === 0) return `yes: bandwidth at most ${asked}`;
  if (bound !== null && bound.value > 0) return `none exists with bandwidth ${asked}: ${bound.proof}`;
  return `none found with bandwidth ${asked}${objective === null ? "" : `: edges are still ${objective} too long in total`}`;
}

/** @throws {MemoryError} for a table of lengths above the default limit */
function requireLengths(n: number): void {
  const bytes = 4 * n * n;
  if (bytes <= DEFAULT_MEMORY_LIMIT) return;
  throw new MemoryError(
    `the lengths between ${n} places`,
    bytes,
    DEFAULT_MEMORY_LIMIT,
    "Split the graph into its parts.",
  );
}

const formats: readonly FormatAdapter<BandwidthInstance, OrderSolution>[] = [
  {
    kind: "graph",
    primary: false,
    // A matrix has the bandwidth of its pattern, whatever its entries.
    toInstance: (record, { name }) => ({ problem: "bandwidth", ...plainGraphFrom(record, name) }),
  },
];

export const bandwidth = defineProblem<BandwidthInstance, OrderSolution, ArrangementOptions>({
  id: "bandwidth",
  title: "Graph bandwidth",
  summary:
    "Put the vertices of a graph on a line, one a place, so that no edge is longer than K; the bandwidth of a sparse matrix. The objective is by how much edges are longer than K, summed up, and 0 where K is reached. Bit (v, p) says that vertex v stands at place p, n^2 bits for n vertices; the energy is the objective, with penalties for vertices without or with several places.",
  sources: [
    "Chvatal 1970, A remark on a problem of Harary",
    "Saxe 1980, Dynamic-programming algorithms for recognizing small-bandwidth graphs in polynomial time",
    "Caprara, Salazar-Gonzalez 2005, Laying out sparse graphs with provably minimum bandwidth",
  ],
  sense: "min",
  objective: "excess over the bandwidth",
  instanceSchema,
  solutionSchema,
  optionsSchema: arrangementOptionsSchema,
  defaults: arrangementDefaults,
  check,
  describe: (instance) =>
    `${instance.vertices} vertices, ${instance.edges.length} edges, bandwidth ${askedBandwidth(instance)}`,
  encode(instance, options) {
    const asked = askedBandwidth(instance);
    requireLengths(instance.vertices);
    const price = (length: number) => Math.max(0, length - asked);
    const lengths = matrixFactor(instance.vertices, (p, q) => price(Math.abs(p - q)));
    return encodeLayout(instance, lengths, price, options);
  },
  cost(instance, { order }) {
    const asked = askedBandwidth(instance);
    const places = placesOf(order);
    let sum = 0;
    for (const [i, j] of instance.edges) sum += Math.max(0, Math.abs(places[i] - places[j]) - asked);
    return sum;
  },
  verify: (instance, { order }) => verifyOrder(order, instance.vertices, "vertex", (v) => vertexName(instance, v)),
  sample: sampleBandwidth,
  generate: generateBandwidth,
  bound: (instance) => ({ value: leastExcess(instance), proof: "degrees, distances and the number of edges" }),
  bounds: (instance) => exhaustedBounds(instance, askedBandwidth(instance)),
  answer,
  tell: (instance, solution) =>
    `bandwidth ${longest(instance, solution)}: ${solution.order.map((vertex) => vertexName(instance, vertex)).join(" - ")}`,
  formats,
  draw: drawLayout,
});
