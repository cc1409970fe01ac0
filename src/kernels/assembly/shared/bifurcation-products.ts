/**
 * The fields of ballistic bifurcation: products of the couplings with the positions, for a batch of agents at once, so that a row serves
 * many agents.
 *
 * Dense rows of i8 or i16: positions rounded towards zero to i16 with `bits` binary digits, products by dot_i16x8 into i32, exact; agents
 * one after the other (agent * length + i). Rows of f32 and sparse rows: agents side by side (i * agents + agent), each sum over
 * ascending columns, beginning with the bias. O(couplings) a step and agent.
 */

@inline
function total(v: v128): i32 {
  const pairs = i32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return i32x4.extract_lane(i32x4.add(pairs, v128.shuffle<i32>(pairs, pairs, 1, 0, 3, 2)), 0);
}

@inline
function eight<W>(row: usize, j: usize): v128 {
  return sizeof<W>() == 1 ? v128.load_ext<i8>(row + (j >> 1)) : v128.load(row + j);
}

/** Rows from, from + 1, ... to - 1 in pairs, agents in fours. `j` counts bytes of i16. */
@inline
function integerRows<W>(
  rows: usize,
  stride: usize,
  position: usize,
  length: i32,
  agents: i32,
  from: i32,
  to: i32,
  bias: usize,
  bits: i32,
  field: usize,
): void {
  const pitch = (<usize>length) << 1;
  for (let i = from; i < to; i += 2) {
    const upper = rows + stride * <usize>i;
    const lower = upper + stride;
    const start = load<i32>(bias + ((<usize>i) << 2)) << bits;
    const startLower = load<i32>(bias + ((<usize>i) << 2), 4) << bits;
    for (let a = 0; a < agents; a += 4) {
      const x = position + pitch * <usize>a;
      const y = x + pitch;
      const z = y + pitch;
      const u = z + pitch;
      let s0 = i32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let t0 = s0;
      let t1 = s0;
      let t2 = s0;
      let t3 = s0;
      for (let j: usize = 0; j < pitch; j += 16) {
        const w = eight<W>(upper, j);
        const v = eight<W>(lower, j);
        const p = v128.load(x + j);
        const q = v128.load(y + j);
        const r = v128.load(z + j);
        const o = v128.load(u + j);
        s0 = i32x4.add(s0, i32x4.dot_i16x8_s(w, p));
        t0 = i32x4.add(t0, i32x4.dot_i16x8_s(v, p));
        s1 = i32x4.add(s1, i32x4.dot_i16x8_s(w, q));
        t1 = i32x4.add(t1, i32x4.dot_i16x8_s(v, q));
        s2 = i32x4.add(s2, i32x4.dot_i16x8_s(w, r));
        t2 = i32x4.add(t2, i32x4.dot_i16x8_s(v, r));
        s3 = i32x4.add(s3, i32x4.dot_i16x8_s(w, o));
        t3 = i32x4.add(t3, i32x4.dot_i16x8_s(v, o));
      }
      const line = (<usize>length) << 2;
      let at = field + line * <usize>a + ((<usize>i) << 2);
      store<i32>(at, start + total(s0));
      store<i32>(at, startLower + total(t0), 4);
      at += line;
      store<i32>(at, start + total(s1));
      store<i32>(at, startLower + total(t1), 4);
      at += line;
      store<i32>(at, start + total(s2));
      store<i32>(at, startLower + total(t2), 4);
      at += line;
      store<i32>(at, start + total(s3));
      store<i32>(at, startLower + total(t3), 4);
    }
  }
}

/** Fields of rows from <= i < to, both even, times 2^bits. wide: rows of i16, else i8. agents a multiple of 4. */
export function denseInteger(
  wide: i32,
  rows: usize,
  stride: usize,
  position: usize,
  length: i32,
  agents: i32,
  from: i32,
  to: i32,
  bias: usize,
  bits: i32,
  field: usize,
): void {
  if (wide == 0) integerRows<i8>(rows, stride, position, length, agents, from, to, bias, bits, field);
  else integerRows<i16>(rows, stride, position, length, agents, from, to, bias, bits, field);
}

/** Fields of rows from <= i < to, both multiples of 4, over dense rows of f32. agents a multiple of 8. */
export function denseReal(
  rows: usize,
  stride: usize,
  position: usize,
  length: i32,
  agents: i32,
  from: i32,
  to: i32,
  bias: usize,
  field: usize,
): void {
  const pitch = (<usize>agents) << 2;
  for (let i = from; i < to; i += 4) {
    const first = rows + stride * <usize>i;
    const second = first + stride;
    const third = second + stride;
    const fourth = third + stride;
    const own = bias + ((<usize>i) << 2);
    for (let a: usize = 0; a < pitch; a += 32) {
      let s0 = v128.load_splat<f32>(own);
      let s1 = s0;
      let t0 = v128.load_splat<f32>(own, 4);
      let t1 = t0;
      let u0 = v128.load_splat<f32>(own, 8);
      let u1 = u0;
      let v0 = v128.load_splat<f32>(own, 12);
      let v1 = v0;
      let x = position + a;
      for (let j: usize = 0; j < (<usize>length) << 2; j += 4) {
        const p = v128.load(x);
        const q = v128.load(x, 16);
        x += pitch;
        const w = v128.load_splat<f32>(first + j);
        s0 = f32x4.add(s0, f32x4.mul(w, p));
        s1 = f32x4.add(s1, f32x4.mul(w, q));
        const r = v128.load_splat<f32>(second + j);
        t0 = f32x4.add(t0, f32x4.mul(r, p));
        t1 = f32x4.add(t1, f32x4.mul(r, q));
        const o = v128.load_splat<f32>(third + j);
        u0 = f32x4.add(u0, f32x4.mul(o, p));
        u1 = f32x4.add(u1, f32x4.mul(o, q));
        const m = v128.load_splat<f32>(fourth + j);
        v0 = f32x4.add(v0, f32x4.mul(m, p));
        v1 = f32x4.add(v1, f32x4.mul(m, q));
      }
      let at = field + pitch * <usize>i + a;
      v128.store(at, s0);
      v128.store(at, s1, 16);
      at += pitch;
      v128.store(at, t0);
      v128.store(at, t1, 16);
      at += pitch;
      v128.store(at, u0);
      v128.store(at, u1, 16);
      at += pitch;
      v128.store(at, v0);
      v128.store(at, v1, 16);
    }
  }
}

/** Fields of rows from <= i < to over sparse rows of f32. agents a multiple of 8. */
export function sparseReal(
  rowStart: usize,
  column: usize,
  weight: usize,
  position: usize,
  agents: i32,
  from: i32,
  to: i32,
  bias: usize,
  field: usize,
): void {
  const pitch = (<usize>agents) << 2;
  for (let i = from; i < to; i++) {
    const row = rowStart + ((<usize>i) << 2);
    const begin = (<usize>load<i32>(row)) << 2;
    const end = (<usize>load<i32>(row, 4)) << 2;
    for (let a: usize = 0; a < pitch; a += 32) {
      let s = v128.load_splat<f32>(bias + ((<usize>i) << 2));
      let t = s;
      for (let e = begin; e < end; e += 4) {
        const x = position + pitch * <usize>load<i32>(column + e) + a;
        const w = v128.load_splat<f32>(weight + e);
        s = f32x4.add(s, f32x4.mul(w, v128.load(x)));
        t = f32x4.add(t, f32x4.mul(w, v128.load(x, 16)));
      }
      const at = field + pitch * <usize>i + a;
      v128.store(at, s);
      v128.store(at, t, 16);
    }
  }
}
