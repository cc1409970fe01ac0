/**
 * Search over layouts: rounds of annealing by the kernel, each from hot to cold and longer than the one before. Of three rounds two
 * begin warm at the best order, one half as warm as the other, and one hot, where no order is left: meshes and hypercubes want hot
 * rounds, trees the order that a breadth-first search gives. A monitor is told of every order that is shown.
 */
import type { LayoutSession } from "../../../src/kernels/layouts/types.ts";
import { type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { PermutationOptions } from "../options.ts";
import type { LayoutForm } from "./form.ts";
import { breadthFirstOrder } from "./start.ts";

/** Edges looked at between yields: about half a millisecond. */
const SLICE = 20_000;

/**
 * First temperatures, in units of the mean weight at a vertex times sqrt(n), where prices are lengths, and of a part of that where
 * edges up to some length are free. On meshes, hypercubes, trees and geometric graphs of 1,000 vertices: hot 3 beat 1 and 0.3, warm
 * between 0.15 and 0.5 kept what a breadth-first search had found.
 */
const WARM = 0.5;
const HOT = 3;
const COOLER = 0.15;
const PRICED = 1 / 12;

/** Last temperature, in units of the mean weight of an edge: below it moves that cost something are rare. */
const COLD = 0.3;

/** Factor from one temperature to the next. */
const COOLING = 0.95;

/** Moves a vertex in the first three rounds; twice as many in the next three, and so on. */
const FIRST_ROUND = 150;

/** Moves a vertex without temperature after each round. */
const QUENCH = 20;

/** @throws {MemoryError} when the graph exceeds the memory limit */
export function* searchLayout(
  model: EnergyModel,
  form: LayoutForm,
  options: PermutationOptions,
  context: SearchContext,
  first: Int32Array | null,
): Generator<Step, Verdict, void> {
  const { size, scale } = form;
  const { monitor, random } = context;
  const best = { kind: "permutation" as const, order: first?.slice() ?? new Int32Array(size) } satisfies State;
  if (first === null) breadthFirstOrder(form, best.order);
  let least = energy(model, best);
  let work = 0;
  const step = (): Step => ({ work, energy: least, state: best });
  yield step();
  monitor?.started(best, least);
  const session = openSession(form, context);
  session.order.set(best.order);
  const constant = least - scale * session.begin();
  const { reach, cold } = temperatures(form);
  const slice = Math.max(16, Math.floor((SLICE * size) / (size + form.graph.values.length)));
  let cost = 0;
  let lowest = 0;

  /** So many moves at one temperature. */
  function* stretch(moves: number, temperature: number): Generator<Step, void, void> {
    for (let left = moves; left > 0; left -= slice) {
      cost += session.anneal(Math.min(slice, left), temperature);
      if (!model.integer) cost = session.begin(); // without the rounding of many changes
      work += Math.min(slice, left);
      if (cost < lowest) {
        lowest = cost;
        if (constant + scale * cost < least) {
          least = constant + scale * cost;
          best.order.set(session.order);
          monitor?.moved(best, least);
        }
      }
      yield step();
    }
  }
  for (let round = 0; ; round++) {
    const from = Math.max(cold, [WARM, HOT, COOLER][round % 3] * reach);
    session.order.set(best.order);
    if (round % 3 === 1) random.shuffle(session.order);
    cost = session.begin();
    lowest = cost;
    const moves = FIRST_ROUND * size * 2 ** Math.floor(round / 3);
    const stages = stagesOf(from, cold);
    for (let stage = 0, temperature = from; stage < stages; stage++, temperature *= COOLING) {
      yield* stretch(Math.ceil(moves / stages), temperature);
    }
    yield* stretch(QUENCH * size, 0);
    if (options.kicks !== null && work >= options.kicks * size) break;
  }
  return { status: "exhausted", findings: { kicks: options.kicks } };
}

function stagesOf(from: number, cold: number): number {
  let stages = 1;
  for (let temperature = from; temperature > cold; temperature *= COOLING) stages++;
  return stages;
}

/** The unit of first temperatures, and the last temperature, in units of weight times length. */
function temperatures({ size, graph: { values }, prices }: LayoutForm): { reach: number; cold: number } {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += Math.abs(values[k]);
  const edge = values.length === 0 ? 1 : sum / values.length;
  return { reach: (sum / size) * Math.sqrt(size) * (prices === null ? 1 : PRICED), cold: COLD * edge };
}

function openSession({ size, graph, prices }: LayoutForm, context: SearchContext): LayoutSession {
  const { random, memoryLimit, kernels } = context;
  return kernels.layouts({
    size,
    rowStart: graph.rowStart,
    column: graph.column,
    weight: Float64Array.from(graph.values),
    prices,
    seed: [random.uint32(), random.uint32(), random.uint32(), random.uint32()],
    memoryLimit,
  });
}
