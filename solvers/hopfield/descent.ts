/**
 * Asynchronous dynamics of a Hopfield network (Hopfield 1982): one variable at a time takes the sign of its local field,
 * s_i <- sign(h_i), which changes E by -2 |h_i| (spins) or -|h_i| (bits). E falls at every change and has finitely many values, so the
 * network comes to rest in a 1-flip minimum. Every descent ends with a full check that no flip changes anything.
 * One try costs O(1), an accepted flip O(degree).
 */
import { unreachable } from "../../src/errors.ts";
import type { Fields } from "../../src/kernels/types.ts";
import { couplingEntries } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Random } from "../../src/random.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { createFlipper, type Flipper, type Tally, type Ties } from "./flipper.ts";
import { createGainHeap, type GainHeap, scanSteepest, sparseNeighbours } from "./steepest.ts";

export type AsynchronousOrder = "cyclic" | "random" | "permutation" | "greedy";

/** Tries between two yields: tens of microseconds to about a millisecond. */
const SLICE = 2000;
/** Column entries that cost as much as one try. */
const ENTRIES_PER_TRY = 16;
/** Below this size a scan for the steepest flip is cheaper than a heap. */
const HEAP_FROM = 256;

export interface DescentRule {
  readonly order: AsynchronousOrder;
  readonly ties: Ties;
}

/** Lets `fields` come to rest. Yields at least once, at rest; counts into `tally`. */
export function* descend(
  model: EnergyModel,
  fields: Fields,
  rule: DescentRule,
  random: Random,
  monitor: Monitor | null,
  tally: Tally,
): Generator<Step, void, void> {
  const flipper = createFlipper(model, fields, rule.ties, monitor, tally);
  const slice = createSlice(model, fields, tally);
  switch (rule.order) {
    case "cyclic":
      yield* descendBySweeps(flipper, null, slice);
      break;
    case "permutation":
      yield* descendBySweeps(flipper, random, slice);
      break;
    case "random":
      yield* descendAtRandom(flipper, random, slice, tally);
      break;
    case "greedy":
      yield* descendSteepest(model, flipper, slice, tally);
      break;
    default:
      unreachable(rule.order);
  }
  yield slice.step();
}

/** Decides when to yield, and makes the live view. */
interface Slice {
  /** Adds `tries` and perhaps a flip to the slice; true when it is time to yield. */
  full(tries: number, flipped: boolean): boolean;
  step(): Step;
}

function createSlice(model: EnergyModel, fields: Fields, tally: Tally): Slice {
  const state = { kind: "plain" as const, values: fields.values };
  const flipTries = Math.ceil(couplingEntries(model.couplings) / Math.max(1, model.n) / ENTRIES_PER_TRY);
  let spent = 0;
  return {
    full(tries, flipped) {
      spent += flipped ? tries + flipTries : tries;
      if (spent < SLICE) return false;
      spent = 0;
      return true;
    },
    step: () => ({ work: tally.work, energy: fields.energy, state }),
  };
}

/** Sweeps in index order, or each in a new random permutation, until one changes nothing. */
function* descendBySweeps(flipper: Flipper, shuffle: Random | null, slice: Slice): Generator<Step, void, void> {
  const { n } = flipper.fields;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let changed = true;
  while (changed || !flipper.settled()) {
    changed = false;
    if (shuffle !== null) shuffle.shuffle(order);
    for (let k = 0; k < n; k++) {
      const flipped = flipper.attempt(order[k]);
      if (flipped) changed = true;
      if (slice.full(1, flipped)) yield slice.step();
    }
  }
}

/** A variable drawn at random each time. After n misses in a row all variables are checked, so that rest is certain. */
function* descendAtRandom(flipper: Flipper, random: Random, slice: Slice, tally: Tally): Generator<Step, void, void> {
  const { n } = flipper.fields;
  let misses = 0;
  while (n > 0) {
    const flipped = flipper.attempt(random.below(n));
    if (slice.full(1, flipped)) yield slice.step();
    misses = flipped ? 0 : misses + 1;
    if (misses < n) continue;
    misses = 0;
    if (atRest(flipper, tally) && flipper.settled()) return;
    if (slice.full(n, false)) yield slice.step();
  }
}

function atRest(flipper: Flipper, tally: Tally): boolean {
  const { n } = flipper.fields;
  tally.work += n;
  for (let i = 0; i < n; i++) if (flipper.descends(i) || flipper.risesOnTie(i)) return false;
  return true;
}

/** Steepest descent: always the flip that lowers the energy most. Work counts every gain that is looked at. */
function* descendSteepest(
  model: EnergyModel,
  flipper: Flipper,
  slice: Slice,
  tally: Tally,
): Generator<Step, void, void> {
  const { n } = flipper.fields;
  const neighbours = n >= HEAP_FROM ? sparseNeighbours(model) : null;
  const heap: GainHeap | null = neighbours === null ? null : createGainHeap(flipper.fields, neighbours);
  let refreshes = flipper.refreshes;
  for (;;) {
    if (heap !== null && refreshes !== flipper.refreshes) heap.rebuild();
    refreshes = flipper.refreshes;
    const site = heap !== null && flipper.descends(heap.top()) ? heap.top() : scanSteepest(flipper, tally);
    if (site < 0) {
      if (flipper.settled()) return;
      continue;
    }
    flipper.attempt(site);
    if (heap !== null) tally.work += heap.flipped(site);
    if (slice.full(heap === null ? Math.ceil(n / ENTRIES_PER_TRY) : ENTRIES_PER_TRY, true)) yield slice.step();
  }
}
