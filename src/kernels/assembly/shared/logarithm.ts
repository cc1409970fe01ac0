/**
 * -ln u of four random words at once, in single precision: u = ((word >>> 1) | 1) / 2^31. Exponent times ln 2 and a polynomial of the
 * mantissa, absolute error below 4e-5: so far does the probability exp(-x) = P(x < -ln u) deviate, relatively. Only correctly
 * rounded operations, so every engine gives the same bits (src/kernels/replicas/logarithm.ts is the twin in plain numbers).
 */

/** The half word that decides: (word >>> 1) | 1. */
@inline
export function half(word: v128): v128 {
  return v128.or(i32x4.shr_u(word, 1), i32x4.splat(1));
}

/** max(0, -ln u) of half words. */
@inline
export function minusLog(halfWord: v128): v128 {
  const bits = f32x4.convert_i32x4_s(halfWord);
  const exponent = f32x4.convert_i32x4_s(i32x4.shr_u(bits, 23));
  const t = f32x4.sub(v128.or(v128.and(bits, i32x4.splat(0x7fffff)), f32x4.splat(1)), f32x4.splat(1));
  let q = f32x4.add(f32x4.mul(f32x4.splat(0.0406634375616652), t), f32x4.splat(-0.156029527459728));
  q = f32x4.add(f32x4.mul(q, t), f32x4.splat(0.3053999774504788));
  q = f32x4.add(f32x4.mul(q, t), f32x4.splat(-0.49678874804063583));
  q = f32x4.add(f32x4.mul(q, t), f32x4.splat(0.9999368219588889));
  const whole = f32x4.mul(f32x4.sub(f32x4.splat(158), exponent), f32x4.splat(0.6931471805599453));
  return f32x4.pmax(f32x4.splat(0), f32x4.sub(whole, f32x4.mul(t, q)));
}

/** Half words from here on refuse a level move: probability 15/16. */
export const LEVEL: i32 = 0x78000000;
