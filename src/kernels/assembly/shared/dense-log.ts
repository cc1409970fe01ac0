/**
 * Delayed updates of dense replicas. The fields are kept in blocks, and a flip changes only the fields of its own block at once; it goes
 * to a log, and every other block catches up when its turn comes: it adds the rows of all flips since its last turn, which stay in
 * registers while they are summed. The weights lie in panels, one a block, row by row (columns beyond n zero), so that replicas,
 * which take their turns one after the other, read the same panel from the cache.
 *
 * A replica is a record: generator, 64 bytes | energy f64 | ends of the two logs, u32 each | capacity of a log u32 | at 128 fields h, whole
 * blocks | spins i8, whole blocks | turns u32[2][blocks] | log u32[2][capacity]. Log 0 holds flips to +1, log 1 flips to -1, as
 * offsets of the row in a panel; turns are offsets in the logs, bytes.
 *
 * F is the type of fields, W that of weights; W = bool: rows of bits, whose panels end with a row of zeros (dense-anneal-bits.ts).
 */
import { addBitRows } from "./bit-rows";
import { addByteRows, addRows } from "./dense-rows";

export const ENERGY: usize = 64;
export const ENDS: usize = 72;
const CAPACITY: usize = 80;
export const FIELDS: usize = 128;

@inline
export function spinsOfBlock<F, W>(): usize {
  return isBoolean<W>() ? 128 : 128 / sizeof<F>();
}

/** Bytes of a row in a panel. */
@inline
export function rowBytes<F, W>(): usize {
  return isBoolean<W>() ? 16 : spinsOfBlock<F, W>() * sizeof<W>();
}

@inline
export function fieldsOf<F, W>(replica: usize, block: usize): usize {
  return replica + FIELDS + block * (spinsOfBlock<F, W>() * sizeof<F>());
}

@inline
export function spinsOf<F, W>(replica: usize, blocks: usize): usize {
  return fieldsOf<F, W>(replica, blocks);
}

/** Where the turns of log 0 stand; those of log 1 are 4 `blocks` bytes behind. */
@inline
export function turnsOf<F, W>(replica: usize, blocks: usize): usize {
  return spinsOf<F, W>(replica, blocks) + blocks * spinsOfBlock<F, W>();
}

/** @param rows rows of a panel */
@inline
export function panelOf<F, W>(weights: usize, rows: usize, block: usize): usize {
  return weights + block * rows * rowBytes<F, W>();
}

/** Log 0 or 1. */
@inline
export function logOf<F, W>(replica: usize, blocks: usize, which: usize): usize {
  return turnsOf<F, W>(replica, blocks) + (blocks << 3) + which * (<usize>load<u32>(replica, CAPACITY) << 2);
}

/** Writes a flip of the spin at `row` in the panels to the log of its new value. */
@inline
export function note<F, W>(replica: usize, blocks: usize, spin: i32, row: usize): void {
  const end = replica + (spin > 0 ? ENDS : ENDS + 4);
  const at = <usize>load<u32>(end);
  store<u32>(logOf<F, W>(replica, blocks, spin > 0 ? 0 : 1) + at, <u32>row);
  store<u32>(end, <u32>(at + 4));
}

/**
 * The fields of a block take in the flips since its last turn. `sum` says how: rows of bytes: how many of them can be summed as bytes, 0:
 * in full width; rows of bits: high weight - low weight in the high half, low weight in the low half.
 */
export function catchUp<F, W>(replica: usize, panel: usize, rows: usize, block: usize, blocks: usize, sum: i32): void {
  const fields = fieldsOf<F, W>(replica, block);
  const turn = turnsOf<F, W>(replica, blocks) + (block << 2);
  const plus = logOf<F, W>(replica, blocks, 0);
  const from = plus + load<u32>(turn);
  const to = plus + load<u32>(replica, ENDS);
  const minus = logOf<F, W>(replica, blocks, 1);
  const start = minus + load<u32>(turn + (blocks << 2));
  const end = minus + load<u32>(replica, ENDS + 4);
  if (isBoolean<W>()) {
    addBitRows(fields, panel, from, to, start, end, <u32>(rows - 1) << 4, (sum >> 16) << 1, <i32>(<i16>sum) << 1);
  } else if (sizeof<W>() == 1 && sum > 0) {
    addByteRows(fields, panel, from, to, sum, i32x4.splat(0));
    addByteRows(fields, panel, start, end, sum, i32x4.splat(-1));
  } else {
    addRows<F, W>(fields, panel, from, to, i32x4.splat(0));
    addRows<F, W>(fields, panel, start, end, i32x4.splat(-1));
  }
}

/** What is in the log now is in the fields of the block. */
@inline
export function endTurn<F, W>(replica: usize, block: usize, blocks: usize): void {
  const turn = turnsOf<F, W>(replica, blocks) + (block << 2);
  store<u32>(turn, load<u32>(replica, ENDS));
  store<u32>(turn + (blocks << 2), load<u32>(replica, ENDS + 4));
}

/** Brings all blocks up to date and empties the logs. */
export function settleReplica<F, W>(weights: usize, rows: usize, blocks: usize, replica: usize, sum: i32): void {
  for (let block: usize = 0; block < blocks; block++) {
    catchUp<F, W>(replica, panelOf<F, W>(weights, rows, block), rows, block, blocks, sum);
    const turn = turnsOf<F, W>(replica, blocks) + (block << 2);
    store<u32>(turn, 0);
    store<u32>(turn + (blocks << 2), 0);
  }
  store<u32>(replica, 0, ENDS);
  store<u32>(replica, 0, ENDS + 4);
}

/** Makes room in the logs for all flips of one turn. */
@inline
export function makeRoom<F, W>(weights: usize, rows: usize, blocks: usize, replica: usize, sum: i32): void {
  const used = max(load<u32>(replica, ENDS), load<u32>(replica, ENDS + 4));
  const most = ((<u32>spinsOfBlock<F, W>() + 8) << 2);
  if (used + most > load<u32>(replica, CAPACITY) << 2) settleReplica<F, W>(weights, rows, blocks, replica, sum);
}
