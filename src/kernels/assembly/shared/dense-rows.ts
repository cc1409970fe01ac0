/**
 * Fields of one block of a dense replica: 128 bytes, so 64 spins with 16-bit fields (F = i16) or 32 with 32-bit ones (i32, f32). A flip adds
 * twice its row of weights (W = i8 for F = i16; i16 or i32 for i32; f32 for f32) or takes it away.
 */
/** 2 w, or -2 w where `minus` is all ones, of the lanes of one vector of fields. */
@inline
function twice<F>(weights: v128, minus: v128): v128 {
  if (isFloat<F>()) return v128.xor(f32x4.add(weights, weights), v128.and(minus, f32x4.splat(-0.0)));
  if (sizeof<F>() == 2) return i16x8.sub(v128.xor(i16x8.shl(weights, 1), minus), minus);
  return i32x4.sub(v128.xor(i32x4.shl(weights, 1), minus), minus);
}

@inline
export function plus<F>(a: v128, b: v128): v128 {
  if (isFloat<F>()) return f32x4.add(a, b);
  return sizeof<F>() == 2 ? i16x8.add(a, b) : i32x4.add(a, b);
}

@inline
export function minus<F>(a: v128, b: v128): v128 {
  if (isFloat<F>()) return f32x4.sub(a, b);
  return sizeof<F>() == 2 ? i16x8.sub(a, b) : i32x4.sub(a, b);
}

@inline
function addTo<F>(fields: usize, weights: v128, minus: v128): void {
  v128.store(fields, plus<F>(v128.load(fields), twice<F>(weights, minus)));
}

/** Weights of vector `k` of a row (8 or 4 of them), widened to the fields' type. */
@inline
export function rowPart<F, W>(row: usize, k: usize): v128 {
  const at = row + k * (16 / sizeof<F>()) * sizeof<W>();
  return sizeof<W>() < sizeof<F>() ? v128.load_ext<W>(at) : v128.load(at);
}

/** One flip inside its own block. */
@inline
export function flipInBlock<F, W>(fields: usize, row: usize, minus: v128): void {
  for (let k: usize = 0; k < 8; k++) addTo<F>(fields + (k << 4), rowPart<F, W>(row, k), minus);
}

/** Fields of a block += or -= twice the rows at `panel` + the offsets from `from` to `to`. Sums stay in registers. */
@inline
export function addRows<F, W>(fields: usize, panel: usize, from: usize, to: usize, minus: v128): void {
  if (from >= to) return;
  let a0 = i32x4.splat(0);
  let a1 = i32x4.splat(0);
  let a2 = i32x4.splat(0);
  let a3 = i32x4.splat(0);
  let a4 = i32x4.splat(0);
  let a5 = i32x4.splat(0);
  let a6 = i32x4.splat(0);
  let a7 = i32x4.splat(0);
  for (; from < to; from += 4) {
    const row = panel + load<u32>(from);
    a0 = plus<F>(a0, rowPart<F, W>(row, 0));
    a1 = plus<F>(a1, rowPart<F, W>(row, 1));
    a2 = plus<F>(a2, rowPart<F, W>(row, 2));
    a3 = plus<F>(a3, rowPart<F, W>(row, 3));
    a4 = plus<F>(a4, rowPart<F, W>(row, 4));
    a5 = plus<F>(a5, rowPart<F, W>(row, 5));
    a6 = plus<F>(a6, rowPart<F, W>(row, 6));
    a7 = plus<F>(a7, rowPart<F, W>(row, 7));
  }
  addTo<F>(fields, a0, minus);
  addTo<F>(fields + 16, a1, minus);
  addTo<F>(fields + 32, a2, minus);
  addTo<F>(fields + 48, a3, minus);
  addTo<F>(fields + 64, a4, minus);
  addTo<F>(fields + 80, a5, minus);
  addTo<F>(fields + 96, a6, minus);
  addTo<F>(fields + 112, a7, minus);
}

/** The same for small weights, summed as bytes `chunk` rows at a time: `chunk` |w| <= 127. */
@inline
export function addByteRows(fields: usize, panel: usize, from: usize, to: usize, chunk: usize, minus: v128): void {
  while (from < to) {
    const end = min(to, from + (chunk << 2));
    let a0 = i8x16.splat(0);
    let a1 = i8x16.splat(0);
    let a2 = i8x16.splat(0);
    let a3 = i8x16.splat(0);
    do {
      const row = panel + load<u32>(from);
      a0 = i8x16.add(a0, v128.load(row));
      a1 = i8x16.add(a1, v128.load(row, 16));
      a2 = i8x16.add(a2, v128.load(row, 32));
      a3 = i8x16.add(a3, v128.load(row, 48));
      from += 4;
    } while (from < end);
    addBytes(fields, a0, minus);
    addBytes(fields + 32, a1, minus);
    addBytes(fields + 64, a2, minus);
    addBytes(fields + 96, a3, minus);
  }
}

@inline
function addBytes(fields: usize, sums: v128, minus: v128): void {
  addTo<i16>(fields, i16x8.extend_low_i8x16_s(sums), minus);
  addTo<i16>(fields + 16, i16x8.extend_high_i8x16_s(sums), minus);
}
