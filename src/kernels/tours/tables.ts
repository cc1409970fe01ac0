/** Logarithms for the tour kernel, from + - * / alone: the same bits in every engine. */

const LN2 = 0.6931471805599453;

/** -ln x for 0 < x <= 1: x = m 2^-e with m in [1, 2), ln m = 2 artanh((m - 1) / (m + 1)) by its series. Error a few units in the last place. */
function minusLogarithm(x: number): number {
  let m = x;
  let e = 0;
  for (; m < 1; e++) m *= 2;
  const t = (m - 1) / (m + 1);
  let sum = 0;
  for (let k = 41; k >= 1; k -= 2) sum = sum * t * t + 1 / k;
  return e * LN2 - 2 * t * sum;
}

/** -ln((k + 1/2) / size): exponential variates by index. */
export function exponentialVariates(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => minusLogarithm((k + 0.5) / size));
}

/** -f/m ln(f/m) for f = 0 .. m: the share of an edge that f of m tours have in their entropy. */
export function entropies(m: number): Float64Array {
  return Float64Array.from({ length: m + 1 }, (_, f) => (f === 0 ? 0 : (f / m) * minusLogarithm(f / m)));
}
