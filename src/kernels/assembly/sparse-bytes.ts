/**
 * Metropolis sweeps of 16 replicas in the bytes of a vector, for whole weights whose local fields fit a byte (reach <= 127).
 * Spin i is 16 masks (0: +1, -1: -1), field i 16 bytes; x = s h is half the gain in units, and the acceptance probability
 * is a look-up by x (i8x16.swizzle: a table row holds 16 of them; beyond the rows it is 0). One random byte a lane decides but for ties
 * with the leading byte of the probability, which 16 more bits break: probabilities are exact to 2^-24.
 * Random numbers: four sfc32 generators (Doty-Humphrey) side by side, 16 bytes a draw. O(1) a variable, O(neighbours) a flip.
 *
 * Few variables may have larger fields: hubs, which come last. Their spins are masks like the others, their fields 16 words (i32), and
 * they decide by logarithm as in sparse-words.ts.
 *
 * A row of couplings is a list of groups of equal weight w: [w, count, count addresses 16 j]; count is even, filled up with 16 n.
 * Hubs among the neighbours form groups of their own, behind: [w, -count, count addresses 64 k of their fields].
 */
import { laterBelow, look } from "./shared/acceptance";
import { nextA, nextB, nextC, nextCounter, saveGenerator, wordOf } from "./shared/generator";
import { half, LEVEL, minusLog } from "./shared/logarithm";

export { exchange } from "./shared/exchange";

/** Acceptance in descent (none but downhill), in one table row, in several. */
const DESCENT: i32 = 0;
const ONE_ROW: i32 = 1;
const ROWS: i32 = 2;

/** Adds the change of s where flipped to the fields of the neighbours listed from `group` to `end`. */
@inline
function spread(group: usize, end: usize, fields: usize, hubs: usize, s: v128, flip: v128): void {
  while (group < end) {
    const count = load<i32>(group, 4);
    if (count < 0) {
      spreadToHubs(group, end, hubs, s, flip);
      break;
    }
    const change = v128.and(i8x16.sub(v128.xor(i8x16.splat(<i8>(-2 * load<i32>(group))), s), s), flip);
    group += 8;
    for (const four = group + (<usize>(count & ~3) << 2); group < four; group += 16) {
      add(fields, group, 0, change);
      add(fields, group, 4, change);
      add(fields, group, 8, change);
      add(fields, group, 12, change);
    }
    if (count & 2) {
      add(fields, group, 0, change);
      add(fields, group, 4, change);
      group += 8;
    }
  }
}

@inline
function add(fields: usize, entry: usize, offset: usize, change: v128): void {
  const field = fields + <usize>load<u32>(entry + offset);
  v128.store(field, i8x16.add(v128.load(field), change));
}

function spreadToHubs(group: usize, end: usize, hubs: usize, s: v128, flip: v128): void {
  const change = v128.and(i8x16.sub(v128.xor(i8x16.splat(-2), s), s), flip);
  const low = i16x8.extend_low_i8x16_s(change);
  const high = i16x8.extend_high_i8x16_s(change);
  while (group < end) {
    const w = i32x4.splat(load<i32>(group));
    const change0 = i32x4.mul(w, i32x4.extend_low_i16x8_s(low));
    const change1 = i32x4.mul(w, i32x4.extend_high_i16x8_s(low));
    const change2 = i32x4.mul(w, i32x4.extend_low_i16x8_s(high));
    const change3 = i32x4.mul(w, i32x4.extend_high_i16x8_s(high));
    const groupEnd = group + 8 + (<usize>(-load<i32>(group, 4)) << 2);
    for (group += 8; group < groupEnd; group += 4) {
      const field = hubs + <usize>load<u32>(group);
      v128.store(field, i32x4.add(v128.load(field), change0));
      v128.store(field, i32x4.add(v128.load(field, 16), change1), 16);
      v128.store(field, i32x4.add(v128.load(field, 32), change2), 32);
      v128.store(field, i32x4.add(v128.load(field, 48), change3), 48);
    }
  }
}

/** The body of a sweep over variables `from` to `to` - 1. Tables: leading, middle and last bytes, `rows` rows each. Returns flips. */
@inline
function scan(
  how: i32, spins: usize, fields: usize, hubs: usize, starts: usize, couplings: usize,
  table: usize, rows: i32, generator: usize, from: i32, to: i32,
): i32 {
  const zero = i8x16.splat(0);
  const leading = v128.load(table);
  let a = v128.load(generator);
  let b = v128.load(generator, 16);
  let c = v128.load(generator, 32);
  let counter = v128.load(generator, 48);
  let flips = 0;
  const end = spins + (<usize>to << 4);
  const toFields = fields - spins;
  let place = starts + (<usize>from << 2);
  for (let at = spins + (<usize>from << 4); at < end; at += 16, place += 4) {
    const s = v128.load(at);
    const x = i8x16.sub(v128.xor(v128.load(at + toFields), s), s);
    const downhill = i8x16.lt_s(x, zero);
    let flip = downhill;
    if (how == DESCENT) {
      if (!v128.any_true(downhill)) continue;
    } else {
      const word = wordOf(a, b, counter);
      counter = nextCounter(counter);
      a = nextA(b);
      b = nextB(c);
      c = nextC(c, word);
      const chance = how == ONE_ROW ? i8x16.swizzle(leading, x) : look(table, x, rows);
      // u <= p, in unsigned bytes.
      flip = v128.or(i8x16.eq(i8x16.sub_sat_u(word, chance), zero), downhill);
      if (!v128.any_true(flip)) continue;
      const tie = v128.andnot(i8x16.eq(word, chance), downhill);
      if (v128.any_true(tie)) {
        const middle = wordOf(a, b, counter);
        counter = nextCounter(counter);
        a = nextA(b);
        b = nextB(c);
        c = nextC(c, middle);
        const last = wordOf(a, b, counter);
        counter = nextCounter(counter);
        a = nextA(b);
        b = nextB(c);
        c = nextC(c, last);
        const below = laterBelow(middle, last, table, x, rows);
        flip = v128.andnot(flip, v128.andnot(tie, below));
        if (!v128.any_true(flip)) continue;
      }
    }
    v128.store(at, v128.xor(s, flip));
    flips += popcnt(i8x16.bitmask(flip));
    spread(couplings + <usize>load<u32>(place), couplings + <usize>load<u32>(place, 4), fields, hubs, s, flip);
  }
  saveGenerator(generator, a, b, c, counter);
  return flips;
}

/** Strict descent: no draws. */
export function descend(
  spins: usize, fields: usize, hubs: usize, starts: usize, couplings: usize,
  table: usize, rows: i32, generator: usize, from: i32, to: i32,
): i32 {
  return scan(DESCENT, spins, fields, hubs, starts, couplings, table, rows, generator, from, to);
}

/** Probabilities in one row: 0 for x >= 16. */
export function sweepCold(
  spins: usize, fields: usize, hubs: usize, starts: usize, couplings: usize,
  table: usize, rows: i32, generator: usize, from: i32, to: i32,
): i32 {
  return scan(ONE_ROW, spins, fields, hubs, starts, couplings, table, 1, generator, from, to);
}

/** Probabilities in up to 8 rows. */
export function sweepHot(
  spins: usize, fields: usize, hubs: usize, starts: usize, couplings: usize,
  table: usize, rows: i32, generator: usize, from: i32, to: i32,
): i32 {
  return scan(ROWS, spins, fields, hubs, starts, couplings, table, rows, generator, from, to);
}

/**
 * Proposes hubs `from` to `to` - 1, which are the variables `first` + `from` ...: x < scale * (-ln u), level ones 15/16; no draw
 * when all x reach `hopeless`. Descent when `scale` is 0. `flips` is scratch of 64 bytes.
 */
export function sweepHubs(
  spins: usize, fields: usize, hubs: usize, starts: usize, couplings: usize,
  flips: usize, generator: usize, scale: f32, hopeless: i32, first: i32, from: i32, to: i32,
): i32 {
  let a = v128.load(generator);
  let b = v128.load(generator, 16);
  let c = v128.load(generator, 32);
  let counter = v128.load(generator, 48);
  let count = 0;
  for (let hub = <usize>from; hub < <usize>to; hub++) {
    const at = spins + ((<usize>first + hub) << 4);
    const h = hubs + (hub << 6);
    let near = i32x4.splat(0);
    for (let part: usize = 0; part < 16; part += 4) {
      const s = masks(at + part);
      const x = i32x4.sub(v128.xor(v128.load(h + (part << 2)), s), s);
      near = v128.or(near, i32x4.lt_s(x, i32x4.splat(hopeless)));
    }
    if (!v128.any_true(near)) continue;
    for (let part: usize = 0; part < 16; part += 4) {
      const s = masks(at + part);
      const x = i32x4.sub(v128.xor(v128.load(h + (part << 2)), s), s);
      let flip = i32x4.lt_s(x, i32x4.splat(0));
      if (scale != 0) {
        const word = wordOf(a, b, counter);
        counter = nextCounter(counter);
        a = nextA(b);
        b = nextB(c);
        c = nextC(c, word);
        const u = half(word);
        const accepted = f32x4.lt(f32x4.convert_i32x4_s(x), f32x4.mul(minusLog(u), f32x4.splat(scale)));
        const level = i32x4.eq(x, i32x4.splat(0));
        flip = v128.bitselect(i32x4.lt_s(u, i32x4.splat(LEVEL)), v128.or(flip, accepted), level);
      }
      v128.store(flips + (part << 2), flip);
    }
    const low = i16x8.narrow_i32x4_s(v128.load(flips), v128.load(flips, 16));
    const high = i16x8.narrow_i32x4_s(v128.load(flips, 32), v128.load(flips, 48));
    const flip = i8x16.narrow_i16x8_s(low, high);
    if (!v128.any_true(flip)) continue;
    const s = v128.load(at);
    v128.store(at, v128.xor(s, flip));
    count += popcnt(i8x16.bitmask(flip));
    const place = starts + ((<usize>first + hub) << 2);
    spread(couplings + <usize>load<u32>(place), couplings + <usize>load<u32>(place, 4), fields, hubs, s, flip);
  }
  saveGenerator(generator, a, b, c, counter);
  return count;
}

/** Four byte masks as words. */
@inline
function masks(address: usize): v128 {
  return i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(address)));
}

/**
 * Recomputes the fields of variables `from` to `to` - 1, no hubs: h = Ws + b. Address `nobody` = 16 n only fills groups up; the
 * spins of hubs start at `hubSpins`.
 */
export function refresh(
  spins: usize, fields: usize, starts: usize, couplings: usize, biases: usize, hubSpins: usize, nobody: u32, from: i32, to: i32,
): void {
  for (let i = <usize>from; i < <usize>to; i++) {
    let h = i8x16.splat(load<i8>(biases + i));
    let group = couplings + <usize>load<u32>(starts + (i << 2));
    const rowEnd = couplings + <usize>load<u32>(starts + (i << 2), 4);
    while (group < rowEnd) {
      const w = i8x16.splat(<i8>load<i32>(group));
      const count = load<i32>(group, 4);
      const groupEnd = group + 8 + (<usize>abs(count) << 2);
      for (group += 8; group < groupEnd; group += 4) {
        const address = <usize>load<u32>(group);
        if (count > 0 && address == nobody) continue;
        const s = v128.load(count > 0 ? spins + address : hubSpins + (address >> 2));
        h = i8x16.add(h, i8x16.sub(v128.xor(w, s), s));
      }
    }
    v128.store(fields + (i << 4), h);
  }
}

/** Adds s (h + b) of variables `from` to `to` - 1 to the 16 sums (i32): -2 E in units. Biases are bytes, one a variable. */
export function addEnergies(spins: usize, fields: usize, biases: usize, sums: usize, from: i32, to: i32): void {
  let sum0 = v128.load(sums);
  let sum1 = v128.load(sums, 16);
  let sum2 = v128.load(sums, 32);
  let sum3 = v128.load(sums, 48);
  for (let i = <usize>from; i < <usize>to; i++) {
    const s = v128.load(spins + (i << 4));
    const h = v128.load(fields + (i << 4));
    const b = i16x8.splat(<i16>load<i8>(biases + i));
    const sLow = i16x8.extend_low_i8x16_s(s);
    const sHigh = i16x8.extend_high_i8x16_s(s);
    const low = i16x8.sub(v128.xor(i16x8.add(i16x8.extend_low_i8x16_s(h), b), sLow), sLow);
    const high = i16x8.sub(v128.xor(i16x8.add(i16x8.extend_high_i8x16_s(h), b), sHigh), sHigh);
    sum0 = i32x4.add(sum0, i32x4.extend_low_i16x8_s(low));
    sum1 = i32x4.add(sum1, i32x4.extend_high_i16x8_s(low));
    sum2 = i32x4.add(sum2, i32x4.extend_low_i16x8_s(high));
    sum3 = i32x4.add(sum3, i32x4.extend_high_i16x8_s(high));
  }
  v128.store(sums, sum0);
  v128.store(sums, sum1, 16);
  v128.store(sums, sum2, 32);
  v128.store(sums, sum3, 48);
}
