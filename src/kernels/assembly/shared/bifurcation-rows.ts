/**
 * Adding listed rows of a dense matrix to the fields of discrete bifurcation: F += rows of `risen` - rows of `fallen`, in the form in which
 * the rows are kept. Lists hold indices of rows, i32, with room for a last group to be filled up; row `length` is all zero.

 */
import { addBitRows } from "./bit-rows";
import { minus, plus, rowPart } from "./dense-rows";

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

/**
 * Couplings of -1 and +1 only, rows of bits (1 for +1), in blocks of 128 columns as shared/bit-rows.ts has them, block after block within a
 * row: w = 2 bit - 1. The diagonal counts as -1 and is mended. Only the first n fields are kept; length a multiple of 128.
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
  // From here on the lists hold offsets of rows.
  const upEnd = risen + ((<usize>up) << 2);
  const downEnd = fallen + ((<usize>down) << 2);
  for (let at = risen; at < upEnd; at += 4) mend(field, at, stride, 1);
  for (let at = fallen; at < downEnd; at += 4) mend(field, at, stride, -1);
  for (let j: usize = 0; j < <usize>length >> 3; j += 16) {
    addBitRows(field + (j << 4), bits + j, risen, upEnd, fallen, downEnd, <u32>(stride * <usize>length), 2, -1);
  }
  memory.fill(field + ((<usize>n) << 1), 0, (<usize>(length - n)) << 1);
}

/** The field of a listed spin += change, and its place in the list becomes an offset. */
@inline
function mend(field: usize, at: usize, stride: usize, change: i32): void {
  const i = <usize>load<u32>(at);
  store<i16>(field + (i << 1), load<i16>(field + (i << 1)) + <i16>change);
  store<u32>(at, <u32>(i * stride));
}

/** F += rows of `risen` - rows of `fallen`, two of each at a time, in that order: F + r0 + r1 - f0 - f1. */
@inline
function add<F, W>(field: usize, rows: usize, stride: usize, length: i32, risen: usize, fallen: usize, total: i32): void {
  for (let k = 0; k < total; k += 2) {
    const a = rowAt(rows, stride, risen, k);
    const b = rowAt(rows, stride, risen, k + 1);
    const c = rowAt(rows, stride, fallen, k);
    const d = rowAt(rows, stride, fallen, k + 1);
    for (let k: usize = 0; k < (<usize>length * sizeof<F>()) >> 4; k++) {
      const at = field + (k << 4);
      const raised = plus<F>(plus<F>(v128.load(at), rowPart<F, W>(a, k)), rowPart<F, W>(b, k));
      v128.store(at, minus<F>(minus<F>(raised, rowPart<F, W>(c, k)), rowPart<F, W>(d, k)));
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
  if (kind == 1) add<i16, i8>(field, rows, stride, length, risen, fallen, total);
  else if (kind == 2) add<i32, i16>(field, rows, stride, length, risen, fallen, total);
  else add<f32, f32>(field, rows, stride, length, risen, fallen, total);
}

/** F_j += sign w_ij for the neighbours j of the listed i. */
@inline
export function scatter<F>(
  field: usize,
  rowStart: usize,
  column: usize,
  weight: usize,
  list: usize,
  count: i32,
  sign: F,
): void {
  for (let k = 0; k < count; k++) {
    const row = rowStart + ((<usize>load<i32>(list + ((<usize>k) << 2))) << 2);
    const end = (<usize>load<i32>(row, 4)) << 2;
    for (let e = (<usize>load<i32>(row)) << 2; e < end; e += 4) {
      const at = field + ((<usize>load<i32>(column + e)) << 2);
      store<F>(at, load<F>(at) + sign * load<F>(weight + e));
    }
  }
}
