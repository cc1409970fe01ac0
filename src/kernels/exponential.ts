/**
 * exp for kernels: the same bits in every engine, which Math.exp does not promise. Cody & Waite reduction x = k ln 2 + r,
 * |r| <= ln 2 / 2, and the Taylor polynomial of degree 13 (remainder below 2^-54 relative). Only + - * and a table of powers of two.
 */

/** ln 2 in two parts: the high one has 32 significant bits, so that k * LN2_HIGH is exact for |k| < 2^20. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1.4426950408889634;

/** 2^k for k = -1074 .. 1023. */
const POWERS = Float64Array.from({ length: 2098 }, (_, k) => 2 ** (k - 1074));

/** e^x within 1 unit in the last place or two (subnormal results: rounded twice); 0 below -745.2, Infinity above 709.79. */
export function exponential(x: number): number {
  if (x < -745.2) return 0;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let p = 1 + r / 13;
  for (let d = 12; d >= 1; d--) p = 1 + (r * p) / d;
  // Two factors, because 2^1024 and powers below 2^-1074 are no doubles.
  const half = k >> 1;
  return p * POWERS[half + 1074] * POWERS[k - half + 1074];
}
