/**
 * What the dense and the sparse tabu kernels share: the session's record in memory, the generator, the choice of the move, the tabu
 * lists. The law that they obey is stated in src/kernels/tabu/types.ts. Gains are of type D, i16 or i32; a block is 64 of them.
 * Variables beyond n pad the last block: their `bar` says that they may not flip.
 */

export const BLOCK: i32 = 64;
/** Flips between two looks at the range of 16-bit gains. */
const WATCH: i32 = 16;

/** Laid out by src/kernels/tabu/wasm.ts: the order of the fields is the interface. Addresses unless said otherwise. */
@unmanaged
export class TabuState {
  energy: f64;
  bestEnergy: f64;
  /** n rounded up to whole blocks, and their number. */
  size: i32;
  blocks: i32;
  /** dense: row-major size x size, type W. sparse: entries of all rows. */
  rows: usize;
  /** sparse: size + 1 offsets in entries. */
  rowStart: usize;
  /** D each. */
  gains: usize;
  /** D each: the smallest D where the variable may flip, the largest where it may not. max(gain, bar) is what counts. */
  bars: usize;
  /** i16 each: 2 s_i and -2 s_i, 0 in the padding. */
  plus: usize;
  minus: usize;
  /** i16 each: `plus` of the best state. */
  best: usize;
  /** One vector a block: least max(gain, bar) lane by lane. */
  minima: usize;
  /** i32 each: ring of lists of variables by the iteration that frees them, and their links; before the first comes ~slot. */
  heads: usize;
  next: usize;
  previous: usize;
  /** i32 each: the tabu variables in no order, and where each stands. */
  list: usize;
  place: usize;
  /** sparse, i32 each: blocks that changed, and the update that last marked each. */
  changed: usize;
  mark: usize;
  /** Four i32 words. */
  words: usize;
  /** Ring slots - 1, a power of two less one. */
  ringMask: u32;
  time: u32;
  /** sparse: number of the current update, for the marks. */
  stamp: i32;
  count: i32;
  tenure: u32;
  spread: u32;
  quiet: i32;
  patience: i32;
  /** How gains and weights are stored: @see tabu.ts. */
  form: i32;
  /** No gain is larger. */
  reach: i32;
  /** Gains beyond this may overflow before the next look; 0: no need to look. */
  limit: i32;
  /** Set when a look found such a gain. */
  beyond: i32;
  walking: i32;
  /** The best state is the current one and not yet copied. */
  pending: i32;
  /** Least max(gain, bar) of all. */
  least: i32;
}

@inline
export function largest<D>(): i32 {
  return sizeof<D>() == 2 ? 32767 : i32.MAX_VALUE;
}

@inline
export function address<D>(base: usize, i: i32): usize {
  return base + (<usize>i) * sizeof<D>();
}

/** xoshiro128** (Blackman & Vigna 2018). */
@inline
export function nextWord(at: usize): u32 {
  let s0 = load<u32>(at);
  let s1 = load<u32>(at, 4);
  let s2 = load<u32>(at, 8);
  let s3 = load<u32>(at, 12);
  const word = rotl<u32>(s1 * 5, 7) * 9;
  const shifted = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= shifted;
  s3 = rotl<u32>(s3, 11);
  store<u32>(at, s0);
  store<u32>(at, s1, 4);
  store<u32>(at, s2, 8);
  store<u32>(at, s3, 12);
  return word;
}

@inline
export function least<D>(a: v128, b: v128): v128 {
  return sizeof<D>() == 2 ? i16x8.min_s(a, b) : i32x4.min_s(a, b);
}

@inline
export function most<D>(a: v128, b: v128): v128 {
  return sizeof<D>() == 2 ? i16x8.max_s(a, b) : i32x4.max_s(a, b);
}

@inline
export function everywhere<D>(value: i32): v128 {
  return sizeof<D>() == 2 ? i16x8.splat(<i16>value) : i32x4.splat(value);
}

@inline
export function equal<D>(a: v128, b: v128): v128 {
  return sizeof<D>() == 2 ? i16x8.eq(a, b) : i32x4.eq(a, b);
}

/** Smallest lane. */
@inline
export function leastLane<D>(a: v128): i32 {
  let x = least<D>(a, i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  x = least<D>(x, i8x16.shuffle(x, x, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  if (sizeof<D>() == 2) {
    x = least<D>(x, i8x16.shuffle(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
    return <i32>i16x8.extract_lane_s(x, 0);
  }
  return i32x4.extract_lane(x, 0);
}

/** Least of max(gain, bar) in each lane of one block. */
@inline
export function scanBlock<D>(gains: usize, bars: usize): v128 {
  let low = most<D>(v128.load(gains), v128.load(bars));
  for (let at: usize = 16; at < (<usize>BLOCK) * sizeof<D>(); at += 16) {
    low = least<D>(low, most<D>(v128.load(gains + at), v128.load(bars + at)));
  }
  return low;
}

/** All blocks: sets the minima and the least of all. O(n). */
export function scan<D>(t: TabuState): void {
  const bytes = (<usize>BLOCK) * sizeof<D>();
  let gains = t.gains;
  let bars = t.bars;
  let minima = t.minima;
  const end = gains + bytes * t.blocks;
  let low = everywhere<D>(largest<D>());
  while (gains < end) {
    const one = scanBlock<D>(gains, bars);
    v128.store(minima, one);
    low = least<D>(low, one);
    gains += bytes;
    bars += bytes;
    minima += 16;
  }
  t.least = leastLane<D>(low);
}

/** Whether 16-bit gains come near the end of their range; looked at before every WATCH-th flip. O(n). */
@inline
export function leavesRange<D>(t: TabuState, flips: i32): bool {
  if (sizeof<D>() != 2 || t.limit == 0 || flips % WATCH != 0) return false;
  return exceeds(t.gains, t.size, t.limit);
}

/** Whether the magnitude of some 16-bit gain is above the limit. */
export function exceeds(gains: usize, size: i32, limit: i32): bool {
  let high = i16x8.splat(0);
  const end = gains + 2 * <usize>size;
  for (let at = gains; at < end; at += 16) high = i16x8.max_u(high, i16x8.abs(v128.load(at)));
  return v128.any_true(i16x8.gt_u(high, i16x8.splat(<i16>limit)));
}

/** The free variable that the law chooses for this word, -1 when none is free. */
@inline
function chooseFree<D>(t: TabuState, word: u32): i32 {
  if (t.least == largest<D>()) return -1;
  const wanted = everywhere<D>(t.least);
  const minima = t.minima;
  const blocks = t.blocks;
  let block = <i32>(((word >>> 16) * <u32>blocks) >>> 16);
  while (!v128.any_true(equal<D>(v128.load(minima + ((<usize>block) << 4)), wanted))) {
    block++;
    if (block == blocks) block = 0;
  }
  const gains = address<D>(t.gains, block << 6);
  const bars = address<D>(t.bars, block << 6);
  let mask: u64 = 0;
  for (let k = 0; k < 4 * <i32>sizeof<D>(); k++) {
    const at = (<usize>k) << 4;
    const same = equal<D>(most<D>(v128.load(gains + at), v128.load(bars + at)), wanted);
    if (sizeof<D>() == 2) mask |= (<u64>i16x8.bitmask(same)) << (8 * k);
    else mask |= (<u64>i32x4.bitmask(same)) << (4 * k);
  }
  const lane = word & 63;
  return (block << 6) + <i32>((ctz<u64>(rotr<u64>(mask, lane)) + lane) & 63);
}

/** The variable to flip: a tabu one that leads below the best state, if its gain is below that of the best free one. */
@inline
export function choose<D>(t: TabuState, word: u32): i32 {
  let chosen = chooseFree<D>(t, word);
  // Energies differ by even numbers of units, so the half is whole.
  const drop = (t.bestEnergy - t.energy) * 0.5;
  const count = t.count;
  if (count == 0 || drop <= -<f64>t.reach) return chosen;
  // Above every gain a larger drop makes no difference, and it may not fit 32 bits.
  let bound = min<i32>(t.least, <i32>min<f64>(drop, <f64>t.reach + 1.0));
  let aspired = -1;
  const list = t.list;
  const gains = t.gains;
  for (let k = 0; k < count; k++) {
    const j = load<i32>(list + ((<usize>k) << 2));
    const gain = <i32>load<D>(address<D>(gains, j));
    if (gain < bound || (gain == bound && aspired >= 0 && j < aspired)) {
      bound = gain;
      aspired = j;
    }
  }
  return aspired >= 0 ? aspired : chosen;
}

/** Takes i out of the tabu lists. It must be in them. */
@inline
function forget(t: TabuState, i: i32): void {
  const at = (<usize>i) << 2;
  const next = load<i32>(t.next + at);
  const previous = load<i32>(t.previous + at);
  if (previous < 0) store<i32>(t.heads + ((<usize>~previous) << 2), next);
  else store<i32>(t.next + ((<usize>previous) << 2), next);
  if (next >= 0) store<i32>(t.previous + ((<usize>next) << 2), previous);
  t.count--;
  const last = load<i32>(t.list + ((<usize>t.count) << 2));
  const place = load<i32>(t.place + at);
  store<i32>(t.list + ((<usize>place) << 2), last);
  store<i32>(t.place + ((<usize>last) << 2), place);
}

/** Makes i tabu up to the iteration before `free`. */
@inline
function remember(t: TabuState, i: i32, free: u32): void {
  const slot = <i32>(free & t.ringMask);
  const head = t.heads + ((<usize>slot) << 2);
  const at = (<usize>i) << 2;
  const next = load<i32>(head);
  store<i32>(t.next + at, next);
  store<i32>(t.previous + at, ~slot);
  if (next >= 0) store<i32>(t.previous + ((<usize>next) << 2), i);
  store<i32>(head, i);
  store<i32>(t.place + at, t.count);
  store<i32>(t.list + ((<usize>t.count) << 2), i);
  t.count++;
}

/** Bars the flipped variable: in a walk until `begin`, else for its tenure. */
@inline
export function bar<D>(t: TabuState, i: i32, word: u32): void {
  const at = address<D>(t.bars, i);
  const tabu = <i32>load<D>(at) == largest<D>();
  store<D>(at, <D>largest<D>());
  if (t.walking) return;
  if (tabu) forget(t, i);
  remember(t, i, t.time + 1 + t.tenure + ((((word >>> 6) & 1023) * t.spread) >>> 10));
}

/** The first variable that the next iteration frees, or -1; it leaves the lists. */
@inline
export function releaseOne<D>(t: TabuState): i32 {
  const i = load<i32>(t.heads + ((<usize>((t.time + 1) & t.ringMask)) << 2));
  if (i < 0) return -1;
  forget(t, i);
  store<D>(address<D>(t.bars, i), <D>~largest<D>());
  return i;
}

/** Flips i's own gain and spin, and books the energy. The neighbours are still to be told. Returns the gain it had. */
@inline
export function flipSelf<D>(t: TabuState, i: i32): i32 {
  const at = address<D>(t.gains, i);
  const gain = <i32>load<D>(at);
  if (gain >= 0 && t.pending) keepBest(t);
  store<D>(at, <D>-gain);
  const plus = load<i16>(address<i16>(t.plus, i));
  store<i16>(address<i16>(t.plus, i), -plus);
  store<i16>(address<i16>(t.minus, i), plus);
  t.energy += 2.0 * <f64>gain;
  return gain;
}

/** Copies the current state to the best one, when that is due. */
export function keepBest(t: TabuState): void {
  if (t.pending) memory.copy(t.best, t.plus, 2 * <usize>t.size);
  t.pending = 0;
}

/** Ends an iteration: the clock, and whether the state is the best since `begin`. */
@inline
export function settle(t: TabuState): void {
  t.time++;
  t.quiet++;
  if (t.energy < t.bestEnergy) {
    t.bestEnergy = t.energy;
    t.pending = 1;
    t.quiet = 0;
  }
}

/** Empties the tabu lists and lets every variable flip. Bars of the padding stay. */
function releaseAll<D>(t: TabuState, n: i32): void {
  for (let k = 0; k < t.count; k++) {
    const i = load<i32>(t.list + ((<usize>k) << 2));
    const previous = load<i32>(t.previous + ((<usize>i) << 2));
    if (previous < 0) store<i32>(t.heads + ((<usize>~previous) << 2), -1);
  }
  t.count = 0;
  for (let i = 0; i < n; i++) store<D>(address<D>(t.bars, i), <D>~largest<D>());
}

/** Nothing is tabu and the best state is the current one. */
export function beginSearch<D>(t: TabuState, n: i32): void {
  releaseAll<D>(t, n);
  t.walking = 0;
  t.bestEnergy = t.energy;
  t.pending = 1;
  t.quiet = 0;
}

/** Bars what may not flip; `allowed` is a byte for each variable. */
export function restrictTo<D>(t: TabuState, allowed: usize, n: i32): void {
  releaseAll<D>(t, n);
  for (let i = 0; i < n; i++) {
    if (load<u8>(allowed + <usize>i) == 0) store<D>(address<D>(t.bars, i), <D>largest<D>());
  }
  t.walking = 1;
}
