/**
 * Softmax retrieval (see kernels/attention/types.ts): scores of patterns and queries, and weighted sums of patterns. Doubles in rows of `length`, an
 * even number; every score adds the products of even and of odd places apart, every weighted sum adds patterns in the order given. Spins: bits in
 * rows of `words` vectors for scores with queries of -1, 0 and +1, bytes for the rest, turned into doubles a panel at a time where many
 * queries need them.
 */
import { dotTile } from "./shared/dot-tile";

/**
 * Scores of `count` (even) patterns of doubles with `queries` (a multiple of 4): scores[query * line + pattern], where `scores` is that of the
 * first pattern.
 */
export function scoreDoubles(
  patterns: usize,
  query: usize,
  length: i32,
  count: i32,
  queries: i32,
  scores: usize,
  line: i32,
): void {
  const row = (<usize>length) << 3;
  const next = (<usize>line) << 3;
  for (let mu = 0; mu < count; mu += 2) {
    const first = patterns + row * <usize>mu;
    const second = first + row;
    for (let c = 0; c < queries; c += 4) {
      const out = scores + next * <usize>c + ((<usize>mu) << 3);
      dotTile(first, second, query + row * <usize>c, row, out, next);
    }
  }
}

/**
 * Turns a query of doubles, -1, 0 and +1, into bits: `known` for places that are not 0, `ones` for those of +1; length a multiple of 8. Returns how many are
 * known, or -1 where any other number is found.
 */
export function signs(query: usize, length: i32, known: usize, ones: usize): i32 {
  let weight = 0;
  for (let j = 0; j < length; j += 8) {
    let positive = 0;
    let negative = 0;
    let others = v128.not(i64x2.splat(0));
    for (let k = 0; k < 8; k += 2) {
      const x = v128.load(query + ((<usize>(j + k)) << 3));
      const one = f64x2.eq(x, f64x2.splat(1));
      const less = f64x2.eq(x, f64x2.splat(-1));
      others = v128.and(others, v128.or(v128.or(one, less), f64x2.eq(x, f64x2.splat(0))));
      positive |= i64x2.bitmask(one) << k;
      negative |= i64x2.bitmask(less) << k;
    }
    if (!i64x2.all_true(others)) return -1;
    store<u8>(known + ((<usize>j) >> 3), <u8>(positive | negative));
    store<u8>(ones + ((<usize>j) >> 3), <u8>positive);
    weight += popcnt(positive | negative);
  }
  return weight;
}

@inline
function different(pattern: usize, known: usize, ones: usize, j: usize): i64 {
  return popcnt((load<i64>(pattern + j) ^ load<i64>(ones + j)) & load<i64>(known + j));
}

/**
 * Scores of `count` patterns of bits, `words` pairs of 64 each, with one query, of which `weight` places are
 * known. Counted by words: machines count the bits of a word in one step, those of a vector in ten.
 */
export function scoreBits(
  patterns: usize,
  known: usize,
  ones: usize,
  words: i32,
  weight: i32,
  count: i32,
  scores: usize,
): void {
  const row = (<usize>words) << 4;
  let pattern = patterns;
  for (let mu = 0; mu < count; mu++, pattern += row) {
    let first: i64 = 0;
    let second: i64 = 0;
    for (let j: usize = 0; j < row; j += 16) {
      first += different(pattern, known, ones, j);
      second += different(pattern, known, ones, j + 8);
    }
    store<f64>(scores + ((<usize>mu) << 3), <f64>(weight - 2 * <i32>(first + second)));
  }
}

/** The largest of `count` scores, at least one. */
export function largest(scores: usize, count: i32): f64 {
  const end = scores + ((<usize>count) << 3);
  let most = v128.load_splat<f64>(scores);
  let at = scores;
  for (; at + 16 <= end; at += 16) most = f64x2.pmax(most, v128.load(at));
  if (at < end) most = f64x2.pmax(most, v128.load_splat<f64>(at));
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/** e^x for -700 < x <= 0, the operations of kernels/exponential.ts. */
@inline
function exponential(x: v128): v128 {
  const one = f64x2.splat(1);
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(0.5)));
  const high = f64x2.mul(k, f64x2.splat(0.6931471803691238));
  const low = f64x2.mul(k, f64x2.splat(1.9082149292705877e-10));
  const r = f64x2.sub(f64x2.sub(x, high), low);
  let p = f64x2.add(one, f64x2.div(r, f64x2.splat(13)));
  for (let d: f64 = 12; d >= 1; d--) p = f64x2.add(one, f64x2.div(f64x2.mul(r, p), f64x2.splat(d)));
  const exponent = i64x2.add(i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k)), i64x2.splat(1023));
  return f64x2.mul(p, i64x2.shl(exponent, 52));
}

/**
 * Appends the patterns from <= mu < to with x = beta (score - largest) >= least to the list, and x to the weights; returns how many the list
 * has then.
 */
export function select(
  scores: usize,
  from: i32,
  to: i32,
  beta: f64,
  largest: f64,
  least: f64,
  list: usize,
  weights: usize,
  count: i32,
): i32 {
  for (let mu = from; mu < to; mu++) {
    const x = beta * (load<f64>(scores + ((<usize>mu) << 3)) - largest);
    if (!(x >= least)) continue;
    store<i32>(list + ((<usize>count) << 2), mu);
    store<f64>(weights + ((<usize>count) << 3), x);
    count++;
  }
  return count;
}

/** Weights <- e^weights, from <= k < to, from even; returns sum plus all of them, one after the other. One weight beyond may be written to. */
export function exponentials(weights: usize, from: i32, to: i32, sum: f64): f64 {
  for (let k = from; k < to; k += 2) {
    const at = weights + ((<usize>k) << 3);
    const e = exponential(v128.load(at));
    v128.store(at, e);
    sum += f64x2.extract_lane(e, 0);
    if (k + 1 < to) sum += f64x2.extract_lane(e, 1);
  }
  return sum;
}

/** Weights / sum. One weight beyond `count` may be written to. */
export function normalise(weights: usize, count: i32, sum: f64): void {
  const divisor = f64x2.splat(sum);
  for (let at = weights; at < weights + ((<usize>count) << 3); at += 16) {
    v128.store(at, f64x2.div(v128.load(at), divisor));
  }
}

@inline
function bytesToDoubles(from: usize, to: usize): void {
  const low = i32x4.extend_low_i16x8_s(v128.load_ext<i8>(from));
  const high = i32x4.extend_high_i16x8_s(v128.load_ext<i8>(from));
  v128.store(to, f64x2.convert_low_i32x4_s(low));
  v128.store(to, f64x2.convert_low_i32x4_s(i8x16.shuffle(low, low, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0)), 16);
  v128.store(to, f64x2.convert_low_i32x4_s(high), 32);
  v128.store(
    to,
    f64x2.convert_low_i32x4_s(i8x16.shuffle(high, high, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0)),
    48,
  );
}

/** Bytes as doubles, a multiple of 8. */
export function widen(bytes: usize, doubles: usize, count: i32): void {
  for (let k: usize = 0; k < <usize>count; k += 8) bytesToDoubles(bytes + k, doubles + (k << 3));
}

/** out += sum_k weight_k pattern_(list_k) over a list of patterns of doubles, in its order; `patterns` is where pattern 0 lies or would. */
export function blend(patterns: usize, length: i32, list: usize, weights: usize, count: i32, out: usize): void {
  const row = (<usize>length) << 3;
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const at = (<usize>k) << 2;
    const a = patterns + row * <usize>load<i32>(list + at);
    const b = patterns + row * <usize>load<i32>(list + at, 4);
    const c = patterns + row * <usize>load<i32>(list + at, 8);
    const d = patterns + row * <usize>load<i32>(list + at, 12);
    const p = v128.load_splat<f64>(weights + (at << 1));
    const q = v128.load_splat<f64>(weights + (at << 1), 8);
    const r = v128.load_splat<f64>(weights + (at << 1), 16);
    const s = v128.load_splat<f64>(weights + (at << 1), 24);
    for (let j: usize = 0; j < row; j += 16) {
      let sum = v128.load(out + j);
      sum = f64x2.add(sum, f64x2.mul(p, v128.load(a + j)));
      sum = f64x2.add(sum, f64x2.mul(q, v128.load(b + j)));
      sum = f64x2.add(sum, f64x2.mul(r, v128.load(c + j)));
      sum = f64x2.add(sum, f64x2.mul(s, v128.load(d + j)));
      v128.store(out + j, sum);
    }
  }
  for (; k < count; k++) {
    const a = patterns + row * <usize>load<i32>(list + ((<usize>k) << 2));
    const p = v128.load_splat<f64>(weights + ((<usize>k) << 3));
    for (let j: usize = 0; j < row; j += 16) {
      v128.store(out + j, f64x2.add(v128.load(out + j), f64x2.mul(p, v128.load(a + j))));
    }
  }
}

/** The same for two queries at once, over `count` patterns (a multiple of 4) one after the other. */
export function blendTwo(
  patterns: usize,
  length: i32,
  weights: usize,
  others: usize,
  count: i32,
  out: usize,
  other: usize,
): void {
  const row = (<usize>length) << 3;
  for (let k = 0; k < count; k += 4) {
    const at = (<usize>k) << 3;
    const a = patterns + row * <usize>k;
    const b = a + row;
    const c = b + row;
    const d = c + row;
    const p = v128.load_splat<f64>(weights + at);
    const q = v128.load_splat<f64>(weights + at, 8);
    const r = v128.load_splat<f64>(weights + at, 16);
    const s = v128.load_splat<f64>(weights + at, 24);
    const t = v128.load_splat<f64>(others + at);
    const u = v128.load_splat<f64>(others + at, 8);
    const v = v128.load_splat<f64>(others + at, 16);
    const w = v128.load_splat<f64>(others + at, 24);
    for (let j: usize = 0; j < row; j += 16) {
      let x = v128.load(a + j);
      let first = f64x2.add(v128.load(out + j), f64x2.mul(p, x));
      let second = f64x2.add(v128.load(other + j), f64x2.mul(t, x));
      x = v128.load(b + j);
      first = f64x2.add(first, f64x2.mul(q, x));
      second = f64x2.add(second, f64x2.mul(u, x));
      x = v128.load(c + j);
      first = f64x2.add(first, f64x2.mul(r, x));
      second = f64x2.add(second, f64x2.mul(v, x));
      x = v128.load(d + j);
      v128.store(out + j, f64x2.add(first, f64x2.mul(s, x)));
      v128.store(other + j, f64x2.add(second, f64x2.mul(w, x)));
    }
  }
}

@inline
function fourOf(row: usize, j: usize): v128 {
  return i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(row + j)));
}

/** The same over patterns of bytes, `length` a multiple of 8. */
export function blendBytes(patterns: usize, length: i32, list: usize, weights: usize, count: i32, out: usize): void {
  for (let k = 0; k < count; k++) {
    const row = patterns + <usize>length * <usize>load<i32>(list + ((<usize>k) << 2));
    const p = v128.load_splat<f64>(weights + ((<usize>k) << 3));
    for (let j: usize = 0; j < <usize>length; j += 4) {
      const x = fourOf(row, j);
      const at = out + (j << 3);
      const high = i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0);
      v128.store(at, f64x2.add(v128.load(at), f64x2.mul(p, f64x2.convert_low_i32x4_s(x))));
      v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(p, f64x2.convert_low_i32x4_s(high))), 16);
    }
  }
}
