/**
 * Iterated local search over tours (Martin, Otto & Felten 1991; Applegate, Cook & Rohe 2003): prepare
 * costs, neighbours and a first tour, in slices, then hand over to the loop of kicks and repairs. Tours go to the kernel where
 * there is one, and its results differ; hosts without WebAssembly SIMD, and tables too large for it, are searched here.
 */

import { whileYielding } from "../../../src/kernels/pauses.ts";
import { compactState, type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { Cost, TourForm } from "../form.ts";
import type { PermutationOptions } from "../options.ts";
import { createExchanges } from "./exchange.ts";
import { averageMagnitude, kickAndRepair, readTour } from "./kicks.ts";
import { searchTourNatively, suitsKernel } from "./native.ts";
import { findNeighbours } from "./neighbours.ts";
import { firstOrder, LARGEST_TABLE, tableOf } from "./prepare.ts";
import { hilbertOrder } from "./start.ts";
import { createTour } from "./tour.ts";

function tourOf(form: TourForm, order: Int32Array): Int32Array {
  const tour = new Int32Array(form.nodes).fill(form.size);
  tour.set(order);
  return tour;
}

/** Yields the starting state before anything is prepared, so that a limit always finds one. */
export function* searchTour(
  model: EnergyModel,
  form: TourForm,
  options: PermutationOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const given = startOrder(model, context.start);
  const view = { kind: "permutation" as const, order: given ?? new Int32Array(form.size) } satisfies State;
  // Along a curve rather than in the order of the model: a short limit gets a usable tour, and a model that lists its items in
  // the order of a good one is not credited to the search.
  if (given === null) readTour(form, hilbertOrder(form), view.order);
  const initial: Step = { work: 0, energy: energy(model, view), state: view };
  yield initial;
  const tourGiven = given === null ? null : tourOf(form, given);
  if (suitsKernel(form, context)) {
    return yield* searchTourNatively(model, form, options, context, initial, view, tourGiven);
  }
  const cost = yield* whileYielding(tabulate(form, context.memoryLimit), initial);
  const neighbours = yield* whileYielding(findNeighbours(form, cost, options.neighbours), initial);
  const order =
    tourGiven ?? (yield* whileYielding(firstOrder(form, cost, neighbours, options.start, context.random), initial));
  readTour(form, order, view.order);
  const begin = energy(model, view);
  const tour = createTour(order);
  const margin = model.integer ? 0 : 1e-11 * averageMagnitude(form, cost, order);
  const exchanges = createExchanges({
    tour,
    cost,
    symmetric: form.symmetric,
    neighbours,
    depth: options.depth,
    margin,
  });
  return yield* kickAndRepair({ model, form, cost, tour, exchanges, margin, begin, view }, options, context);
}

function startOrder(model: EnergyModel, start: State | null): Int32Array | null {
  if (start === null) return null;
  const compact = start.kind === "plain" ? compactState(model, start.values) : start;
  return compact?.kind === "permutation" ? compact.order.slice() : null;
}

/** A table of the costs where one evaluation is slow and the table fits a quarter of the memory limit, else the costs themselves. */
function* tabulate(form: TourForm, memoryLimit: number): Generator<void, Cost, void> {
  const { nodes: n, cost } = form;
  if (form.quick || n > LARGEST_TABLE || 8 * n * n > memoryLimit / 4) return cost;
  const table = yield* tableOf(form);
  return (from, to) => table[from * n + to];
}
