/**
 * Iterated local search over permutations of any form (Stuetzle 2006): swap the items of two places while that lowers the
 * energy, shift items along the places where neighbouring places are what counts, then kick: rotate the items of a few random
 * places, more of them the longer nothing better is found. O(size) per swap evaluated.
 */
import { compactState, type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { AssignmentForm } from "../form.ts";
import { layoutOf } from "../layouts/form.ts";
import { searchLayout } from "../layouts/search.ts";
import type { PermutationOptions } from "../options.ts";
import { orderingOf } from "../orderings/form.ts";
import { searchOrdering } from "../orderings/search.ts";
import { identityOrder, randomOrder } from "../orders.ts";
import { createSwapChange, isLocal, type SwapChange, termMagnitude } from "./swap-change.ts";
import { searchAssignmentByTabu, suitsTabu } from "./tabu.ts";

/** Elementary operations of evaluating swaps between yields: about a millisecond. */
const SLICE = 200_000;

/** Elementary operations that one swap evaluation stands for: closures over thin factors and single entries are slow ones. */
function swapEffort(form: AssignmentForm): number {
  return 60 + form.size * (form.rest === null ? 1 : 30);
}

/** A move counts when it gains more than this share of the numbers it is made of: far above rounding, far below any real gain. */
const MARGIN = 1e-11;

/** Places that the mildest kick rotates: rotating two is a swap, which the descent would take back. */
const MILDEST_KICK = 3;

/** The permutation under change, its energy and the places still to look at. */
interface Walk {
  readonly order: Int32Array;
  energy: number;
  /** Swaps evaluated. */
  work: number;
  readonly stack: number[];
  readonly stacked: Uint8Array;
  /** Next place to shift from, and how many in a row have not improved. */
  cursor: number;
  fruitless: number;
}

type Told = (walk: Walk) => void;

export function* searchAssignment(
  model: EnergyModel,
  form: AssignmentForm,
  options: PermutationOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { size } = form;
  const { monitor, random } = context;
  const order = firstOrder(model, size, options, context);
  const ordering = orderingOf(model, form);
  if (ordering !== null) return yield* searchOrdering(model, ordering, options, context, order);
  const layout = layoutOf(model, form);
  if (layout !== null) {
    const own = context.start === null && options.start === "greedy";
    return yield* searchLayout(model, layout, options, context, own ? null : order);
  }
  if (suitsTabu(form, context)) return yield* searchAssignmentByTabu(model, form, options, context, order);
  const best: State = { kind: "permutation", order: order.slice() };
  let least = energy(model, best);
  yield { work: 0, energy: least, state: best };
  const change = createSwapChange(model, form, context.memoryLimit);
  const walk: Walk = {
    order,
    energy: least,
    work: 0,
    stack: [],
    stacked: new Uint8Array(size),
    cursor: 0,
    fruitless: 0,
  };
  const watched: State = { kind: "permutation", order };
  const moved: Told = ({ energy: value }) => monitor?.moved(watched, value);
  const margin = model.integer ? 0 : MARGIN * termMagnitude(model, form, order);
  // A shift is a chain of swaps of neighbouring places: worth its cost where a swap is cheap, or as a complete search.
  const shifts = size <= 3 || isLocal(form);
  const slice = Math.max(1, SLICE / swapEffort(form));
  const improve = shifts
    ? () => improveBySwaps(walk, change, margin, moved) || improveByShifts(walk, change, margin, moved)
    : () => improveBySwaps(walk, change, margin, moved);
  let strength = MILDEST_KICK;
  let due = slice;
  lookEverywhere(walk);
  monitor?.started(watched, walk.energy);
  for (let kicks = 0; ; kicks++) {
    while (improve()) {
      if (walk.work < due) continue;
      due = walk.work + slice;
      if (!model.integer) walk.energy = energy(model, watched);
      const lower = walk.energy < least;
      yield { work: walk.work, energy: lower ? walk.energy : least, state: lower ? watched : best };
    }
    if (!model.integer) walk.energy = energy(model, watched);
    if (walk.energy < least - margin) strength = MILDEST_KICK;
    else if (kicks > 0) strength = strength < size ? strength + 1 : MILDEST_KICK;
    if (walk.energy <= least) {
      least = walk.energy;
      best.order.set(order);
    } else {
      walk.energy = least;
      order.set(best.order);
    }
    if (size <= 3) break;
    if (kicks === options.kicks) break;
    kick(walk, change, Math.min(strength, size), random.below);
    monitor?.started(watched, walk.energy);
  }
  yield { work: walk.work, energy: least, state: best };
  // Up to three places swaps and shifts reach every other permutation in one move.
  return size <= 3 ? { status: "local-minimum" } : { status: "exhausted", findings: { kicks: options.kicks } };
}

function firstOrder(model: EnergyModel, size: number, options: PermutationOptions, context: SearchContext): Int32Array {
  const { start, random } = context;
  if (start !== null) {
    const compact = start.kind === "plain" ? compactState(model, start.values) : start;
    if (compact?.kind === "permutation") return compact.order.slice();
  }
  return options.start === "identity" ? identityOrder(size) : randomOrder(size, random);
}

function look(walk: Walk, place: number): void {
  if (walk.stacked[place] === 1) return;
  walk.stacked[place] = 1;
  walk.stack.push(place);
}

function lookEverywhere(walk: Walk): void {
  for (let p = walk.order.length - 1; p >= 0; p--) look(walk, p);
}

function swap(walk: Walk, p: number, q: number, change: number): void {
  const { order } = walk;
  const item = order[p];
  order[p] = order[q];
  order[q] = item;
  walk.energy += change;
}

/** Makes the best swap of one place that is to be looked at. False when none is left to look at. */
function improveBySwaps(walk: Walk, change: SwapChange, margin: number, moved: Told): boolean {
  const p = walk.stack.pop();
  if (p === undefined) return false;
  walk.stacked[p] = 0;
  const size = walk.order.length;
  let least = -margin;
  let partner = -1;
  for (let q = 0; q < size; q++) {
    if (q === p) continue;
    const value = change(walk.order, p, q);
    if (value < least) {
      least = value;
      partner = q;
    }
  }
  walk.work += size - 1;
  if (partner < 0) return true;
  swap(walk, p, partner, least);
  moved(walk);
  look(walk, partner);
  look(walk, p);
  return true;
}

/** Moves the item of the next place to where it lowers the energy most, the items between moving up by one. False after a fruitless round. */
function improveByShifts(walk: Walk, change: SwapChange, margin: number, moved: Told): boolean {
  const size = walk.order.length;
  if (walk.fruitless >= size) return false;
  const from = walk.cursor;
  walk.cursor = (from + 1) % size;
  walk.fruitless++;
  for (const direction of [1, -1]) {
    const to = bestShift(walk, change, from, direction, margin);
    if (to === from) continue;
    moved(walk);
    walk.fruitless = 0;
    for (let p = Math.min(from, to); p <= Math.max(from, to); p++) look(walk, p);
    return true;
  }
  return true;
}

/** Moves the item at `from` in one direction, swap by swap, then back to the best place met. Returns that place. */
function bestShift(walk: Walk, change: SwapChange, from: number, direction: number, margin: number): number {
  const { order, energy: before } = walk;
  let best = from;
  let sum = 0; // apart from the energy, beside which it may be tiny
  let least = -margin;
  let at = from;
  for (; at + direction >= 0 && at + direction < order.length; at += direction) {
    const value = change(order, at, at + direction);
    swap(walk, at, at + direction, value);
    walk.work++;
    sum += value;
    if (sum >= least) continue;
    least = sum;
    best = at + direction;
  }
  const item = order[at];
  for (; at !== best; at -= direction) order[at] = order[at - direction];
  order[best] = item;
  walk.energy = best === from ? before : before + least;
  return best;
}

/** Rotates the items of `places` random places, as swaps. */
function kick(walk: Walk, change: SwapChange, places: number, below: (bound: number) => number): void {
  const size = walk.order.length;
  walk.fruitless = 0;
  lookEverywhere(walk); // an item that moved changes what all others gain; better than looking at the kicked places alone
  let previous = below(size);
  for (let k = 1; k < places; k++) {
    const q = (previous + 1 + below(size - 1)) % size;
    swap(walk, previous, q, change(walk.order, previous, q));
    walk.work++;
    previous = q;
  }
}
