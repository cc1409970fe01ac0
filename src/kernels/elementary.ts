/**
 * Logarithms and the hyperbolic tangent with the same bits in every engine, which Math does not promise: + - * / and the bits of
 * doubles only. Errors stay within a few units in the last place. @see exponential
 */
import { exponential } from "./exponential.ts";

const LN2_HIGH = 0.6931471803691238; // 32 significant bits, so that its products with exponents are exact
const LN2_LOW = 1.9082149292705877e-10;

const word = new DataView(new ArrayBuffer(8));

/** ln x; -Infinity at 0, NaN below. */
export function logarithm(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < 2 ** -1022) return logarithm(x * 2 ** 54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  word.setFloat64(0, x);
  const high = word.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  word.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = word.getFloat64(0); // 1 to 2
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const fraction = mantissa - 1;
  return exponent * LN2_HIGH + (twiceAreaTangent(fraction / (2 + fraction)) + exponent * LN2_LOW);
}

/** ln(1 + x), also for small x. */
export function logarithmOfNext(x: number): number {
  if (Math.abs(x) < 1e-17) return x;
  return Math.abs(x) < 0.4 ? twiceAreaTangent(x / (2 + x)) : logarithm(1 + x);
}

/** artanh v, -1 <= v <= 1. */
export function areaTangent(v: number): number {
  return Math.abs(v) < 0.17 ? twiceAreaTangent(v) / 2 : (logarithmOfNext(v) - logarithmOfNext(-v)) / 2;
}

/** 2 artanh s = ln((1 + s) / (1 - s)) for |s| <= 0.25: s^2 <= 1/16, so the first term left out is below 2^-60 of the first. */
function twiceAreaTangent(s: number): number {
  const q = s * s;
  let sum = 0;
  for (let k = 29; k >= 3; k -= 2) sum = q * (1 / k + sum);
  return 2 * s * (1 + sum);
}

/** tanh x. */
export function hyperbolicTangent(x: number): number {
  const z = Math.abs(x);
  if (z < 1e-9) return x; // x^3 / 3 is far below the last place
  if (z > 22) return Math.sign(x); // 1 - 2^-63
  if (z > 0.3) {
    const tangent = 1 - 2 / (exponential(2 * z) + 1);
    return x < 0 ? -tangent : tangent;
  }
  // (e^2z - 1) / (e^2z + 1), the numerator by its power series
  const y = 2 * z;
  let sum = 1;
  for (let d = 16; d >= 2; d--) sum = 1 + (y * sum) / d;
  const less = y * sum;
  return (x < 0 ? -less : less) / (less + 2);
}
