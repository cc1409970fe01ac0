/**
 * Decisions about spins with 16-bit fields, in one look or two. Hot: a whole number is drawn for every spin, and its threshold
 * floor(-ln(u) / (2 beta)) compared with s h. Cold, where few flips are made: a turn draws the leading byte of every random number at
 * once: it bounds -ln u from above, by a table of 16 entries for its high half and one of 16 for bytes below 16. Spins beyond the bound
 * are refused at that; where one is not, and its flip not downhill, the other 24 bits of four numbers are drawn and decide. Bounds are
 * bytes, in units of 2^`shift`; 127: none.
 *
 * Scratch of a turn: leading bytes u8[128] | bounds i8[128] at 128 | half words u32[128] at 256 | thresholds i32[128], hot i16[128], at 768 |
 * fields i16[128] at 1280. Tables: bounds by high half, i8[16], 0 for 0 | bounds of the bytes 0 .. 15, i8[16].
 */
import { nextA, nextB, nextC, nextCounter, saveGenerator, wordOf } from "./generator";
import { half, minusLog } from "./logarithm";

export const BOUNDS: usize = 128;
export const WORDS: usize = 256;
export const THRESHOLDS: usize = 768;
export const COPY: usize = 1280;

/** Above the field of every spin that exists. */
const HIGHEST: f32 = 32766;
/** 1.5 * 2^23: the sum of a small number and this has the number, rounded to an integer, in its low bits. */
const TO_INTEGER: f32 = 12582912;
const TO_INTEGER_BITS: i32 = 0x4b400000;

/** Leading bytes and bounds of `count` spins, a multiple of 16. */
export function drawBounds(generator: usize, scratch: usize, tables: usize, count: usize): void {
  const high = v128.load(tables);
  const low = v128.load(tables, 16);
  let a = v128.load(generator);
  let b = v128.load(generator, 16);
  let c = v128.load(generator, 32);
  let counter = v128.load(generator, 48);
  for (const end = scratch + count; scratch < end; scratch += 16) {
    const word = wordOf(a, b, counter);
    counter = nextCounter(counter);
    a = nextA(b);
    b = nextB(c);
    c = nextC(c, word);
    v128.store(scratch, word);
    v128.store(scratch, v128.or(i8x16.swizzle(high, i8x16.shr_u(word, 4)), i8x16.swizzle(low, word)), BOUNDS);
  }
  saveGenerator(generator, a, b, c, counter);
}

/** Half words and thresholds of the four spins from `first` on. */
@inline
export function decideFour(generator: usize, scratch: usize, first: usize, scale: f32): void {
  const b = v128.load(generator, 16);
  const c = v128.load(generator, 32);
  const counter = v128.load(generator, 48);
  const word = wordOf(v128.load(generator), b, counter);
  saveGenerator(generator, nextA(b), nextB(c), nextC(c, word), nextCounter(counter));
  const leading = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(scratch + first)));
  const halfWord = half(v128.or(i32x4.shl(leading, 24), i32x4.shr_u(word, 8)));
  const four = scratch + (first << 2);
  v128.store(four, halfWord, WORDS);
  v128.store(four, thresholdsOf(halfWord, scale), THRESHOLDS);
}

/** Half words and thresholds of `count` spins, a multiple of 16. */
export function drawThresholds(generator: usize, scratch: usize, count: usize, scale: f32): void {
  let a = v128.load(generator);
  let b = v128.load(generator, 16);
  let c = v128.load(generator, 32);
  let counter = v128.load(generator, 48);
  let at = scratch + THRESHOLDS;
  for (const end = at + (count << 1); at < end; at += 16, scratch += 32) {
    const word = wordOf(a, b, counter);
    counter = nextCounter(counter);
    a = nextA(b);
    b = nextB(c);
    c = nextC(c, word);
    const low = half(word);
    v128.store(scratch, low, WORDS);
    const second = wordOf(a, b, counter);
    counter = nextCounter(counter);
    a = nextA(b);
    b = nextB(c);
    c = nextC(c, second);
    const high = half(second);
    v128.store(scratch, high, WORDS + 16);
    v128.store(at, i16x8.narrow_i32x4_s(thresholdsOf(low, scale), thresholdsOf(high, scale)));
  }
  saveGenerator(generator, a, b, c, counter);
}

/** floor(-ln(u) `scale`), at most HIGHEST. */
@inline
function thresholdsOf(halfWord: v128, scale: f32): v128 {
  const threshold = f32x4.pmin(f32x4.splat(HIGHEST), f32x4.mul(minusLog(halfWord), f32x4.splat(scale)));
  const shifted = f32x4.add(f32x4.sub(threshold, f32x4.splat(0.49999)), f32x4.splat(TO_INTEGER));
  return i32x4.sub(shifted, i32x4.splat(TO_INTEGER_BITS));
}
