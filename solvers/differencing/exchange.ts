/**
 * Descent over splits by moves of one number and exchanges of two: a number a of the larger list against b of the other, or against
 * nothing, takes 2 (a - b) from the difference. The best exchange is found in O(n) where numbers are sorted; where numbers are many and
 * have few digits, some exchange soon leaves an even split.
 */

/**
 * Changes signs, +-1, until no exchange lowers the difference of their sums, which it returns.
 * @param numbers largest first, 0 or above
 */
export function exchange(numbers: Float64Array, signs: Int8Array): number {
  let sum = numbers.reduce((total, value, k) => total + signs[k] * value, 0);
  for (;;) {
    const { from, to, after } = bestExchange(numbers, signs, sum);
    if (after >= Math.abs(sum)) return Math.abs(sum);
    sum += 2 * (valueAt(numbers, to) - numbers[from]) * Math.sign(sum);
    signs[from] = -signs[from];
    if (to < numbers.length) signs[to] = -signs[to];
  }
}

/** One beyond the last stands for nothing. */
const valueAt = (numbers: Float64Array, k: number): number => (k < numbers.length ? numbers[k] : 0);

/** The exchange after which the difference is least: `from` has the sign of the sum, `to` the other. Both only go down the list. */
function bestExchange(numbers: Float64Array, signs: Int8Array, sum: number) {
  const larger = sum >= 0 ? 1 : -1;
  const difference = Math.abs(sum);
  const next = (k: number, sign: number): number => {
    let at = k;
    while (at < numbers.length && signs[at] !== sign) at++;
    return at;
  };
  let best = { from: 0, to: 0, after: difference };
  for (let from = next(0, larger), to = next(0, -larger); from < numbers.length; ) {
    const change = 2 * (numbers[from] - valueAt(numbers, to));
    const after = Math.abs(difference - change);
    if (after < best.after) best = { from, to, after };
    // Too small a change: less must come in return. Too large: less must go.
    if (change < difference && to < numbers.length) to = next(to + 1, -larger);
    else from = next(from + 1, larger);
  }
  return best;
}
