/**
 * Metropolis sweeps of 16 replicas in four vectors of 32-bit lanes: whole weights (i32) or real ones (f32). Spin i is 16 masks
 * (0: +1, -1: -1), x = s h. A proposal is accepted when x < scale * (-ln u), scale = 1 / (2 beta): no exponential, and the
 * logarithm needs no x. A variable all of whose x reach `hopeless` is skipped without a draw. Random numbers: four sfc32
 * generators (Doty-Humphrey) side by side, four draws a variable. O(1) a variable, O(neighbours) a flip.
 *
 * A row of couplings is a list of pairs [address 64 j, weight].
 */
import { nextA, nextB, nextC, nextCounter, saveGenerator, wordOf } from "./shared/generator";
import { half, LEVEL, minusLog } from "./shared/logarithm";

export { exchange } from "./shared/exchange";

@inline
function product(real: bool, s: v128, h: v128): v128 {
  return real ? v128.xor(h, i32x4.shl(s, 31)) : i32x4.sub(v128.xor(h, s), s);
}

@inline
function less(real: bool, x: v128, y: v128): v128 {
  return real ? f32x4.lt(x, y) : i32x4.lt_s(x, y);
}

@inline
function addScaled(real: bool, address: usize, change: v128, weight: v128): void {
  const h = v128.load(address);
  v128.store(
    address,
    real ? f32x4.add(h, f32x4.mul(change, weight)) : i32x4.add(h, i32x4.mul(change, weight)),
  );
}

/** A sweep over variables `from` to `to` - 1; `changes` is scratch of 64 bytes. Returns flips. */
@inline
function scan(
  real: bool, descent: bool, spins: usize, fields: usize, starts: usize, couplings: usize,
  changes: usize, generator: usize, scale: f32, hopeless: v128, from: i32, to: i32,
): i32 {
  const scales = f32x4.splat(scale);
  let a = v128.load(generator);
  let b = v128.load(generator, 16);
  let c = v128.load(generator, 32);
  let counter = v128.load(generator, 48);
  let flips = 0;
  for (let i = <usize>from; i < <usize>to; i++) {
    const s0 = spins + (i << 6);
    const h0 = fields + (i << 6);
    const near = v128.or(
      v128.or(
        less(real, product(real, v128.load(s0), v128.load(h0)), hopeless),
        less(real, product(real, v128.load(s0, 16), v128.load(h0, 16)), hopeless),
      ),
      v128.or(
        less(real, product(real, v128.load(s0, 32), v128.load(h0, 32)), hopeless),
        less(real, product(real, v128.load(s0, 48), v128.load(h0, 48)), hopeless),
      ),
    );
    if (!v128.any_true(near)) continue;
    let flipped = 0;
    for (let part: usize = 0; part < 64; part += 16) {
      const s = v128.load(s0 + part);
      const x = product(real, s, v128.load(h0 + part));
      let flip: v128;
      if (descent) {
        flip = less(real, x, i32x4.splat(0));
      } else {
        const word = wordOf(a, b, counter);
        counter = nextCounter(counter);
        a = nextA(b);
        b = nextB(c);
        c = nextC(c, word);
        const u = half(word);
        const number = real ? x : f32x4.convert_i32x4_s(x);
        const level = f32x4.eq(number, f32x4.splat(0));
        const accepted = v128.or(
          f32x4.lt(number, f32x4.mul(minusLog(u), scales)),
          f32x4.lt(number, f32x4.splat(0)),
        );
        flip = v128.bitselect(i32x4.lt_s(u, i32x4.splat(LEVEL)), accepted, level);
      }
      v128.store(s0 + part, v128.xor(s, flip));
      // -2 s where flipped: + 2 for the mask -1.
      const minusTwo = i32x4.sub(v128.xor(i32x4.splat(-2), s), s);
      const change = v128.and(real ? f32x4.convert_i32x4_s(minusTwo) : minusTwo, flip);
      v128.store(changes + part, change);
      flipped += popcnt(i32x4.bitmask(flip));
    }
    if (flipped == 0) continue;
    flips += flipped;
    const change0 = v128.load(changes);
    const change1 = v128.load(changes, 16);
    const change2 = v128.load(changes, 32);
    const change3 = v128.load(changes, 48);
    const rowEnd = couplings + <usize>load<u32>(starts + (i << 2), 4);
    for (let at = couplings + <usize>load<u32>(starts + (i << 2)); at < rowEnd; at += 8) {
      const target = fields + <usize>load<u32>(at);
      const weight = v128.load32_splat(at, 4);
      addScaled(real, target, change0, weight);
      addScaled(real, target + 16, change1, weight);
      addScaled(real, target + 32, change2, weight);
      addScaled(real, target + 48, change3, weight);
    }
  }
  saveGenerator(generator, a, b, c, counter);
  return flips;
}

export function sweepWhole(
  spins: usize, fields: usize, starts: usize, couplings: usize,
  changes: usize, generator: usize, scale: f32, hopeless: f64, from: i32, to: i32,
): i32 {
  const bound = i32x4.splat(<i32>hopeless);
  return scan(false, false, spins, fields, starts, couplings, changes, generator, scale, bound, from, to);
}

export function sweepReal(
  spins: usize, fields: usize, starts: usize, couplings: usize,
  changes: usize, generator: usize, scale: f32, hopeless: f64, from: i32, to: i32,
): i32 {
  const bound = f32x4.splat(<f32>hopeless);
  return scan(true, false, spins, fields, starts, couplings, changes, generator, scale, bound, from, to);
}

/** Strict descent: no draws. */
export function descendWhole(
  spins: usize, fields: usize, starts: usize, couplings: usize,
  changes: usize, generator: usize, _scale: f32, _hopeless: f64, from: i32, to: i32,
): i32 {
  const bound = i32x4.splat(0);
  return scan(false, true, spins, fields, starts, couplings, changes, generator, 0, bound, from, to);
}

export function descendReal(
  spins: usize, fields: usize, starts: usize, couplings: usize,
  changes: usize, generator: usize, _scale: f32, _hopeless: f64, from: i32, to: i32,
): i32 {
  const bound = i32x4.splat(0);
  return scan(true, true, spins, fields, starts, couplings, changes, generator, 0, bound, from, to);
}

/** Fields of variables `from` to `to` - 1 anew: h = Ws + b, in the order of the row. */
@inline
function recompute(
  real: bool, spins: usize, fields: usize, starts: usize, couplings: usize, biases: usize, from: i32, to: i32,
): void {
  for (let i = <usize>from; i < <usize>to; i++) {
    const rowEnd = couplings + <usize>load<u32>(starts + (i << 2), 4);
    for (let part: usize = 0; part < 64; part += 16) {
      let h = v128.load32_splat(biases + (i << 2));
      for (let at = couplings + <usize>load<u32>(starts + (i << 2)); at < rowEnd; at += 8) {
        const s = v128.load(spins + <usize>load<u32>(at) + part);
        const term = product(real, s, v128.load32_splat(at, 4));
        h = real ? f32x4.add(h, term) : i32x4.add(h, term);
      }
      v128.store(fields + (i << 6) + part, h);
    }
  }
}

export function refreshWhole(
  spins: usize, fields: usize, starts: usize, couplings: usize, biases: usize, from: i32, to: i32,
): void {
  recompute(false, spins, fields, starts, couplings, biases, from, to);
}

export function refreshReal(
  spins: usize, fields: usize, starts: usize, couplings: usize, biases: usize, from: i32, to: i32,
): void {
  recompute(true, spins, fields, starts, couplings, biases, from, to);
}

/** Adds s (h + b) of variables `from` to `to` - 1 to the 16 sums (f64): -2 E in units. */
@inline
function addUp(real: bool, spins: usize, fields: usize, biases: usize, sums: usize, from: i32, to: i32): void {
  for (let part: usize = 0; part < 64; part += 16) {
    let low = v128.load(sums + 2 * part);
    let high = v128.load(sums + 2 * part, 16);
    for (let i = <usize>from; i < <usize>to; i++) {
      const h = v128.load(fields + (i << 6) + part);
      const b = v128.load32_splat(biases + (i << 2));
      const x = product(real, v128.load(spins + (i << 6) + part), real ? f32x4.add(h, b) : i32x4.add(h, b));
      const upper = i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
      low = f64x2.add(low, real ? f64x2.promote_low_f32x4(x) : f64x2.convert_low_i32x4_s(x));
      high = f64x2.add(high, real ? f64x2.promote_low_f32x4(upper) : f64x2.convert_low_i32x4_s(upper));
    }
    v128.store(sums + 2 * part, low);
    v128.store(sums + 2 * part, high, 16);
  }
}

export function addEnergiesWhole(spins: usize, fields: usize, biases: usize, sums: usize, from: i32, to: i32): void {
  addUp(false, spins, fields, biases, sums, from, to);
}

export function addEnergiesReal(spins: usize, fields: usize, biases: usize, sums: usize, from: i32, to: i32): void {
  addUp(true, spins, fields, biases, sums, from, to);
}
