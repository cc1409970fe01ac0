/**
 * Tails of the F and t distributions by the regularised incomplete beta function I_x(a, b), its continued fraction evaluated by Lentz's
 * method (DLMF 8.17.22): a few dozen terms at most for the degrees of freedom of a comparison.
 */
import { gammaln } from "simple-statistics";

const SMALLEST = 1e-300;
const PRECISION = 1e-14;
const TERMS = 1000;

/** P(F > f) with these degrees of freedom; f from 0 to Infinity. */
export function fisherTail(f: number, numerator: number, denominator: number): number {
  if (f === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2);
}

/** P(|T| > |t|): Student's t, both tails. */
export const studentTails = (t: number, freedom: number): number => fisherTail(t * t, 1, freedom);

/** I_x(a, b) for x in [0, 1] and a, b > 0. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  // The fraction converges fast below the mean; the other side by I_x(a, b) = 1 - I_(1 - x)(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const scale = gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(scale) / a) * continuedFraction(x, a, b);
}

/** 1 / (1 + d_1 / (1 + d_2 / (1 + ...))) with the d of DLMF 8.17.23. */
function continuedFraction(x: number, a: number, b: number): number {
  const guarded = (value: number) => (Math.abs(value) < SMALLEST ? SMALLEST : value);
  let upper = 1;
  let lower = 0;
  let fraction = 1;
  for (let k = 1; k <= TERMS; k++) {
    const m = k >> 1;
    const d =
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + k - 1) * (a + k))
        : -((a + m) * (a + b + m) * x) / ((a + k - 1) * (a + k));
    lower = 1 / guarded(1 + d * lower);
    upper = guarded(1 + d / upper);
    fraction *= upper * lower;
    if (Math.abs(upper * lower - 1) < PRECISION) break;
  }
  return 1 / fraction;
}
