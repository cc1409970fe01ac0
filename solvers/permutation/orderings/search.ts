/**
 * Memetic search over orders (Schiavinotto & Stuetzle 2004): a population of local minima under insertions; two parents at random are
 * crossed, the items at half of the places of one taking the order that they have in the other (Syswerda 1991), and the child descends
 * to a local minimum that replaces the worst. When nothing has come of it for long, all but the best begin anew at random.
 */
import { MemoryError } from "../../../src/errors.ts";
import type { OrderingSession } from "../../../src/kernels/orderings/types.ts";
import { type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { Random } from "../../../src/random.ts";
import type { Monitor, SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { PermutationOptions } from "../options.ts";
import { randomOrder } from "../orders.ts";
import type { OrderingForm } from "./form.ts";

/** Insertions evaluated between yields: about a millisecond. */
const SLICE = 400_000;

/** Entries of the matrix read between yields. */
const ENTRIES = 20_000;

/** Local minima kept, and children in a row that were no better than the worst before it begins anew: as in the paper, 30 generations of 11 there. */
const POPULATION = 25;
const PATIENCE = 330;

/** An insertion counts when it gains more than this share of the margins of one item: above rounding, below any real gain. */
const MARGIN = 1e-11;

interface Member {
  readonly order: Int32Array;
  readonly energy: number;
}

/** @throws {MemoryError} when the matrix of margins exceeds the memory limit */
export function* searchOrdering(
  model: EnergyModel,
  form: OrderingForm,
  options: PermutationOptions,
  context: SearchContext,
  first: Int32Array,
): Generator<Step, Verdict, void> {
  const { size } = form;
  const { random, monitor } = context;
  const best = { kind: "permutation" as const, order: first.slice() } satisfies State;
  let least = energy(model, best);
  let work = 0;
  const step = (): Step => ({ work, energy: least, state: best });
  yield step();
  const session = yield* openSession(model, form, context, step);
  const { order } = session;
  const watched: State = { kind: "permutation", order };
  const items = Math.ceil(SLICE / size);
  order.set(first);
  const constant = least - session.sum() / 2;
  const starts = [first, ...elitesOf(context, size)];
  let population: Member[] = [];
  let fruitless = 0;
  for (let kicks = 0; ; kicks++) {
    if (kicks < starts.length) order.set(starts[kicks]);
    else if (population.length < POPULATION) order.set(randomOrder(size, random));
    else cross(order, population, random);
    const begin = constant + session.sum() / 2;
    session.begin(random.below(size));
    monitor?.started(watched, begin);
    for (let settled = false; !settled; ) {
      const before = session.looked;
      settled = monitor === null ? session.descend(items) : told(session, items, begin, watched, monitor);
      work += (session.looked - before) * (size - 1);
      if (begin + session.change < least) {
        least = begin + session.change;
        best.order.set(order);
      }
      yield step();
    }
    if (kicks === options.kicks) break;
    fruitless = admit(population, { order: order.slice(), energy: begin + session.change }) ? 0 : fruitless + 1;
    if (fruitless < PATIENCE) continue;
    fruitless = 0;
    population = [{ order: best.order.slice(), energy: least }];
  }
  return { status: "exhausted", findings: { kicks: options.kicks } };
}

/** A stretch of the descent, item by item, every insertion told. */
function told(session: OrderingSession, items: number, begin: number, watched: State, monitor: Monitor): boolean {
  let settled = false;
  for (let k = 0; k < items && !settled; k++) {
    const before = session.change;
    settled = session.descend(1);
    if (session.change !== before) monitor.moved(watched, begin + session.change);
  }
  return settled;
}

/** Reads the margins in slices. */
function* openSession(
  model: EnergyModel,
  form: OrderingForm,
  { kernels, memoryLimit }: SearchContext,
  step: () => Step,
): Generator<Step, OrderingSession, void> {
  const { size } = form;
  const bytes = 16 * size * size; // here and in the kernel
  if (bytes > memoryLimit)
    throw new MemoryError(`margins of ${size} items`, bytes, memoryLimit, "Raise the memory limit.");
  const margins = new Float64Array(size * size);
  const rows = Math.max(1, Math.floor(ENTRIES / size));
  for (let item = 0; item < size; item++) {
    form.margins(item, margins.subarray(item * size, (item + 1) * size));
    if (item % rows === rows - 1) yield step();
  }
  const threshold = model.integer ? 0 : MARGIN * largestRow(margins, size);
  return kernels.orderings({ size, margins, threshold, memoryLimit: memoryLimit - 8 * size * size });
}

function largestRow(margins: Float64Array, size: number): number {
  let largest = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Math.abs(margins[i * size + j]);
    largest = Math.max(largest, sum);
  }
  return largest;
}

function elitesOf({ elites = [] }: SearchContext, size: number): Int32Array[] {
  return elites
    .flatMap((state) => (state.kind === "permutation" && state.order.length === size ? [state.order.slice()] : []))
    .slice(0, POPULATION - 1);
}

/** Writes a child of two different members: the first parent, with the items at half of its places in the order of the second. */
function cross(child: Int32Array, population: readonly Member[], random: Random): void {
  const n = child.length;
  const one = random.below(population.length);
  const other = (one + 1 + random.below(population.length - 1)) % population.length;
  child.set(population[one].order);
  const chosen = new Uint8Array(n);
  const places: number[] = [];
  for (let place = 0, word = 0; place < n; place++, word >>>= 1) {
    if (place % 32 === 0) word = random.uint32();
    if ((word & 1) === 0) continue;
    chosen[child[place]] = 1;
    places.push(place);
  }
  let next = 0;
  for (const item of population[other].order) if (chosen[item] === 1) child[places[next++]] = item;
}

/** Takes a member in, in order of energy, unless it is no better than the worst of a full population or as good as one that is there. */
function admit(population: Member[], member: Member): boolean {
  if (population.some((other) => other.energy === member.energy)) return false;
  if (population.length >= POPULATION) {
    if (member.energy >= population[population.length - 1].energy) return false;
    population.pop();
  }
  const after = population.findIndex((other) => other.energy > member.energy);
  population.splice(after < 0 ? population.length : after, 0, member);
  return true;
}
