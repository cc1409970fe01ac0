/** Means over independent trials, with 95 % intervals: Student's for means, Wilson's for shares (Wilson 1927). */

export interface Estimate {
  readonly mean: number;
  /** Ends of the 95 % interval; null where one trial tells nothing about it. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Two-sided 95 % points of Student's distribution for 1, 2, ... degrees of freedom (tables: Fisher & Yates 1938). */
const STUDENT = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];
const NORMAL = 1.959964;

/** Beyond the table by Fisher's expansion in 1 / degrees (Abramowitz & Stegun 26.7.5), off by less than 0.0003. */
export function studentPoint(degrees: number): number {
  if (degrees <= STUDENT.length) return STUDENT[degrees - 1];
  const z = NORMAL;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

/** Mean of independent values, at least one; the interval is cut at the ends of `range`, where the values lie. */
export function estimate(values: readonly number[], [least, most]: readonly [number, number]): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, low: null, high: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentPoint(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, low: Math.max(least, mean - half), high: Math.min(most, mean + half) };
}

/** The share `hits / count` of independent draws; the interval is right for shares of 0 and 1 too. */
export function share(hits: number, count: number): Estimate {
  const mean = hits / count;
  const squared = NORMAL ** 2 / count;
  const centre = (mean + squared / 2) / (1 + squared);
  const half = (NORMAL / (1 + squared)) * Math.sqrt((mean * (1 - mean)) / count + squared / (4 * count));
  return { mean, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * The mean of shares of `count` draws each, over trials whose draws resemble each other: Student's interval over the trials, and never
 * narrower than Wilson's, as if all draws were independent: few trials may agree by chance.
 */
export function meanShare(shares: readonly number[], count: number): Estimate {
  const { mean, low, high } = estimate(shares, [0, 1]);
  if (low === null || high === null) return { mean, low, high };
  const all = count * shares.length;
  const draws = share(mean * all, all);
  return { mean, low: Math.min(low, draws.low ?? low), high: Math.max(high, draws.high ?? high) };
}

/** The x where a curve first falls below `level`, by straight lines between its points (x ascending); null when it does not. */
export function crossing(points: readonly (readonly [x: number, y: number])[], level: number): number | null {
  for (let k = 1; k < points.length; k++) {
    const [[x0, y0], [x1, y1]] = [points[k - 1], points[k]];
    if (y0 >= level && y1 < level) return x0 + ((y0 - level) / (y0 - y1)) * (x1 - x0);
  }
  return null;
}
