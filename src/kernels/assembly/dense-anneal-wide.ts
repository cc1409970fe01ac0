/**
 * Metropolis sweeps of single flips over dense systems with 32-bit fields: whole ones with weights of 16 or 32 bits, real ones in single
 * precision. Four spins are compared with their thresholds at once. Layout and delayed updates: shared/dense-log.ts, blocks of 32
 * spins. Spins beyond n have a field above every threshold and never flip.
 */
import { drawLogarithms, LOGARITHMS } from "./shared/dense-draws";
import {
  catchUp, ENERGY, endTurn, fieldsOf, makeRoom, note, panelOf, settleReplica, spinsOf,
} from "./shared/dense-log";
import { flipInBlock } from "./shared/dense-rows";
import { LEVEL } from "./shared/logarithm";

/** Four signs, all 1 but that of lane l, at address SIGNS - 4 l. */
const SIGNS: usize = memory.data<i32>([1, 1, 1, -1, 1, 1, 1], 16) + 12;

/** s h in single precision: the sign is exact, and beyond 24 bits the last ones do not matter. */
@inline
function halfGains<F>(fields: usize, signs: v128): v128 {
  if (isFloat<F>()) return f32x4.mul(v128.load(fields), f32x4.convert_i32x4_s(signs));
  return f32x4.convert_i32x4_s(i32x4.mul(v128.load(fields), signs));
}

@inline
function takeTurn<F, W>(
  scratch: usize, replica: usize, panel: usize, blocks: usize, scale: f32, highest: f32, from: usize, to: usize,
): u32 {
  const block = fieldsOf<F, W>(replica, from >> 5);
  if (scale >= 0) drawLogarithms(replica, scratch, scratch + LOGARITHMS, (to - from) >> 2);
  let drawn = scratch;
  let change: f64 = 0;
  let flips: u32 = 0;
  for (let i = from; i < to; i += 4, drawn += 16) {
    const threshold = scale < 0
      ? f32x4.splat(highest)
      : f32x4.pmin(f32x4.splat(highest), f32x4.mul(v128.load(drawn, LOGARITHMS), f32x4.splat(scale)));
    const fields = fieldsOf<F, W>(replica, 0) + (i << 2);
    const spins = spinsOf<F, W>(replica, blocks) + i;
    let signs = i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(spins)));
    let open = i32x4.bitmask(f32x4.le(halfGains<F>(fields, signs), threshold));
    while (open) {
      const lane = ctz(open);
      const spin = <i32>load<i8>(spins + lane);
      const gain = <f64>load<F>(fields + (lane << 2)) * <f64>spin;
      if (gain != 0 || scale < 0 || load<i32>(drawn + (lane << 2)) < LEVEL) {
        store<i8>(spins + lane, -spin);
        signs = i32x4.mul(signs, v128.load(SIGNS - (lane << 2)));
        change += gain;
        flips++;
        const row = (i + lane) * (32 * sizeof<W>());
        note<F, W>(replica, blocks, -spin, row);
        flipInBlock<F, W>(block, panel + row, i32x4.splat(-spin >> 1));
      }
      open = i32x4.bitmask(f32x4.le(halfGains<F>(fields, signs), threshold)) & (-2 << lane);
    }
  }
  store<f64>(replica, load<f64>(replica, ENERGY) + 2 * change, ENERGY);
  return flips;
}

@inline
function sweepAll<F, W>(
  weights: usize, n: usize, blocks: usize, scratch: usize, table: usize, count: usize, scale: f32, highest: f32,
  from: usize, to: usize,
): u32 {
  let flips: u32 = 0;
  while (from < to) {
    const stop = min(to, (from | 31) + 1);
    const panel = panelOf<F, W>(weights, n, from >> 5);
    for (let r: usize = 0; r < count; r++) {
      const replica = <usize>load<u32>(table + (r << 2));
      makeRoom<F, W>(weights, n, blocks, replica, 0);
      catchUp<F, W>(replica, panel, n, from >> 5, blocks, 0);
      flips += takeTurn<F, W>(scratch, replica, panel, blocks, scale, highest, from, stop);
      endTurn<F, W>(replica, from >> 5, blocks);
    }
    from = stop;
  }
  return flips;
}

/**
 * Proposes spins `from` to `to` - 1, multiples of 4, in each of the `count` replicas whose addresses are at `table`.
 * @param scale 1 / (2 beta) in the units of weights; negative: descent without draws
 * @param highest no gain 2 s h above twice this is made; in a descent the bound below zero
 * @returns number of flips
 */
export function sweepShort(
  weights: usize, n: usize, blocks: usize, scratch: usize, table: usize, count: usize, scale: f32, highest: f32,
  from: usize, to: usize,
): u32 {
  return sweepAll<i32, i16>(weights, n, blocks, scratch, table, count, scale, highest, from, to);
}

export function sweepWhole(
  weights: usize, n: usize, blocks: usize, scratch: usize, table: usize, count: usize, scale: f32, highest: f32,
  from: usize, to: usize,
): u32 {
  return sweepAll<i32, i32>(weights, n, blocks, scratch, table, count, scale, highest, from, to);
}

export function sweepReal(
  weights: usize, n: usize, blocks: usize, scratch: usize, table: usize, count: usize, scale: f32, highest: f32,
  from: usize, to: usize,
): u32 {
  return sweepAll<f32, f32>(weights, n, blocks, scratch, table, count, scale, highest, from, to);
}

export function settleShort(weights: usize, n: usize, blocks: usize, replica: usize): void {
  settleReplica<i32, i16>(weights, n, blocks, replica, 0);
}

export function settleWhole(weights: usize, n: usize, blocks: usize, replica: usize): void {
  settleReplica<i32, i32>(weights, n, blocks, replica, 0);
}

export function settleReal(weights: usize, n: usize, blocks: usize, replica: usize): void {
  settleReplica<f32, f32>(weights, n, blocks, replica, 0);
}
