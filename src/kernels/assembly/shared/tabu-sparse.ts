/**
 * Tabu moves on compressed rows: the neighbours' gains are updated one by one, the blocks that hold them (and the few whose bars changed)
 * are marked, and only those are scanned anew; a pass over the minima of all blocks gives the least. O(degree + n / 64) a flip.
 * Where a row touches most blocks anyway, all are scanned without marks.
 * Entries E are u32, column in the low half and doubled weight in the high half (n <= 65536, |2w| <= 32767), or u64 alike.
 */
import { TabuState, address, everywhere, largest, least, leastLane, scan, scanBlock } from "./tabu-state";

@inline
function columnOf<E>(entry: E): i32 {
  return sizeof<E>() == 4 ? <i32>(<u32>entry & 0xffff) : <i32>(<u32>entry);
}

@inline
function weightOf<E>(entry: E): i32 {
  return sizeof<E>() == 4 ? (<i32>entry) >> 16 : <i32>((<i64>entry) >> 32);
}

/** g_j -= 2 w_ij s_i s_j with s the spins before the flip of i. */
@inline
function updateOne<D, E>(entry: E, signs: usize, gains: usize): i32 {
  const j = columnOf<E>(entry);
  const at = address<D>(gains, j);
  // `signs` holds +-2 and the entry the doubled weight. The sign is halved first: four times a weight may not fit 32 bits.
  const change = weightOf<E>(entry) * (<i32>load<i16>(address<i16>(signs, j)) >> 1);
  store<D>(at, <D>(<i32>load<D>(at) - change));
  return j;
}

/** Marks the block of variable j for a new scan. */
@inline
export function markBlock(t: TabuState, j: i32, count: i32): i32 {
  const block = j >> 6;
  const at = t.mark + ((<usize>block) << 2);
  store<i32>(t.changed + ((<usize>count) << 2), block);
  const fresh = load<i32>(at) != t.stamp;
  store<i32>(at, t.stamp);
  return count + <i32>fresh;
}

/** The pass for the flip of i, after `flipSelf`; `count` blocks are marked already. Sets gains, minima and the least of all. */
export function updateSparse<D, E>(t: TabuState, i: i32, count: i32): void {
  const wasUp = load<i16>(address<i16>(t.minus, i)) > 0;
  const signs = wasUp ? t.plus : t.minus;
  const gains = t.gains;
  let at = address<E>(t.rows, load<i32>(address<i32>(t.rowStart, i)));
  const end = address<E>(t.rows, load<i32>(address<i32>(t.rowStart, i + 1)));
  if (<i32>((end - at) / sizeof<E>()) * 2 >= t.blocks) {
    for (; at < end; at += sizeof<E>()) updateOne<D, E>(load<E>(at), signs, gains);
    scan<D>(t);
    return;
  }
  let marked = markBlock(t, i, count);
  for (; at < end; at += sizeof<E>()) marked = markBlock(t, updateOne<D, E>(load<E>(at), signs, gains), marked);
  rescan<D>(t, marked);
}

/** Scans the marked blocks, then the minima of all. */
export function rescan<D>(t: TabuState, marked: i32): void {
  const minima = t.minima;
  for (let k = 0; k < marked; k++) {
    const block = load<i32>(t.changed + ((<usize>k) << 2));
    const first = block << 6;
    v128.store(minima + ((<usize>block) << 4), scanBlock<D>(address<D>(t.gains, first), address<D>(t.bars, first)));
  }
  let low = everywhere<D>(largest<D>());
  const end = minima + ((<usize>t.blocks) << 4);
  for (let at = minima; at < end; at += 16) low = least<D>(low, v128.load(at));
  t.least = leastLane<D>(low);
}
