/**
 * Metropolis sweeps of single flips over dense integer systems whose fields fit 16 bits: E = -1/2 s'Ws - b's. Rows of bits where couplings
 * have two values (W = bool, blocks of 128 spins), else of bytes (W = i8, blocks of 64). Layout and delayed updates: shared/dense-log.ts;
 * sixteen spins are compared with their bounds at once: shared/dense-bounds.ts.
 *
 * A turn works on a copy of its block's fields, and adds its own flips only to what of the copy is still to be proposed; the kept fields
 * catch up with them at the next turn. Weights within a block are bytes, `width` of them a row, the diagonal zero: the panel itself, or
 * `diagonal` beside rows of bits. The bits of the diagonal are 0, as if w_ii were the low weight, so what is kept is h_i + low s_i.
 */
import { BOUNDS, COPY, decideFour, drawBounds, drawThresholds, THRESHOLDS, WORDS } from "./shared/dense-bounds";
import {
  catchUp, ENDS, ENERGY, endTurn, fieldsOf, logOf, makeRoom, panelOf, rowBytes, settleReplica, spinsOf, spinsOfBlock,
} from "./shared/dense-log";
import { LEVEL } from "./shared/logarithm";

@inline
function sweepAll<W>(
  weights: usize, diagonal: usize, n: usize, blocks: usize, scratch: usize, tables: usize, table: usize,
  count: usize, scale: f32, shift: i32, sum: i32, from: usize, to: usize,
): u32 {
  const width = spinsOfBlock<i16, W>();
  const rows = isBoolean<W>() ? n + 1 : n;
  const hot = shift < 0;
  let flips: u32 = 0;
  for (; from < to; from += width) {
    const block = from / width;
    const stop = min(to, from + width);
    const panel = panelOf<i16, W>(weights, rows, block);
    const within = isBoolean<W>() ? diagonal + block * (128 * 128) : panel + from * 64;
    for (let r: usize = 0; r < count; r++) {
      const replica = <usize>load<u32>(table + (r << 2));
      makeRoom<i16, W>(weights, rows, blocks, replica, sum);
      catchUp<i16, W>(replica, panel, rows, block, blocks, sum);
      endTurn<i16, W>(replica, block, blocks);
      copyFields<W>(scratch + COPY, fieldsOf<i16, W>(replica, block), spinsOf<i16, W>(replica, blocks) + from, sum);
      if (hot) drawThresholds(replica, scratch, stop - from, scale);
      else if (scale >= 0) drawBounds(replica, scratch, tables, stop - from);
      else memory.fill(scratch + BOUNDS, 0xff, 128);
      // Spins beyond n are never open.
      for (let i = n; i < stop; i++) {
        store<i16>(scratch + COPY + ((i - from) << 1), 32767);
        store<i8>(scratch + BOUNDS + (i - from), -128);
      }
      flips += hot
        ? takeTurn<W>(true, scratch, replica, within, blocks, scale, 0, from, stop)
        : takeTurn<W>(false, scratch, replica, within, blocks, scale, shift, from, stop);
    }
  }
  return flips;
}

/** h_i: rows of bits: what is kept - low s_i. */
@inline
function copyFields<W>(copy: usize, fields: usize, spins: usize, sum: i32): void {
  const low = i16x8.splat(<i16>sum);
  for (const end = copy + (spinsOfBlock<i16, W>() << 1); copy < end; copy += 32, fields += 32, spins += 16) {
    let first = v128.load(fields);
    let second = v128.load(fields, 16);
    if (isBoolean<W>()) {
      first = i16x8.sub(first, i16x8.mul(low, v128.load_ext<i8>(spins)));
      second = i16x8.sub(second, i16x8.mul(low, v128.load_ext<i8>(spins, 8)));
    }
    v128.store(copy, first);
    v128.store(copy, second, 16);
  }
}

/** Which of the sixteen spins from i on, whose signs are s and t, are downhill or within their thresholds, or cold: bounds. */
@inline
function openOf(hot: bool, scratch: usize, i: usize, s: v128, t: v128, shift: i32): i32 {
  const twice = scratch + (i << 1);
  let low = i16x8.mul(v128.load(twice, COPY), s);
  let high = i16x8.mul(v128.load(twice, COPY + 16), t);
  if (hot) {
    low = i16x8.le_s(low, v128.load(twice, THRESHOLDS));
    high = i16x8.le_s(high, v128.load(twice, THRESHOLDS + 16));
    return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
  }
  low = i8x16.narrow_i16x8_s(i16x8.shr_s(low, shift), i16x8.shr_s(high, shift));
  return i8x16.bitmask(i8x16.le_s(low, v128.load(scratch + i, BOUNDS)));
}

/** Fields of the spins i .. of the block += change * their weights. */
@inline
function spread<W>(copy: usize, weights: usize, i: usize, change: v128): void {
  for (; i < spinsOfBlock<i16, W>(); i += 16) {
    const at = copy + (i << 1);
    v128.store(at, i16x8.add(v128.load(at), i16x8.mul(change, v128.load_ext<i8>(weights + i))));
    v128.store(at, i16x8.add(v128.load(at, 16), i16x8.mul(change, v128.load_ext<i8>(weights + i, 8))), 16);
  }
}

@inline
function takeTurn<W>(
  hot: bool, scratch: usize, replica: usize, within: usize, blocks: usize, scale: f32, shift: i32, from: usize,
  to: usize,
): u32 {
  const spins = spinsOf<i16, W>(replica, blocks) + from;
  const copy = scratch + COPY;
  const plusStart = logOf<i16, W>(replica, blocks, 0) + load<u32>(replica, ENDS);
  const minusStart = logOf<i16, W>(replica, blocks, 1) + load<u32>(replica, ENDS + 4);
  let plus = plusStart;
  let minus = minusStart;
  let change: i32 = 0;
  for (let i: usize = 0; i < to - from; i += 16) {
    const s = v128.load_ext<i8>(spins + i);
    const t = v128.load_ext<i8>(spins + i, 8);
    let decided = 0;
    let open = openOf(hot, scratch, i, s, t, shift);
    while (open) {
      const place = ctz(open);
      const lane = i + place;
      const spin = <i32>load<i8>(spins + lane);
      const gain = <i32>load<i16>(copy + (lane << 1)) * spin;
      const drawn = scratch + (lane << 2);
      open &= open - 1;
      if (!hot && gain >= 0) {
        const four = 1 << (place >> 2);
        if ((decided & four) == 0) decideFour(replica, scratch, lane & ~3, scale);
        decided |= four;
        if (gain > load<i32>(drawn, THRESHOLDS)) continue;
      }
      if (gain == 0 && load<i32>(drawn, WORDS) >= LEVEL) continue;
      store<i8>(spins + lane, -spin);
      change += gain;
      const row = <u32>((from + lane) * rowBytes<i16, W>());
      if (spin < 0) {
        store<u32>(plus, row);
        plus += 4;
      } else {
        store<u32>(minus, row);
        minus += 4;
      }
      spread<W>(copy, within + lane * spinsOfBlock<i16, W>(), i, i16x8.splat(<i16>(-2 * spin)));
      // The old signs of this spin and those before do not count any more.
      open = openOf(hot, scratch, i, s, t, shift) & (-2 << place);
    }
  }
  store<u32>(replica, load<u32>(replica, ENDS) + <u32>(plus - plusStart), ENDS);
  store<u32>(replica, load<u32>(replica, ENDS + 4) + <u32>(minus - minusStart), ENDS + 4);
  store<f64>(replica, load<f64>(replica, ENERGY) + 2 * <f64>change, ENERGY);
  return <u32>(plus - plusStart + minus - minusStart) >> 2;
}

/**
 * Proposes spins `from` to `to` - 1, `from` a multiple of the block, `to` too or a multiple of 16 beyond the last, in each of the `count` replicas whose
 * addresses are at `table`.
 * @param tables bounds of the leading bytes, `shift` their unit (shared/dense-bounds.ts); negative: hot, no bounds
 * @param scale 1 / (2 beta), units; negative: strict descent without draws
 * @param sum how rows are summed (shared/dense-log.ts)
 * @returns number of flips
 */
export function sweepBits(
  weights: usize, diagonal: usize, n: usize, blocks: usize, scratch: usize, tables: usize, table: usize,
  count: usize, scale: f32, shift: i32, sum: i32, from: usize, to: usize,
): u32 {
  return sweepAll<bool>(weights, diagonal, n, blocks, scratch, tables, table, count, scale, shift, sum, from, to);
}

export function sweepBytes(
  weights: usize, diagonal: usize, n: usize, blocks: usize, scratch: usize, tables: usize, table: usize,
  count: usize, scale: f32, shift: i32, sum: i32, from: usize, to: usize,
): u32 {
  return sweepAll<i8>(weights, diagonal, n, blocks, scratch, tables, table, count, scale, shift, sum, from, to);
}

export function settleBits(weights: usize, n: usize, blocks: usize, replica: usize, sum: i32): void {
  settleReplica<i16, bool>(weights, n + 1, blocks, replica, sum);
}

export function settleBytes(weights: usize, n: usize, blocks: usize, replica: usize, sum: i32): void {
  settleReplica<i16, i8>(weights, n, blocks, replica, sum);
}
