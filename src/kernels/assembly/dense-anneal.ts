/**
 * Metropolis sweeps of single flips over dense integer systems whose fields fit 16 bits and whose weights fit 8: E = -1/2 s'Ws - b's.
 * Eight spins are compared with their thresholds at once. Layout and delayed updates: shared/dense-log.ts, blocks of 64 spins. Spins
 * beyond n have the field 32767 and never flip.
 */
import { catchUp, ENERGY, endTurn, FIELDS, LOGARITHMS, makeRoom, note, panelOf, settleReplica, spinsOf, WORDS } from "./shared/dense-log";
import { drawLogarithms, flipInBlock } from "./shared/dense-rows";
import { LEVEL } from "./shared/logarithm";

/** Above the field of every spin that exists. */
const HIGHEST: f32 = 32766;
/** 1.5 * 2^23: the sum of a small number and this has the number, rounded to an integer, in its low bits. */
const TO_INTEGER: f32 = 12582912;
const TO_INTEGER_BITS: i32 = 0x4b400000;
/** Eight signs, all 1 but that of lane l, at address SIGNS - 2 l. */
const SIGNS: usize = memory.data<i16>([1, 1, 1, 1, 1, 1, 1, -1, 1, 1, 1, 1, 1, 1, 1], 16) + 14;

/**
 * Proposes spins `from` to `to` - 1, multiples of 8, in each of the `count` replicas whose addresses are at `table`.
 * @param scale 1 / (2 beta), units; negative: strict descent without draws
 * @param chunk rows whose bytes can be summed, 0: none
 * @returns number of flips
 */
export function sweep(
  weights: usize, n: usize, blocks: usize, table: usize, count: usize, scale: f32, chunk: usize, from: usize, to: usize,
): u32 {
  let flips: u32 = 0;
  while (from < to) {
    const stop = min(to, (from | 63) + 1);
    const panel = panelOf<i16, i8>(weights, n, from >> 6);
    for (let r: usize = 0; r < count; r++) {
      const replica = <usize>load<u32>(table + (r << 2));
      makeRoom<i16, i8>(weights, n, blocks, replica, chunk);
      catchUp<i16, i8>(replica, panel, from >> 6, blocks, chunk);
      flips += takeTurn(replica, panel, blocks, scale, from, stop);
      endTurn<i16>(replica, from >> 6, blocks);
    }
    from = stop;
  }
  return flips;
}

function takeTurn(replica: usize, panel: usize, blocks: usize, scale: f32, from: usize, to: usize): u32 {
  const block = replica + FIELDS + ((from >> 6) << 7);
  if (scale >= 0) drawLogarithms(replica, replica + WORDS, replica + LOGARITHMS, (to - from) >> 2);
  let drawn = replica;
  let change: i32 = 0;
  let flips: u32 = 0;
  for (let i = from; i < to; i += 8, drawn += 32) {
    const threshold = scale < 0 ? i16x8.splat(-1) : thresholds(drawn, scale);
    const fields = replica + FIELDS + (i << 1);
    const spins = spinsOf<i16>(replica, blocks) + i;
    let signs = v128.load_ext<i8>(spins);
    let open = i16x8.bitmask(i16x8.le_s(i16x8.mul(v128.load(fields), signs), threshold));
    while (open) {
      const lane = ctz(open);
      const spin = <i32>load<i8>(spins + lane);
      const gain = <i32>load<i16>(fields + (lane << 1)) * spin;
      if (gain != 0 || scale < 0 || load<i32>(drawn + (lane << 2), WORDS) < LEVEL) {
        store<i8>(spins + lane, -spin);
        signs = i16x8.mul(signs, v128.load(SIGNS - (lane << 1)));
        change += gain;
        flips++;
        const row = (i + lane) << 6;
        note<i16>(replica, blocks, -spin, row);
        flipInBlock<i16, i8>(block, panel + row, i16x8.splat(<i16>(-spin >> 1)));
      }
      open = i16x8.bitmask(i16x8.le_s(i16x8.mul(v128.load(fields), signs), threshold)) & (-2 << lane);
    }
  }
  store<f64>(replica, load<f64>(replica, ENERGY) + 2 * <f64>change, ENERGY);
  return flips;
}

/** floor(-ln(u) / (2 beta)) of eight draws, at most HIGHEST. */
@inline
function thresholds(drawn: usize, scale: f32): v128 {
  return i16x8.narrow_i32x4_s(floorOf(v128.load(drawn, LOGARITHMS), scale), floorOf(v128.load(drawn, LOGARITHMS + 16), scale));
}

@inline
function floorOf(logarithms: v128, scale: f32): v128 {
  const threshold = f32x4.pmin(f32x4.splat(HIGHEST), f32x4.mul(logarithms, f32x4.splat(scale)));
  const shifted = f32x4.add(f32x4.sub(threshold, f32x4.splat(0.49999)), f32x4.splat(TO_INTEGER));
  return i32x4.sub(shifted, i32x4.splat(TO_INTEGER_BITS));
}

export function settle(weights: usize, n: usize, blocks: usize, replica: usize, chunk: usize): void {
  settleReplica<i16, i8>(weights, n, blocks, replica, chunk);
}
