/**
 * Delayed updates of dense replicas. The fields are kept in blocks, and a flip changes only the fields of its own block at once; it goes
 * to a log, and every other block catches up when its turn comes: it adds the rows of all flips since its last turn, which stay in
 * registers while they are summed. The weights lie in panels, one a block, row by row (columns beyond n zero), so that replicas,
 * which take their turns one after the other, read the same panel from the cache.
 *
 * A replica is a record: generator, 64 bytes | energy f64 | ends of the two logs, u32 each | capacity of a log u32 | at 128 words of a
 * turn, u32[64] | -ln u of them, f32[64] | at 640 fields h, 128 bytes a block | spins i8, BLOCK a block | turns u32[2][blocks] | log u32[2][capacity].
 * Log 0 holds flips to +1, log 1 flips to -1, as offsets of the row in a panel; turns are offsets in the logs, bytes.
 */
import { addByteRows, addRows, spinsOfBlock } from "./dense-rows";

export const ENERGY: usize = 64;
export const ENDS: usize = 72;
const CAPACITY: usize = 80;
export const WORDS: usize = 128;
export const LOGARITHMS: usize = 384;
export const FIELDS: usize = 640;

@inline
export function spinsOf<F>(replica: usize, blocks: usize): usize {
  return replica + FIELDS + (blocks << 7);
}

@inline
function turnsOf<F>(replica: usize, blocks: usize): usize {
  return spinsOf<F>(replica, blocks) + blocks * spinsOfBlock<F>();
}

@inline
export function panelOf<F, W>(weights: usize, n: usize, block: usize): usize {
  return weights + block * n * (spinsOfBlock<F>() * sizeof<W>());
}

/** Writes a flip of the spin at `row` in the panels to the log of its new value. */
@inline
export function note<F>(replica: usize, blocks: usize, spin: i32, row: usize): void {
  const end = replica + (spin > 0 ? ENDS : ENDS + 4);
  const at = <usize>load<u32>(end);
  const log = turnsOf<F>(replica, blocks) + (blocks << 3) + (spin > 0 ? 0 : <usize>load<u32>(replica, CAPACITY) << 2);
  store<u32>(log + at, <u32>row);
  store<u32>(end, <u32>(at + 4));
}

/** The fields of a block take in the flips since its last turn. @param chunk rows whose bytes can be summed, 0: sum in full width */
export function catchUp<F, W>(replica: usize, panel: usize, block: usize, blocks: usize, chunk: usize): void {
  const fields = replica + FIELDS + (block << 7);
  const turn = turnsOf<F>(replica, blocks) + (block << 2);
  let log = turnsOf<F>(replica, blocks) + (blocks << 3);
  let from = log + load<u32>(turn);
  let to = log + load<u32>(replica, ENDS);
  if (sizeof<W>() == 1 && chunk > 0) addByteRows(fields, panel, from, to, chunk, i32x4.splat(0));
  else addRows<F, W>(fields, panel, from, to, i32x4.splat(0));
  log += <usize>load<u32>(replica, CAPACITY) << 2;
  from = log + load<u32>(turn + (blocks << 2));
  to = log + load<u32>(replica, ENDS + 4);
  if (sizeof<W>() == 1 && chunk > 0) addByteRows(fields, panel, from, to, chunk, i32x4.splat(-1));
  else addRows<F, W>(fields, panel, from, to, i32x4.splat(-1));
}

/** What is in the log now is in the fields of the block. */
@inline
export function endTurn<F>(replica: usize, block: usize, blocks: usize): void {
  const turn = turnsOf<F>(replica, blocks) + (block << 2);
  store<u32>(turn, load<u32>(replica, ENDS));
  store<u32>(turn + (blocks << 2), load<u32>(replica, ENDS + 4));
}

/** Brings all blocks up to date and empties the logs. */
export function settleReplica<F, W>(weights: usize, n: usize, blocks: usize, replica: usize, chunk: usize): void {
  for (let block: usize = 0; block < blocks; block++) {
    catchUp<F, W>(replica, panelOf<F, W>(weights, n, block), block, blocks, chunk);
    const turn = turnsOf<F>(replica, blocks) + (block << 2);
    store<u32>(turn, 0);
    store<u32>(turn + (blocks << 2), 0);
  }
  store<u32>(replica, 0, ENDS);
  store<u32>(replica, 0, ENDS + 4);
}

/** Makes room in the logs for all flips of one turn. */
@inline
export function makeRoom<F, W>(weights: usize, n: usize, blocks: usize, replica: usize, chunk: usize): void {
  const used = max(load<u32>(replica, ENDS), load<u32>(replica, ENDS + 4));
  if (used + 256 > load<u32>(replica, CAPACITY) << 2) settleReplica<F, W>(weights, n, blocks, replica, chunk);
}
