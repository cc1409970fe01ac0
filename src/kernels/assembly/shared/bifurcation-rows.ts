/**
 * Adding listed rows of a dense matrix to the fields of discrete bifurcation: F += rows of `risen` - rows of `fallen`, in the form in which
 * the rows are kept. Lists hold indices of rows, i32, with room for a last group to be filled up; row `length` is all zero.
 */

/** Fills both lists with the zero row up to the same multiple of `group`; returns that length. */
@inline
function level(risen: usize, fallen: usize, up: i32, down: i32, group: i32, zero: i32): i32 {
  const longest = max(up, down);
  const total = ((longest + group - 1) / group) * group;
  for (let k = up; k < total; k++) store<i32>(risen + ((<usize>k) << 2), zero);
  for (let k = down; k < total; k++) store<i32>(fallen + ((<usize>k) << 2), zero);
  return total;
}

@inline
function rowAt(rows: usize, stride: usize, list: usize, k: i32): usize {
  return rows + stride * <usize>load<i32>(list + ((<usize>k) << 2));
}

/** F += rows of `risen` - rows of `fallen`, |w| <= 15: eight rows add up within i8. */
function addSmall(
  field: usize,
  rows: usize,
  stride: usize,
  length: i32,
  risen: usize,
  fallen: usize,
  total: i32,
): void {
  for (let k = 0; k < total; k += 4) {
    const a = rowAt(rows, stride, risen, k);
    const b = rowAt(rows, stride, risen, k + 1);
    const c = rowAt(rows, stride, risen, k + 2);
    const d = rowAt(rows, stride, risen, k + 3);
    const e = rowAt(rows, stride, fallen, k);
    const f = rowAt(rows, stride, fallen, k + 1);
    const g = rowAt(rows, stride, fallen, k + 2);
    const h = rowAt(rows, stride, fallen, k + 3);
    for (let j: usize = 0; j < <usize>length; j += 16) {
      const up = i8x16.add(
        i8x16.add(v128.load(a + j), v128.load(b + j)),
        i8x16.add(v128.load(c + j), v128.load(d + j)),
      );
      const down = i8x16.add(
        i8x16.add(v128.load(e + j), v128.load(f + j)),
        i8x16.add(v128.load(g + j), v128.load(h + j)),
      );
      const sum = i8x16.sub(up, down);
      const at = field + (j << 1);
      v128.store(at, i16x8.add(v128.load(at), i16x8.extend_low_i8x16_s(sum)));
      v128.store(at, i16x8.add(v128.load(at, 16), i16x8.extend_high_i8x16_s(sum)), 16);
    }
  }
}

@inline
function sumOf(a: v128, b: v128, c: v128): v128 {
  return v128.xor(v128.xor(a, b), c);
}

@inline
function carryOf(a: v128, b: v128, c: v128): v128 {
  return v128.bitselect(c, a, v128.xor(a, b));
}

/** 16 columns: counts from their bits in seven planes, highest first; F += 2 count - rows. */
@inline
function spread(
  at: usize,
  pick: v128,
  rows: v128,
  p0: v128,
  p1: v128,
  p2: v128,
  p3: v128,
  p4: v128,
  p5: v128,
  p6: v128,
): void {
  const bit = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  let count = i8x16.sub(i8x16.splat(0), i8x16.eq(v128.and(i8x16.swizzle(p6, pick), bit), bit));
  count = i8x16.sub(i8x16.add(count, count), i8x16.eq(v128.and(i8x16.swizzle(p5, pick), bit), bit));
  count = i8x16.sub(i8x16.add(count, count), i8x16.eq(v128.and(i8x16.swizzle(p4, pick), bit), bit));
  count = i8x16.sub(i8x16.add(count, count), i8x16.eq(v128.and(i8x16.swizzle(p3, pick), bit), bit));
  count = i8x16.sub(i8x16.add(count, count), i8x16.eq(v128.and(i8x16.swizzle(p2, pick), bit), bit));
  count = i8x16.sub(i8x16.add(count, count), i8x16.eq(v128.and(i8x16.swizzle(p1, pick), bit), bit));
  count = i8x16.sub(i8x16.add(count, count), i8x16.eq(v128.and(i8x16.swizzle(p0, pick), bit), bit));
  const low = i16x8.shl(i16x8.extend_low_i8x16_s(count), 1);
  const high = i16x8.shl(i16x8.extend_high_i8x16_s(count), 1);
  v128.store(at, i16x8.add(v128.load(at), i16x8.sub(low, rows)));
  v128.store(at, i16x8.add(v128.load(at, 16), i16x8.sub(high, rows)), 16);
}

/** Groups of eight rows between two spreads: their count fits seven planes. */
const GROUPS: i32 = 15;

/**
 * Couplings of -1 and +1 only, rows of bits (1 for +1): with w = 2 bit - 1 the change of F is 2 (number of ones) - rows, rows of `fallen`
 * complemented. Ones are counted for 128 columns at once by carry-save adders (Harley & Seal). Row `length` is all zeros, row `length` + 1
 * all ones: they fill the last group. The diagonal counts as -1 and is mended. Only the first n fields are kept; length a multiple of 128.
 */
function addSigns(
  field: usize,
  bits: usize,
  stride: usize,
  length: i32,
  n: i32,
  risen: usize,
  fallen: usize,
  up: i32,
  down: i32,
): void {
  const upGroups = (up + 7) >> 3;
  const groups = upGroups + ((down + 7) >> 3);
  for (let k = up; k < upGroups << 3; k++) store<i32>(risen + ((<usize>k) << 2), length);
  for (let k = down; k < (groups - upGroups) << 3; k++) store<i32>(fallen + ((<usize>k) << 2), length + 1);
  for (let first = 0; first < groups; first += GROUPS) {
    const last = min(groups, first + GROUPS);
    for (let j: usize = 0; j < <usize>length >> 3; j += 16) {
      let p0 = i8x16.splat(0);
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let p4 = p0;
      let p5 = p0;
      let p6 = p0;
      for (let g = first; g < last; g++) {
        const rising = g < upGroups;
        const list = rising ? risen + ((<usize>g) << 5) : fallen + ((<usize>(g - upGroups)) << 5);
        const turn = i8x16.splat(rising ? 0 : -1);
        const r0 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 0) + j));
        const r1 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 1) + j));
        const c0 = carryOf(p0, r0, r1);
        p0 = sumOf(p0, r0, r1);
        const r2 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 2) + j));
        const r3 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 3) + j));
        const c1 = carryOf(p0, r2, r3);
        p0 = sumOf(p0, r2, r3);
        const d0 = carryOf(p1, c0, c1);
        p1 = sumOf(p1, c0, c1);
        const r4 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 4) + j));
        const r5 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 5) + j));
        const c2 = carryOf(p0, r4, r5);
        p0 = sumOf(p0, r4, r5);
        const r6 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 6) + j));
        const r7 = v128.xor(turn, v128.load(rowAt(bits, stride, list, 7) + j));
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
        p6 = v128.xor(p6, next);
      }
      const kept =
        min(up, last << 3) -
        min(up, first << 3) +
        min(down, max(0, last - upGroups) << 3) -
        min(down, max(0, first - upGroups) << 3);
      const rows = i16x8.splat(<i16>kept);
      let pick = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
      for (let at = field + (j << 4), end = at + 256; at < end; at += 32) {
        spread(at, pick, rows, p0, p1, p2, p3, p4, p5, p6);
        pick = i8x16.add(pick, i8x16.splat(2));
      }
    }
  }
  for (let k = 0; k < up; k++) {
    const at = field + ((<usize>load<i32>(risen + ((<usize>k) << 2))) << 1);
    store<i16>(at, load<i16>(at) + 1);
  }
  for (let k = 0; k < down; k++) {
    const at = field + ((<usize>load<i32>(fallen + ((<usize>k) << 2))) << 1);
    store<i16>(at, load<i16>(at) - 1);
  }
  memory.fill(field + ((<usize>n) << 1), 0, (<usize>(length - n)) << 1);
}

/** Eight elements of a row as the field's type: one vector of i16, or half of them as i32 or f32. */
@inline
function element<W>(row: usize, j: usize): v128 {
  if (sizeof<W>() == 1) return v128.load_ext<i8>(row + j);
  if (sizeof<W>() == 2) return v128.load_ext<i16>(row + (j << 1));
  return v128.load(row + (j << 2));
}

@inline
function plus<W>(a: v128, b: v128): v128 {
  if (sizeof<W>() == 1) return i16x8.add(a, b);
  if (sizeof<W>() == 2) return i32x4.add(a, b);
  return f32x4.add(a, b);
}

@inline
function minus<W>(a: v128, b: v128): v128 {
  if (sizeof<W>() == 1) return i16x8.sub(a, b);
  if (sizeof<W>() == 2) return i32x4.sub(a, b);
  return f32x4.sub(a, b);
}

/** F += rows of `risen` - rows of `fallen`, two of each at a time, in that order: F + r0 + r1 - f0 - f1. */
@inline
function add<W>(field: usize, rows: usize, stride: usize, length: i32, risen: usize, fallen: usize, total: i32): void {
  const lanes: usize = sizeof<W>() == 1 ? 8 : 4;
  const size: usize = sizeof<W>() == 1 ? 1 : 2;
  for (let k = 0; k < total; k += 2) {
    const a = rowAt(rows, stride, risen, k);
    const b = rowAt(rows, stride, risen, k + 1);
    const c = rowAt(rows, stride, fallen, k);
    const d = rowAt(rows, stride, fallen, k + 1);
    for (let j: usize = 0; j < <usize>length; j += lanes) {
      const at = field + (j << size);
      const raised = plus<W>(plus<W>(v128.load(at), element<W>(a, j)), element<W>(b, j));
      v128.store(at, minus<W>(minus<W>(raised, element<W>(c, j)), element<W>(d, j)));
    }
  }
}

/** Adds the listed rows by the kind of matrix: 0 small i8, 1 i8, 2 i16, 3 f32, 4 signs. */
@inline
export function addRows(
  kind: i32,
  field: usize,
  rows: usize,
  stride: usize,
  length: i32,
  n: i32,
  risen: usize,
  fallen: usize,
  up: i32,
  down: i32,
): void {
  if (kind == 0) {
    addSmall(field, rows, stride, length, risen, fallen, level(risen, fallen, up, down, 4, length));
    return;
  }
  if (kind == 4) {
    addSigns(field, rows, stride, length, n, risen, fallen, up, down);
    return;
  }
  const total = level(risen, fallen, up, down, 2, length);
  if (kind == 1) add<i8>(field, rows, stride, length, risen, fallen, total);
  else if (kind == 2) add<i16>(field, rows, stride, length, risen, fallen, total);
  else add<f32>(field, rows, stride, length, risen, fallen, total);
}
