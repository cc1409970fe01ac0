/** -ln u of a random word in single precision: the plain twin of assembly/shared/logarithm.ts, operation by operation. */

const round = Math.fround;
const LN2 = round(Math.LN2);
const [Q4, Q3, Q2, Q1, Q0] = [
  0.0406634375616652, -0.156029527459728, 0.3053999774504788, -0.49678874804063583, 0.9999368219588889,
].map(round);

const bits = new Int32Array(1);
const number = new Float32Array(bits.buffer);

/** Half words from here on refuse a level move: probability 15/16. */
export const LEVEL = 0x78000000;
/** Above every value of `minusLog`: 31 ln 2. */
export const LARGEST_LOG = 21.5;

export const half = (word: number): number => (word >>> 1) | 1;

/** max(0, -ln (halfWord / 2^31)), absolute error below 4e-5. */
export function minusLog(halfWord: number): number {
  number[0] = halfWord;
  const exponent = bits[0] >>> 23;
  bits[0] = (bits[0] & 0x7fffff) | 0x3f800000;
  const t = round(number[0] - 1);
  let q = round(round(Q4 * t) + Q3);
  q = round(round(q * t) + Q2);
  q = round(round(q * t) + Q1);
  q = round(round(q * t) + Q0);
  return Math.max(0, round(round((158 - exponent) * LN2) - round(t * q)));
}
