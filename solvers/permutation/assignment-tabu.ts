/**
 * Iterated robust tabu search for quadratic assignment (Taillard 1991; Misevicius, An implementation of the iterated tabu search
 * algorithm for the quadratic assignment problem, OR Spectrum 34, 2012) by the kernel: stretches of tabu search, each from the
 * best order with the items of some places rotated, more of them the longer nothing better is found. A monitor is told of every
 * order that is shown.
 */
import type { AssignmentSession } from "../../src/kernels/assignments/types.ts";
import { biasAt, type EnergyModel, energy, type Factor, factorOperator, type State } from "../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { isLocal } from "./assignment.ts";
import type { AssignmentForm } from "./form.ts";
import type { PermutationOptions } from "./options.ts";

/** Fewest places for which tabu search has moves left. */
const FEWEST_PLACES = 8;

/** Numbers touched between yields: about a millisecond. */
const SLICE = 400_000;

/**
 * Iterations without a better order before the next kick: so many for each place, times Luby's sequence, which gives short and long
 * stretches the same time. 1/2 so beat 5, 15, 50, 150 at every kick, and 2 and 5 times the sequence, on structured instances
 * (tai35b, tai50b, tai80b, chr20c, sko72), and lost 0.2 % to them on two uniform ones of 40 and 60 places.
 */
const PATIENCE = 0.5;

const MILDEST_KICK = 3;

/** Whether the host's kernels take this form: one product of full matrices and linear costs. */
export function suitsTabu(form: AssignmentForm, { kernels }: SearchContext): boolean {
  const { size, products, rest } = form;
  return (
    kernels.assignments !== null && size >= FEWEST_PLACES && products.length === 1 && rest === null && !isLocal(form)
  );
}

export function* searchAssignmentByTabu(
  model: EnergyModel,
  form: AssignmentForm,
  options: PermutationOptions,
  context: SearchContext,
  first: Int32Array,
): Generator<Step, Verdict, void> {
  const { size } = form;
  const { random, monitor } = context;
  const best = { kind: "permutation" as const, order: first } satisfies State;
  let least = energy(model, best);
  yield { work: 0, energy: least, state: best };
  const session = openSession(model, form, context);
  monitor?.started(best, least);
  const trial = { kind: "permutation" as const, order: first.slice() } satisfies State;
  const swaps = (size * (size - 1)) / 2;
  // Not beyond the shortest patience, which would be overrun.
  const stretch = Math.max(1, Math.min(Math.ceil(PATIENCE * size), Math.floor(SLICE / (4 * size * size))));
  let strength = MILDEST_KICK;
  let work = 0;
  for (let kicks = 0; ; kicks++) {
    session.begin(trial.order);
    work += swaps;
    const patience = PATIENCE * luby(kicks + 1) * size;
    let better = false;
    let shown = session.best;
    while (session.fruitless < patience) {
      session.run(stretch);
      work += swaps * stretch;
      if (session.best < shown) {
        shown = session.best;
        trial.order.set(session.bestOrder);
        const value = energy(model, trial);
        if (value < least) {
          better = true;
          least = value;
          best.order.set(trial.order);
          monitor?.moved(best, least);
        }
      }
      yield { work, energy: least, state: best };
    }
    strength = better || strength >= size ? MILDEST_KICK : strength + 1;
    if (kicks === options.kicks) break;
    trial.order.set(best.order);
    rotate(trial.order, Math.min(strength, size), random.below);
  }
  return { status: "exhausted", findings: { kicks: options.kicks } };
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
    places: matrixOf(right, size, -Math.sign(scale)),
    items: matrixOf(left, size, 1),
    linear,
    seed: [random.uint32(), random.uint32(), random.uint32(), random.uint32()],
    memoryLimit,
  });
}

function matrixOf(factor: Factor, size: number, sign: number): Float64Array {
  const { forEachInRow } = factorOperator(factor);
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    forEachInRow(i, (j, value) => {
      values[i * size + j] = sign * value;
    });
  }
  return values;
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
