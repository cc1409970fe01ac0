/**
 * Search over tours by the kernel: number the nodes along a curve, list candidate neighbours, make a first tour, then chained
 * Lin-Kernighan searches and edge assembly crossover (see tour-rounds). One-way costs are reduced by potentials before (see arcs),
 * and the kernel doubles their nodes. A monitor is told of every tour that is shown.
 */

import { whileYielding } from "../../../src/kernels/pauses.ts";
import { PLANAR_METRICS, type TourCosts } from "../../../src/kernels/tours/types.ts";
import type { EnergyModel, State } from "../../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { TourForm } from "../form.ts";
import type { PermutationOptions } from "../options.ts";
import { identityOrder } from "../orders.ts";
import { patchCycles, reduceArcs } from "./arcs.ts";
import { averageMagnitude, readTour } from "./kicks.ts";
import { findNeighbours } from "./neighbours.ts";
import { firstOrder, LARGEST_TABLE, tableOf } from "./prepare.ts";
import { createPublisher } from "./publish.ts";
import { breed, populationOf } from "./rounds.ts";
import { hilbertOrder } from "./start.ts";

/** A kick that ends worse by d stays with probability exp(-d / T), T this share of the average cost of a step. */
const TEMPERATURE = 0.05; // between 0.03 and 0.1, which were better than 0 on one instance of 1,655 cities

/** Whether the host's kernels take tours of this form. */
export function suitsKernel(form: TourForm, { kernels, memoryLimit }: SearchContext): boolean {
  if (kernels.tours === null) return false;
  return isPlanar(form) || (form.nodes <= LARGEST_TABLE && 8 * form.nodes ** 2 <= memoryLimit / 4);
}

function isPlanar({ points, quick, symmetric }: TourForm): boolean {
  return symmetric && quick && points !== null && points.dimensions === 2 && PLANAR_METRICS.includes(points.metric);
}

/** `view` holds the tour of `initial`, which has been yielded. `given` is the tour over all nodes to start from, if there is one. */
export function* searchTourNatively(
  model: EnergyModel,
  form: TourForm,
  options: PermutationOptions,
  context: SearchContext,
  initial: Step,
  view: State & { kind: "permutation" },
  given: Int32Array | null,
): Generator<Step, Verdict, void> {
  const label = hilbertOrder(form);
  const numbered = renumber(form, label);
  const { nodes } = form;
  const arcs = !form.symmetric;
  const table = isPlanar(form) ? null : yield* whileYielding(tableOf(numbered), initial);
  const reduction = arcs && table !== null ? yield* whileYielding(reduceArcs(nodes, table), initial) : null;
  const costs: TourCosts =
    table === null
      ? { kind: "points", metric: numbered.points!.metric, coordinates: numbered.points!.coordinates }
      : { kind: arcs ? "arcs" : "table", values: table };
  const cost = table === null ? numbered.cost : (a: number, b: number) => table[a * nodes + b];
  const listing = findNeighbours(numbered, cost, options.neighbours, "quadrants");
  const neighbours = yield* whileYielding(listing, initial);
  const fixed = options.start === "identity" ? (given ?? identityOrder(nodes)) : given;
  const first =
    reduction !== null && table !== null && options.start === "greedy"
      ? patchCycles(nodes, reduction.successor, table)
      : firstOrder(numbered, cost, neighbours, options.start, context.random);
  const order = fixed === null ? yield* whileYielding(first, initial) : numbersOf(fixed, label);
  readTour(
    form,
    order.map((node) => label[node]),
    view.order,
  );
  const average = averageMagnitude(numbered, numbered.cost, order);
  const margin = model.integer ? 0 : 1e-11 * (average + (reduction?.magnitude ?? 0));
  const { random, memoryLimit } = context;
  const population = populationOf(nodes, options.kicks, memoryLimit / (arcs ? 8 : 4));
  const session = context.kernels.tours!({
    nodes,
    costs,
    neighbours,
    depth: options.depth,
    margin,
    temperature: TEMPERATURE * average,
    population,
    seed: [random.uint32(), random.uint32(), random.uint32(), random.uint32()],
    memoryLimit,
  });
  session.assign(order);
  const publisher = createPublisher(model, form, label, margin, view, context.monitor);
  const kicks = options.kicks ?? Number.POSITIVE_INFINITY;
  yield* breed({ session, publisher, nodes, population, margin, kicks, random });
  return { status: "exhausted", findings: { kicks: options.kicks } };
}

/** The same form with node k named label[k] before. A fixed node stays the last. */
function renumber(form: TourForm, label: Int32Array): TourForm {
  const { points } = form;
  const cost = (a: number, b: number) => form.cost(label[a], label[b]);
  if (points === null) return { ...form, cost };
  const { dimensions, coordinates, n } = points;
  const placed = new Float64Array(coordinates.length);
  for (let k = 0; k < n; k++) {
    for (let d = 0; d < dimensions; d++) placed[k * dimensions + d] = coordinates[label[k] * dimensions + d];
  }
  return { ...form, cost, points: { ...points, coordinates: placed } };
}

function numbersOf(order: Int32Array, label: Int32Array): Int32Array {
  const number = new Int32Array(label.length);
  for (let k = 0; k < label.length; k++) number[label[k]] = k;
  return order.map((node) => number[node]);
}
