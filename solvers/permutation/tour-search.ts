/**
 * Iterated local search over tours (Martin, Otto & Felten 1991; Applegate, Cook & Rohe 2003): descend by exchanges, then again
 * and again kick a short stretch of the tour, repair it by exchanges near by, and take it back if it became worse.
 * Time per kick hardly grows with n: only the ends of the kick are looked at, and undoing follows a journal.
 */
import { compactState, type EnergyModel, energy, type State } from "../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { createExchanges, type Exchanges } from "./exchange.ts";
import type { Cost, TourForm } from "./form.ts";
import type { PermutationOptions } from "./index.ts";
import { findNeighbours, type Neighbours } from "./neighbours.ts";
import { greedyOrder, hilbertOrder, identityOrder, randomOrder } from "./start.ts";
import { createTour, type Tour } from "./tour.ts";

/** Exchanges evaluated, and quarters of positions written, between yields: about a millisecond; more for large n, so that publishing stays a small part. */
const SLICE = 10_000;

/** Longest of the three pieces that a kick reorders; best of {5, 10, 20, 50, 100} at 1,000 and 10,000 cities. */
const LONGEST_PIECE = 50;

/** Costs up to this many nodes are tabulated when they are slow to compute. 72 MB at most. */
const LARGEST_TABLE = 3000;

/** Reads a tour over form.nodes nodes as order[place] = item: from the fixed node on, if there is one. */
function readTour(form: TourForm, tour: Int32Array, order: Int32Array): void {
  if (form.nodes === form.size) {
    order.set(tour);
    return;
  }
  const fixed = tour.indexOf(form.size);
  order.set(tour.subarray(fixed + 1));
  order.set(tour.subarray(0, fixed), form.nodes - 1 - fixed);
}

function tourOf(form: TourForm, order: Int32Array): Int32Array {
  const tour = new Int32Array(form.nodes).fill(form.size);
  tour.set(order);
  return tour;
}

export function* searchTour(
  model: EnergyModel,
  form: TourForm,
  options: PermutationOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const given = startOrder(model, context.start);
  const view: State = { kind: "permutation", order: given ?? identityOrder(form.size) };
  const initial: Step = { work: 0, energy: energy(model, view), state: view };
  yield initial;
  const cost = yield* whileYielding(tabulate(form, context.memoryLimit), initial);
  const neighbours = yield* whileYielding(findNeighbours(form, cost, options.neighbours), initial);
  const order =
    given === null
      ? yield* whileYielding(firstOrder(form, cost, neighbours, options, context), initial)
      : tourOf(form, given);
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

/** Yields `step` wherever `work` pauses. */
function* whileYielding<T>(work: Generator<void, T, void>, step: Step): Generator<Step, T, void> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    yield step;
  }
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
  const table = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (j !== i) table[i * n + j] = cost(i, j);
    if (i % 8 === 7) yield;
  }
  return (from, to) => table[from * n + to];
}

function* firstOrder(
  form: TourForm,
  cost: Cost,
  neighbours: Neighbours,
  options: PermutationOptions,
  context: SearchContext,
): Generator<void, Int32Array, void> {
  switch (options.start) {
    case "greedy":
      return yield* greedyOrder(form, cost, neighbours);
    case "space-filling":
      return hilbertOrder(form);
    case "random":
      return randomOrder(form.nodes, context.random);
    case "identity":
      return identityOrder(form.nodes);
  }
}

function averageMagnitude(form: TourForm, cost: Cost, order: Int32Array): number {
  let sum = 0;
  for (let p = 0; p < form.nodes; p++) sum += Math.abs(cost(order[p], order[p + 1 < form.nodes ? p + 1 : 0]));
  return sum / form.nodes;
}

interface Search {
  readonly model: EnergyModel;
  readonly form: TourForm;
  readonly cost: Cost;
  readonly tour: Tour;
  readonly exchanges: Exchanges;
  readonly margin: number;
  /** Energy of the first tour. */
  readonly begin: number;
  /** What is yielded. */
  readonly view: State & { kind: "permutation" };
}

function* kickAndRepair(
  search: Search,
  options: PermutationOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { model, form, tour, exchanges, view } = search;
  const { monitor, random } = context;
  const slice = SLICE + form.nodes / 16;
  let current = search.begin;
  let shown = search.begin;
  const watched: State = { kind: "permutation", order: new Int32Array(form.size) };
  const tell = (what: "moved" | "started", value: number): void => {
    if (monitor === null) return;
    readTour(form, tour.order, watched.order);
    monitor[what](watched, value);
  };
  const publish = (): Step => {
    if (current !== shown) {
      readTour(form, tour.order, view.order);
      if (!model.integer) current = energy(model, view); // takes out the rounding of the running sum
      shown = current;
    }
    return { work: exchanges.evaluated(), energy: shown, state: view };
  };
  const effort = () => exchanges.evaluated() + tour.written() / 4;
  tell("started", current);
  for (let p = 0; p < form.nodes; p++) exchanges.look(tour.order[p]);
  let due = slice;
  while (exchanges.pending() > 0) {
    const gain = exchanges.step();
    if (gain > 0) {
      tour.keep();
      current -= gain;
      tell("moved", current);
    }
    if (effort() >= due) {
      yield publish();
      due = effort() + slice;
    }
  }
  yield publish();
  for (let kicks = 0; options.kicks === null || kicks < options.kicks; kicks++) {
    tour.keep();
    let trial = current + kick(search, random.below);
    tell("started", trial);
    while (exchanges.pending() > 0) {
      const gain = exchanges.step();
      trial -= gain;
      if (gain > 0) tell("moved", trial);
    }
    if (trial > current) {
      tour.undo();
      tell("started", current);
    } else {
      current = trial;
    }
    if (effort() >= due) {
      yield publish();
      due = effort() + slice;
    }
  }
  yield publish();
  return { status: "exhausted", findings: { kicks: options.kicks } };
}

/** A double bridge over three short pieces after a random place; its ends are queued. Returns the change of energy. */
function kick({ tour, cost, exchanges }: Search, below: (bound: number) => number): number {
  const { n, order } = tour;
  const longest = Math.min(LONGEST_PIECE, Math.floor((n - 1) / 3));
  const at = below(n);
  const [b, c, d] = [1 + below(longest), 1 + below(longest), 1 + below(longest)];
  const node = (offset: number) => order[(at + offset) % n];
  const ends = [0, 1, b, b + 1, b + c, b + c + 1, b + c + d, b + c + d + 1].map(node);
  const [before, firstB, lastB, firstC, lastC, firstD, lastD, after] = ends;
  const out = cost(before, firstB) + cost(lastB, firstC) + cost(lastC, firstD) + cost(lastD, after);
  const put = cost(before, firstD) + cost(lastD, firstC) + cost(lastC, firstB) + cost(lastB, after);
  tour.bridge(at, b, c, d);
  for (const end of ends) exchanges.look(end);
  return put - out;
}
