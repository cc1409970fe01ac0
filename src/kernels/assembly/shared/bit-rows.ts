/**
 * Sums of rows of bits, 128 columns at a time: how often a column's bit is set in the rows of one list, less how often in those of
 * another. Ones are counted by carry-save adders (Harley & Seal), eight rows at a time into eight planes, bit k of all counts in plane k;
 * counts are numbers modulo 256. Between the lists and at the end the planes are complemented: ~(~c + d) = c - d. Then a
 * transposition of the 8 x 8 bits in every 64 of the planes gives the counts as bytes.
 *
 * Row: 16 bytes; bit k of byte j belongs to column 16 k + j, so that the transposed bytes are in order.
 */

@inline
function sumOf(a: v128, b: v128, c: v128): v128 {
  return v128.xor(v128.xor(a, b), c);
}

@inline
function carryOf(a: v128, b: v128, c: v128): v128 {
  return v128.bitselect(c, a, v128.xor(a, b));
}

/** What two planes, `distance` apart, exchange: the bits of `a` above `distance` with those of `b` below. */
@inline
function exchanged(a: v128, b: v128, distance: i32, mask: v128): v128 {
  return v128.and(v128.xor(i16x8.shr_u(a, distance), b), mask);
}

@inline
function rowAt(panel: usize, list: usize, k: usize): v128 {
  return v128.load(panel + <usize>load<u32>(list + (k << 2)));
}

/** 16 fields += factor * difference + constant. */
@inline
function addDifferences(fields: usize, differences: v128, factor: v128, constant: v128): void {
  const low = i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_s(differences), factor), constant);
  const high = i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_s(differences), factor), constant);
  v128.store(fields, i16x8.add(v128.load(fields), low));
  v128.store(fields, i16x8.add(v128.load(fields, 16), high), 16);
}

/** Bytes of a list that are summed at once: 120 entries, so that differences fit a signed byte. */
const CHUNK: usize = 480;

/** Fills a list up to whole groups of eight. `zero`: offset of a row of zeros. */
@inline
function fillUp(from: usize, to: usize, zero: u32): void {
  const end = from + ((to - from + 31) & ~31);
  for (; to < end; to += 4) store<u32>(to, zero);
}

/**
 * 128 fields of 16 bits += factor * (ones in the rows of the first list - ones in those of the second) + constant * (rows of the first -
 * rows of the second). Lists are offsets of rows from `panel`, u32; up to seven entries behind the end are overwritten.
 */
export function addBitRows(
  fields: usize, panel: usize, plus: usize, plusEnd: usize, minus: usize, minusEnd: usize, zero: u32, factor: i32, constant: i32,
): void {
  fillUp(plus, plusEnd, zero);
  fillUp(minus, minusEnd, zero);
  while (plus < plusEnd || minus < minusEnd) {
    const plusStop = min(plusEnd, plus + CHUNK);
    const minusStop = min(minusEnd, minus + CHUNK);
    let p0 = i8x16.splat(0);
    let p1 = p0;
    let p2 = p0;
    let p3 = p0;
    let p4 = p0;
    let p5 = p0;
    let p6 = p0;
    let p7 = p0;
    let at = plus;
    let stop = plusStop;
    for (let side = 0; side < 2; side++) {
      for (; at < stop; at += 32) {
        const r0 = rowAt(panel, at, 0);
        const r1 = rowAt(panel, at, 1);
        const c0 = carryOf(p0, r0, r1);
        p0 = sumOf(p0, r0, r1);
        const r2 = rowAt(panel, at, 2);
        const r3 = rowAt(panel, at, 3);
        const c1 = carryOf(p0, r2, r3);
        p0 = sumOf(p0, r2, r3);
        const d0 = carryOf(p1, c0, c1);
        p1 = sumOf(p1, c0, c1);
        const r4 = rowAt(panel, at, 4);
        const r5 = rowAt(panel, at, 5);
        const c2 = carryOf(p0, r4, r5);
        p0 = sumOf(p0, r4, r5);
        const r6 = rowAt(panel, at, 6);
        const r7 = rowAt(panel, at, 7);
        const c3 = carryOf(p0, r6, r7);
        p0 = sumOf(p0, r6, r7);
        const d1 = carryOf(p1, c2, c3);
        p1 = sumOf(p1, c2, c3);
        let carry = carryOf(p2, d0, d1);
        p2 = sumOf(p2, d0, d1);
        let next = v128.and(p3, carry);
        p3 = v128.xor(p3, carry);
        carry = v128.and(p4, next);
        p4 = v128.xor(p4, next);
        next = v128.and(p5, carry);
        p5 = v128.xor(p5, carry);
        carry = v128.and(p6, next);
        p6 = v128.xor(p6, next);
        p7 = v128.xor(p7, carry);
      }
      p0 = v128.not(p0);
      p1 = v128.not(p1);
      p2 = v128.not(p2);
      p3 = v128.not(p3);
      p4 = v128.not(p4);
      p5 = v128.not(p5);
      p6 = v128.not(p6);
      p7 = v128.not(p7);
      at = minus;
      stop = minusStop;
    }
    let mask = i8x16.splat(0x0f);
    let t = exchanged(p0, p4, 4, mask);
    p0 = v128.xor(p0, i16x8.shl(t, 4));
    p4 = v128.xor(p4, t);
    t = exchanged(p1, p5, 4, mask);
    p1 = v128.xor(p1, i16x8.shl(t, 4));
    p5 = v128.xor(p5, t);
    t = exchanged(p2, p6, 4, mask);
    p2 = v128.xor(p2, i16x8.shl(t, 4));
    p6 = v128.xor(p6, t);
    t = exchanged(p3, p7, 4, mask);
    p3 = v128.xor(p3, i16x8.shl(t, 4));
    p7 = v128.xor(p7, t);
    mask = i8x16.splat(0x33);
    t = exchanged(p0, p2, 2, mask);
    p0 = v128.xor(p0, i16x8.shl(t, 2));
    p2 = v128.xor(p2, t);
    t = exchanged(p1, p3, 2, mask);
    p1 = v128.xor(p1, i16x8.shl(t, 2));
    p3 = v128.xor(p3, t);
    t = exchanged(p4, p6, 2, mask);
    p4 = v128.xor(p4, i16x8.shl(t, 2));
    p6 = v128.xor(p6, t);
    t = exchanged(p5, p7, 2, mask);
    p5 = v128.xor(p5, i16x8.shl(t, 2));
    p7 = v128.xor(p7, t);
    mask = i8x16.splat(0x55);
    const factors = i16x8.splat(<i16>factor);
    const rows = (<i32>(plusStop - plus) - <i32>(minusStop - minus)) >> 2;
    const constants = i16x8.splat(<i16>(constant * rows));
    t = exchanged(p0, p1, 1, mask);
    addDifferences(fields, v128.xor(p0, i16x8.shl(t, 1)), factors, constants);
    addDifferences(fields + 32, v128.xor(p1, t), factors, constants);
    t = exchanged(p2, p3, 1, mask);
    addDifferences(fields + 64, v128.xor(p2, i16x8.shl(t, 1)), factors, constants);
    addDifferences(fields + 96, v128.xor(p3, t), factors, constants);
    t = exchanged(p4, p5, 1, mask);
    addDifferences(fields + 128, v128.xor(p4, i16x8.shl(t, 1)), factors, constants);
    addDifferences(fields + 160, v128.xor(p5, t), factors, constants);
    t = exchanged(p6, p7, 1, mask);
    addDifferences(fields + 192, v128.xor(p6, i16x8.shl(t, 1)), factors, constants);
    addDifferences(fields + 224, v128.xor(p7, t), factors, constants);
    plus = plusStop;
    minus = minusStop;
  }
}
