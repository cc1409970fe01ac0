/**
 * Iterated robust tabu search for quadratic assignment (Taillard 1991; Misevicius, An implementation of the iterated tabu search
 * algorithm for the quadratic assignment problem, OR Spectrum 34, 2012) by the kernel, many times over (memetic search: Benlic &
 * Hao, Memetic search for the quadratic assignment problem, Expert Systems with Applications 42, 2015). A climb is a sequence of
 * stretches of tabu search, each from the best order of the climb with the items of some places rotated, more of them the longer
 * nothing better is found; the next climb starts from a crossover of good orders. A monitor is told of every order that is shown.
 */
import type { AssignmentSession } from "../../../src/kernels/assignments/types.ts";
import { biasAt, type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { AssignmentForm } from "../form.ts";
import type { PermutationOptions } from "../options.ts";
import { createAssignmentPool, type Elite } from "./pool.ts";
import { isLocal, matrixOf } from "./swap-change.ts";

/** Fewest places for which tabu search has moves left. */
const FEWEST_PLACES = 8;

/** Numbers touched between yields: about a millisecond. */
const SLICE = 400_000;

/**
 * Iterations without a better order before the next kick: so many for each place, times Luby's sequence, which gives short and long
 * stretches the same time. 1/2 so beat 5, 15, 50, 150 at every kick, and 2 and 5 times the sequence, on structured instances
 * (tai35b, tai50b, tai80b, chr20c, sko72), and lost 0.2 % to them on two uniform ones of 40 and 60 places. The sequence runs through
 * all climbs: beginning anew with each lost 0.1 to 0.2 % on those two and on two more of 100 places (8 s each, one seed).
 */
const PATIENCE = 0.5;

const MILDEST_KICK = 3;

/**
 * Kicks in a row without a better order, a place, that end a climb. Short climbs and many crossovers: 0.1 ended 0.1 to 1.2 % lower than
 * no crossovers at all on three instances of 60 to 100 places, and on two of them lower than 0.03, 0.3 and 1 (8 s each, one seed).
 */
const CLIMB = 0.1;

/** Whether the host's kernels take this form: one product of full matrices and linear costs. */
export function suitsTabu(form: AssignmentForm, { kernels }: SearchContext): boolean {
  const { size, products, rest } = form;
  return (
    kernels.assignments !== null && size >= FEWEST_PLACES && products.length === 1 && rest === null && !isLocal(form)
  );
}

/** What is shown, and what counts it. */
interface Ledger {
  readonly best: State & { readonly kind: "permutation" };
  /** Energy of `best`. */
  energy: number;
  /** Cost of `best` to the kernel. */
  cost: number;
  work: number;
  kicks: number;
  /** Stretches of tabu search begun. */
  stretches: number;
}

export function* searchAssignmentByTabu(
  model: EnergyModel,
  form: AssignmentForm,
  options: PermutationOptions,
  context: SearchContext,
  first: Int32Array,
): Generator<Step, Verdict, void> {
  const { random, monitor } = context;
  const best = { kind: "permutation" as const, order: first.slice() };
  const counts = { work: 0, kicks: 0, stretches: 0 };
  const ledger: Ledger = { best, energy: energy(model, best), cost: Number.POSITIVE_INFINITY, ...counts };
  yield { work: 0, energy: ledger.energy, state: best };
  const session = openSession(model, form, context);
  monitor?.started(best, ledger.energy);
  const pool = createAssignmentPool(form.size, random);
  const spent = () => ledger.kicks === options.kicks;
  for (let start = first; ; start = pool.next()) {
    const elite = yield* climb(model, session, start, ledger, spent, context);
    if (spent()) break;
    ledger.kicks++;
    pool.offer(elite);
  }
  return { status: "exhausted", findings: { kicks: options.kicks } };
}

/** Stretches of tabu search until kicks bring nothing better, or are spent. The best order of the climb. */
function* climb(
  model: EnergyModel,
  session: AssignmentSession,
  start: Int32Array,
  ledger: Ledger,
  spent: () => boolean,
  { random, monitor }: SearchContext,
): Generator<Step, Elite, void> {
  const size = start.length;
  const { best } = ledger;
  const swaps = (size * (size - 1)) / 2;
  // Not beyond the shortest patience, which would be overrun.
  const stretch = Math.max(1, Math.min(Math.ceil(PATIENCE * size), Math.floor(SLICE / (4 * size * size))));
  const order = start.slice();
  let cost = Number.POSITIVE_INFINITY;
  let strength = MILDEST_KICK;
  let fruitless = 0;
  for (;;) {
    session.begin(start);
    ledger.work += swaps;
    const patience = PATIENCE * luby(++ledger.stretches) * size;
    while (session.fruitless < patience) {
      session.run(stretch);
      ledger.work += swaps * stretch;
      if (session.best < ledger.cost) {
        ledger.cost = session.best;
        const value = energy(model, { kind: "permutation", order: session.bestOrder });
        if (value < ledger.energy) {
          ledger.energy = value;
          best.order.set(session.bestOrder);
          monitor?.moved(best, value);
        }
      }
      yield { work: ledger.work, energy: ledger.energy, state: best };
    }
    const better = session.best < cost;
    if (session.best <= cost) order.set(session.bestOrder);
    cost = Math.min(cost, session.best);
    fruitless = better ? 0 : fruitless + 1;
    strength = better || strength >= size ? MILDEST_KICK : strength + 1;
    if (spent() || fruitless > CLIMB * size) return { cost, order };
    ledger.kicks++;
    start.set(order);
    rotate(start, Math.min(strength, size), random.below);
  }
}

/** 1 1 2 1 1 2 4 1 1 2 1 1 2 4 8 ... from index 1 on (Luby, Sinclair & Zuckerman 1993). */
function luby(index: number): number {
  let power = 1;
  while (power <= index) power *= 2;
  return power === index + 1 ? power / 2 : luby(index + 1 - power / 2);
}

/** The product and the biases as matrices of costs, in units of the scale of the product. */
function openSession(model: EnergyModel, form: AssignmentForm, context: SearchContext): AssignmentSession {
  const { size, products } = form;
  const { random, memoryLimit } = context;
  const [{ scale, left, right }] = products;
  const linear = new Float64Array(size * size);
  for (let v = 0; v < linear.length; v++) linear[v] = -biasAt(model.biases, v) / Math.abs(scale);
  return context.kernels.assignments!({
    size,
    // Energy is -scale times the sum; its sign goes into one factor.
    places: matrixOf(right, size, { times: -Math.sign(scale) }),
    items: matrixOf(left, size),
    linear,
    seed: [random.uint32(), random.uint32(), random.uint32(), random.uint32()],
    memoryLimit,
  });
}

/** Rotates the items of `places` random places. */
function rotate(order: Int32Array, places: number, below: (bound: number) => number): void {
  const size = order.length;
  let previous = below(size);
  for (let k = 1; k < places; k++) {
    const q = (previous + 1 + below(size - 1)) % size;
    [order[previous], order[q]] = [order[q], order[previous]];
    previous = q;
  }
}
