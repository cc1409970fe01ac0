/**
 * Binary recall of a group of cues on one dense network (see kernels/recall/types.ts). States x in {0, 1}, i16; with F_i = sum_j k_ij x_j the field is
 * 2 F_i + c_i units, c = b - k 1. F and c: i32. Rows of whole weights k: i8 or i16, `stride` bytes apart, the row numbered n is all
 * zero. `length`: n rounded up to a multiple of 64, padding is zero.
 *
 * First fields: dot products of 8 pairs of i16, two rows times four cues in registers. Then a changed spin costs one row: four rows at a time
 * (|k| <= 8191, so that their sum fits 16 bits).
 *
 * A spin with |h_i| <= doubt_i is undecided where weights were rounded (doubt >= 0); the caller decides it. doubt = -1 stands for whole weights.
 */
import { dotTile } from "./shared/dot-tile";

/** Eight weights as i16. */
@inline
function eight<W>(row: usize, j: usize): v128 {
  if (sizeof<W>() == 1) return v128.load_ext<i8>(row + j);
  return v128.load(row + (j << 1));
}

@inline
function four<W>(row: usize, j: usize): v128 {
  if (sizeof<W>() == 1) return i32x4.extend_low_i16x8_s(v128.load_ext<i8>(row + j));
  return v128.load_ext<i16>(row + (j << 1));
}

@inline
function horizontal(a: v128): i32 {
  const b = i32x4.add(a, i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return i32x4.extract_lane(b, 0) + i32x4.extract_lane(b, 1);
}

@inline
function products<W>(
  rows: usize,
  stride: usize,
  length: i32,
  state: usize,
  field: usize,
  from: i32,
  to: i32,
  cues: i32,
): void {
  const line = (<usize>length) << 1;
  for (let i = from; i < to; i += 2) {
    const first = rows + stride * <usize>i;
    const second = first + stride;
    for (let c = 0; c < cues; c += 4) {
      const x0 = state + line * <usize>c;
      const x1 = x0 + line;
      const x2 = x1 + line;
      const x3 = x2 + line;
      let a0 = i32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let b3 = a0;
      for (let j: usize = 0; j < <usize>length; j += 8) {
        const a = eight<W>(first, j);
        const b = eight<W>(second, j);
        const at = j << 1;
        const p = v128.load(x0 + at);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(a, p));
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(b, p));
        const q = v128.load(x1 + at);
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(a, q));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(b, q));
        const r = v128.load(x2 + at);
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(a, r));
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(b, r));
        const s = v128.load(x3 + at);
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(a, s));
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(b, s));
      }
      const out = field + (line << 1) * <usize>c + ((<usize>i) << 2);
      const next = line << 1;
      store<i32>(out, horizontal(a0));
      store<i32>(out, horizontal(b0), 4);
      store<i32>(out + next, horizontal(a1));
      store<i32>(out + next, horizontal(b1), 4);
      store<i32>(out + 2 * next, horizontal(a2));
      store<i32>(out + 2 * next, horizontal(b2), 4);
      store<i32>(out + 3 * next, horizontal(a3));
      store<i32>(out + 3 * next, horizontal(b3), 4);
    }
  }
}

/** F_i of rows from <= i < to (from even; one row beyond when their number is odd) and `cues` cues, a multiple of 4. */
export function firstFields(
  wide: i32,
  rows: usize,
  stride: usize,
  length: i32,
  state: usize,
  field: usize,
  from: i32,
  to: i32,
  cues: i32,
): void {
  if (wide != 0) products<i16>(rows, stride, length, state, field, from, to, cues);
  else products<i8>(rows, stride, length, state, field, from, to, cues);
}

/**
 * Fields in doubles, without biases, of `count` rows (even) and `cues` cues (a multiple of 4), for energies: out[cue * count + row]. Rows and states
 * of `length` doubles; products of even and of odd places are added apart.
 */
export function energyFields(rows: usize, state: usize, length: i32, count: i32, cues: i32, out: usize): void {
  const line = (<usize>length) << 3;
  const next = (<usize>count) << 3;
  for (let c = 0; c < cues; c += 4) {
    const column = state + line * <usize>c;
    for (let i = 0; i < count; i += 2) {
      const first = rows + line * <usize>i;
      dotTile(first, first + line, column, line, out + next * <usize>c + ((<usize>i) << 3), next);
    }
  }
}

/** The row that a list names at k, the row of zeros beyond its end. */
@inline
function listed(rows: usize, stride: usize, n: i32, list: usize, k: i32, count: i32): usize {
  const i = k < count ? load<i32>(list + ((<usize>k) << 2)) : n;
  return rows + stride * <usize>i;
}

/** F += rows of the spins that rose, - rows of those that fell, two of each at a time. */
@inline
function add<W>(
  rows: usize,
  stride: usize,
  length: i32,
  n: i32,
  field: usize,
  risen: usize,
  fallen: usize,
  up: i32,
  down: i32,
): void {
  const most = max(up, down);
  for (let k = 0; k < most; k += 2) {
    const a = listed(rows, stride, n, risen, k, up);
    const b = listed(rows, stride, n, risen, k + 1, up);
    const c = listed(rows, stride, n, fallen, k, down);
    const d = listed(rows, stride, n, fallen, k + 1, down);
    for (let j: usize = 0; j < <usize>length; j += 8) {
      const rise = i16x8.add(eight<W>(a, j), eight<W>(b, j));
      const change = i16x8.sub(rise, i16x8.add(eight<W>(c, j), eight<W>(d, j)));
      const at = field + (j << 2);
      v128.store(at, i32x4.add(v128.load(at), i32x4.extend_low_i16x8_s(change)));
      v128.store(at, i32x4.add(v128.load(at, 16), i32x4.extend_high_i16x8_s(change)), 16);
    }
  }
}

export function addRows(
  wide: i32,
  rows: usize,
  stride: usize,
  length: i32,
  n: i32,
  field: usize,
  risen: usize,
  fallen: usize,
  up: i32,
  down: i32,
): void {
  if (wide != 0) add<i16>(rows, stride, length, n, field, risen, fallen, up, down);
  else add<i8>(rows, stride, length, n, field, risen, fallen, up, down);
}

/** Lanes whose spin changes, and those that are undecided: bits 0-3 and 4-7. */
@inline
function verdicts(field: v128, state: usize, doubt: usize): i32 {
  const up = i32x4.ne(v128.load_ext<i16>(state), i32x4.splat(0));
  const limit = v128.load(doubt);
  const magnitude = i32x4.abs(field);
  const undecided = i32x4.le_s(magnitude, limit);
  const negative = i32x4.lt_s(field, i32x4.splat(0));
  const positive = i32x4.gt_s(field, i32x4.splat(0));
  const opposed = v128.bitselect(negative, positive, up);
  return i32x4.bitmask(v128.andnot(opposed, undecided)) | (i32x4.bitmask(undecided) << 4);
}

/** Appends i to a list whose count is at `count`. */
@inline
function append(list: usize, count: usize, i: i32): void {
  const k = load<i32>(count);
  store<i32>(list + ((<usize>k) << 2), i);
  store<i32>(count, k + 1);
}

/** Changes spin i of a block that begins at `block`: state, list, and the block's own fields. */
@inline
function turn<W>(
  rows: usize,
  stride: usize,
  state: usize,
  scratch: usize,
  risen: usize,
  fallen: usize,
  counts: usize,
  block: i32,
  i: i32,
): void {
  const at = state + ((<usize>i) << 1);
  const row = rows + stride * <usize>i;
  const rises = load<i16>(at) == 0;
  store<i16>(at, <i16>rises);
  if (rises) append(risen, counts, i);
  else append(fallen, counts + 4, i);
  const sign = i32x4.splat(rises ? 0 : -1);
  for (let k: usize = 0; k < 64; k += 4) {
    const w = four<W>(row, <usize>block + k);
    const change = i32x4.shl(i32x4.sub(v128.xor(w, sign), sign), 1);
    const place = scratch + (k << 2);
    v128.store(place, i32x4.add(v128.load(place), change));
  }
}

@inline
function sweep<W>(
  rows: usize,
  stride: usize,
  length: i32,
  n: i32,
  field: usize,
  state: usize,
  constant: usize,
  doubt: usize,
  scratch: usize,
  risen: usize,
  fallen: usize,
  counts: usize,
  block: i32,
  from: i32,
  turned: i32,
): i32 {
  if (turned >= 0) turn<W>(rows, stride, state, scratch, risen, fallen, counts, block, turned);
  const end = min(n, block + 64);
  let i = from;
  while (i < end) {
    const start = i & ~3;
    const seen = verdicts(
      v128.load(scratch + ((<usize>(start - block)) << 2)),
      state + ((<usize>start) << 1),
      doubt + ((<usize>start) << 2),
    );
    const open = ((seen | (seen >> 4)) & 15) >> (i - start);
    if (open == 0) {
      i = start + 4;
      continue;
    }
    i += ctz(open);
    if (i >= end) break;
    if (((seen >> (4 + i - start)) & 1) != 0) return i;
    turn<W>(rows, stride, state, scratch, risen, fallen, counts, block, i);
    i++;
  }
  const up = load<i32>(counts);
  const down = load<i32>(counts, 4);
  add<W>(rows, stride, length, n, field, risen, fallen, up, down);
  return -1;
}

/** Fields of the 64 spins from `block` on, and empty lists. */
export function openBlock(field: usize, constant: usize, scratch: usize, counts: usize, block: i32): void {
  store<i64>(counts, 0);
  const place = (<usize>block) << 2;
  for (let k: usize = 0; k < 256; k += 16) {
    const f = v128.load(field + place + k);
    v128.store(scratch + k, i32x4.add(i32x4.shl(f, 1), v128.load(constant + place + k)));
  }
}

/**
 * Goes through the 64 spins from `block` on, one after the other, beginning at `from`, after changing spin `turned` (-1: none). Returns the
 * first undecided spin; else -1, with the fields of all spins up to date and the changed spins in the lists.
 */
export function sweepBlock(
  wide: i32,
  rows: usize,
  stride: usize,
  length: i32,
  n: i32,
  field: usize,
  state: usize,
  constant: usize,
  doubt: usize,
  scratch: usize,
  risen: usize,
  fallen: usize,
  counts: usize,
  block: i32,
  from: i32,
  turned: i32,
): i32 {
  if (wide != 0)
    return sweep<i16>(
      rows, stride, length, n, field, state, constant, doubt, scratch, risen, fallen, counts, block, from, turned,
    );
  return sweep<i8>(
    rows, stride, length, n, field, state, constant, doubt, scratch, risen, fallen, counts, block, from, turned,
  );
}

/** Appends all spins from `from` on whose fields are opposed to them; ends before the first undecided one and returns it, or n. */
export function opposed(
  n: i32,
  field: usize,
  state: usize,
  constant: usize,
  doubt: usize,
  risen: usize,
  fallen: usize,
  counts: usize,
  from: i32,
): i32 {
  let i = from;
  while (i < n) {
    const start = i & ~3;
    const place = (<usize>start) << 2;
    const h = i32x4.add(i32x4.shl(v128.load(field + place), 1), v128.load(constant + place));
    const seen = verdicts(h, state + ((<usize>start) << 1), doubt + place);
    const open = ((seen | (seen >> 4)) & 15) >> (i - start);
    if (open == 0) {
      i = start + 4;
      continue;
    }
    i += ctz(open);
    if (i >= n) break;
    if (((seen >> (4 + i - start)) & 1) != 0) return i;
    if (load<i16>(state + ((<usize>i) << 1)) == 0) append(risen, counts, i);
    else append(fallen, counts + 4, i);
    i++;
  }
  return n;
}
