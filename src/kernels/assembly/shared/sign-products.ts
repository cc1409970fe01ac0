/**
 * Products of a dense matrix of -1 and +1 with the positions of a batch of agents (the method of four Russians): columns are taken in
 * threes, a table holds the eight sums +-x_j +- x_(j+1) +- x_(j+2) of an agent, and a byte shuffle looks up those of eight rows at once.
 *
 * Positions: i16 of `bits` binary digits, agents one after the other. Tables: 16 bytes, those of four agents side by side: entry
 * ((agent / 4) groups + group) 4 + agent % 4. Patterns: for 16 rows after the other, 32 bytes a group: the byte numbers 2 c, 2 c + 1 of a row's
 * combination c, whose bit k says that the column 3 group + k has +1; rows of padding have 128, which looks up 0. The diagonal counts
 * as -1 and is mended. Sums of `GROUPS` look-ups fit 16 bits. About n^2 / 24 shuffles a step and agent.
 */

/** 3 * 2^10 * 10 < 2^15: positions have ten binary digits. */
const GROUPS: i32 = 10;

@inline
function signed(position: usize, signs: v128): v128 {
  return i16x8.mul(v128.load16_splat(position), signs);
}

/** Tables of all agents, a multiple of 4, from their rounded positions. Places beyond `length` count as 0. */
export function tabulate(rounded: usize, length: i32, agents: i32, groups: i32, tables: usize): void {
  const first = i16x8(-1, 1, -1, 1, -1, 1, -1, 1);
  const second = i16x8(-1, -1, 1, 1, -1, -1, 1, 1);
  const third = i16x8(-1, -1, -1, -1, 1, 1, 1, 1);
  for (let a = 0; a < agents; a++) {
    let x = rounded + (<usize>(a * length) << 1);
    let table = tables + (<usize>(a >> 2) * <usize>groups << 6) + (<usize>(a & 3) << 4);
    for (let g = 1; g < groups; g++, x += 6, table += 64) {
      v128.store(table, i16x8.add(i16x8.add(signed(x, first), signed(x + 2, second)), signed(x + 4, third)));
    }
    let last = signed(x, first);
    if (3 * groups - 2 < length) last = i16x8.add(last, signed(x + 2, second));
    if (3 * groups - 1 < length) last = i16x8.add(last, signed(x + 4, third));
    v128.store(table, last);
  }
}

/** Eight fields of i32 += sums of i16. */
@inline
function widen(field: usize, sums: v128): void {
  v128.store(field, i32x4.add(v128.load(field), i32x4.extend_low_i16x8_s(sums)));
  v128.store(field, i32x4.add(v128.load(field, 16), i32x4.extend_high_i16x8_s(sums)), 16);
}

/** Sixteen fields = bias * 2^bits + x. */
@inline
function begin(field: usize, bias: usize, x: usize, bits: i32): void {
  for (let k: usize = 0; k < 64; k += 16) {
    v128.store(field + k, i32x4.add(i32x4.shl(v128.load(bias + k), bits), v128.load_ext<i16>(x + (k >> 1))));
  }
}

/** Fields of rows from <= i < to, multiples of 16, times 2^bits, i32. agents a multiple of 4. */
export function signFields(
  patterns: usize,
  tables: usize,
  rounded: usize,
  length: i32,
  agents: i32,
  groups: i32,
  from: i32,
  to: i32,
  bias: usize,
  bits: i32,
  field: usize,
): void {
  const line = (<usize>length) << 2;
  for (let i = from; i < to; i += 16) {
    for (let a = 0; a < agents; a += 4) {
      const f0 = field + line * <usize>a + ((<usize>i) << 2);
      const f1 = f0 + line;
      const f2 = f1 + line;
      const f3 = f2 + line;
      const x = rounded + (line >> 1) * <usize>a + ((<usize>i) << 1);
      const own = bias + ((<usize>i) << 2);
      begin(f0, own, x, bits);
      begin(f1, own, x + (line >> 1), bits);
      begin(f2, own, x + line, bits);
      begin(f3, own, x + line + (line >> 1), bits);
      let pattern = patterns + (<usize>(i >> 4) * <usize>groups << 5);
      let table = tables + (<usize>(a >> 2) * <usize>groups << 6);
      for (let g = 0; g < groups; g += GROUPS) {
        let s0 = i16x8.splat(0);
        let s1 = s0;
        let s2 = s0;
        let s3 = s0;
        let t0 = s0;
        let t1 = s0;
        let t2 = s0;
        let t3 = s0;
        for (const stop = pattern + (<usize>min(GROUPS, groups - g) << 5); pattern < stop; pattern += 32, table += 64) {
          const upper = v128.load(pattern);
          const lower = v128.load(pattern, 16);
          const p = v128.load(table);
          s0 = i16x8.add(s0, i8x16.swizzle(p, upper));
          t0 = i16x8.add(t0, i8x16.swizzle(p, lower));
          const q = v128.load(table, 16);
          s1 = i16x8.add(s1, i8x16.swizzle(q, upper));
          t1 = i16x8.add(t1, i8x16.swizzle(q, lower));
          const r = v128.load(table, 32);
          s2 = i16x8.add(s2, i8x16.swizzle(r, upper));
          t2 = i16x8.add(t2, i8x16.swizzle(r, lower));
          const o = v128.load(table, 48);
          s3 = i16x8.add(s3, i8x16.swizzle(o, upper));
          t3 = i16x8.add(t3, i8x16.swizzle(o, lower));
        }
        widen(f0, s0);
        widen(f0 + 32, t0);
        widen(f1, s1);
        widen(f1 + 32, t1);
        widen(f2, s2);
        widen(f2 + 32, t2);
        widen(f3, s3);
        widen(f3 + 32, t3);
      }
    }
  }
}
