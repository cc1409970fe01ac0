/**
 * Binary recall in WebAssembly, see assembly/recall.ts: groups of cues share the first fields' products and, block by block of spins, the rows
 * that changed spins add. Weights are whole numbers of 8 or 16 bits; where rounding made them so, the few decisions that it leaves in doubt are made here,
 * from the weights in doubles.
 */
import { literalField } from "./couplings.ts";
import { addEnergies } from "./energies.ts";
import { BLOCK, type Cue, createGroup, GROUP, loadNetwork, type Network, outcomeOf } from "./network.ts";
import { createRecallSession } from "./session.ts";
import type { RecallOutcome, RecallRequest, RecallRun, RecallSession } from "./types.ts";

/** Nanoseconds of a product of 16 bits, of a row's addition per spin, and of looking at a block. */
const COST = { product: 0.05, row: 0.1, block: 100 };
/** Products between pauses. */
const PRODUCTS = 4e6;
/** Rows added between pauses. */
const ROWS = 256;

export function createRecall(request: RecallRequest): RecallSession {
  const network = loadNetwork(request);
  const { size, couplings } = network;
  return createRecallSession(size, couplings.whole, (run, outcomes) => recallAll(network, run, outcomes));
}

function* recallAll(network: Network, run: RecallRun, outcomes: RecallOutcome[]): Generator<number, void, void> {
  const recall = run.order === "cyclic" ? cyclic : synchronous;
  for (let first = 0; first < run.count; first += GROUP) {
    const group = createGroup(network, run, first, Math.min(GROUP, run.count - first));
    yield* firstFields(network, group.length);
    yield* recall(network, group, run);
    for (const cue of group) outcomes.push(outcomeOf(network, cue));
  }
}

function* firstFields(network: Network, count: number): Generator<number, void, void> {
  const { size, length, exports, wide, rows, stride, address } = network;
  const cues = 4 * Math.ceil(count / 4);
  const step = 2 * Math.max(1, Math.round(PRODUCTS / (2 * length * cues)));
  for (let from = 0; from < size; from += step) {
    const to = Math.min(size, from + step);
    exports.firstFields(wide, rows, stride, length, address.state, address.field, from, to, cues);
    yield COST.product * length * cues * (to - from);
  }
}

const isOpen = ({ ending }: Cue) => ending === null;

/** All cues sweep side by side, a block of spins at a time. */
function* cyclic(network: Network, group: readonly Cue[], run: RecallRun): Generator<number, void, void> {
  const { size } = network;
  if (run.energies) yield* addEnergies(network, group, 0.5);
  for (let open = group; open.length > 0; open = open.filter(isOpen)) {
    for (const cue of open) cue.changes = 0;
    for (let block = 0; block < size; block += BLOCK) {
      for (const cue of open) yield sweepBlock(network, cue, block);
    }
    if (run.energies) yield* addEnergies(network, open, 0.5);
    for (const cue of open) finishStep(cue, run.steps, false);
  }
}

function finishStep(cue: Cue, limit: number, cycles: boolean): void {
  cue.steps++;
  cue.flips += cue.changes;
  if (cue.changes === 0) cue.ending = "fixed-point";
  else if (cycles) cue.ending = "two-cycle";
  else if (cue.steps >= limit) cue.ending = "step-limit";
}

/** Returns what it cost. */
function sweepBlock(network: Network, cue: Cue, block: number): number {
  const { size, length, exports, wide, rows, stride, address, counts } = network;
  const field = address.field + 4 * length * cue.place;
  const state = address.state + 2 * length * cue.place;
  const { constant, doubt: doubts, scratch, risen, fallen } = address;
  exports.openBlock(field, constant, scratch, address.counts, block);
  let [from, turned, asked] = [block, -1, 0];
  for (;;) {
    const open = exports.sweepBlock(
      ...[wide, rows, stride, length, size, field, state, constant, doubts],
      ...[scratch, risen, fallen, address.counts, block, from, turned],
    );
    if (open < 0) break;
    turned = isOpposed(network, cue, open) ? open : -1;
    from = open + 1;
    asked++;
  }
  const changes = counts[0] + counts[1];
  cue.changes += changes;
  return COST.block + COST.row * length * changes + asked * size;
}

/** By the weights in doubles. */
function isOpposed({ weights, biases, size }: Network, { state }: Cue, i: number): boolean {
  const h = literalField(weights, biases, size, i, state, 2, 1);
  return state[i] === 0 ? h > 0 : h < 0;
}

/** All cues step side by side. */
function* synchronous(network: Network, group: readonly Cue[], run: RecallRun): Generator<number, void, void> {
  if (run.energies) yield* addEnergies(network, group, 1);
  for (let open = group; open.length > 0; open = open.filter(isOpen)) {
    const cycles = new Set<Cue>();
    for (const cue of open) {
      const { risen, fallen } = cue;
      yield findOpposed(network, cue);
      // What rose in the last step falls now, and the other way round: the state before the last.
      if (same(risen, cue.fallen) && same(fallen, cue.risen)) cycles.add(cue);
    }
    if (run.energies) yield* addEnergies(network, open, 1, nextState);
    for (const cue of open) {
      cue.state.set(nextState(cue));
      finishStep(cue, run.steps, cycles.has(cue));
      if (cue.ending === null) yield* addChanges(network, cue);
    }
  }
}

const same = (a: Int32Array, b: Int32Array) => a.length === b.length && a.every((value, k) => value === b[k]);

function nextState({ state, risen, fallen }: Cue): Int16Array {
  const next = state.slice();
  for (const i of risen) next[i] = 1;
  for (const i of fallen) next[i] = 0;
  return next;
}

/** Lists the spins that the next step changes; returns what it cost. */
function findOpposed(network: Network, cue: Cue): number {
  const { size, length, exports, address, counts, risen, fallen } = network;
  const { constant, doubt: doubts } = address;
  const field = address.field + 4 * length * cue.place;
  const state = address.state + 2 * length * cue.place;
  counts.fill(0);
  let asked = 0;
  for (let from = 0; from < size; asked++) {
    const lists = [address.risen, address.fallen, address.counts];
    const open = exports.opposed(size, field, state, constant, doubts, ...lists, from);
    if (open < size && isOpposed(network, cue, open)) {
      if (cue.state[open] === 0) risen[counts[0]++] = open;
      else fallen[counts[1]++] = open;
    }
    from = open + 1;
  }
  cue.risen = risen.slice(0, counts[0]);
  cue.fallen = fallen.slice(0, counts[1]);
  cue.changes = counts[0] + counts[1];
  return length / 4 + asked * size;
}

function* addChanges(network: Network, cue: Cue): Generator<number, void, void> {
  const { size, length, exports, wide, rows, stride, address, risen, fallen } = network;
  const field = address.field + 4 * length * cue.place;
  const [up, down] = [cue.risen.length, cue.fallen.length];
  risen.set(cue.risen);
  fallen.set(cue.fallen);
  for (let k = 0; k < Math.max(up, down); k += ROWS) {
    const [ups, downs] = [up, down].map((count) => Math.max(0, Math.min(ROWS, count - k)));
    const lists = [address.risen + 4 * k, address.fallen + 4 * k];
    exports.addRows(wide, rows, stride, length, size, field, ...lists, ups, downs);
    yield COST.row * length * (ups + downs);
  }
}
