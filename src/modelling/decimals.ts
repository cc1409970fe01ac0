/**
 * Decimals as whole numbers: 0.1 + 0.2 <= 0.3 does not hold in doubles, but 1 + 2 <= 3 does. A number is taken for what it is written as: the
 * shortest decimal that reads back as the same double. O(numbers).
 */

/** Sums of whole numbers up to here stay exact, also doubled or compared. */
const MOST = 2 ** 50;

/** How many digits stand behind the point. */
function decimals(value: number): number {
  if (Number.isInteger(value)) return 0;
  const [mantissa, exponent] = value.toExponential().split("e");
  return Math.max(0, mantissa.replace(/^-?\d\.?/, "").length - Number(exponent));
}

/** Decimals as whole numbers of one unit. */
export interface WholeNumbers {
  readonly values: readonly number[];
  /** value = whole number / multiplier, a power of ten. */
  readonly multiplier: number;
}

/** The numbers times the least power of ten that makes all whole; null where their sum is then too large to be exact. */
export function wholeNumbers(values: readonly number[]): WholeNumbers | null {
  const digits = values.reduce((most, value) => Math.max(most, decimals(value)), 0);
  const multiplier = 10 ** digits;
  const total = values.reduce((sum, value) => sum + Math.abs(value), 0);
  if (!(total * multiplier <= MOST)) return null;
  return { values: digits === 0 ? values : values.map((value) => Math.round(value * multiplier)), multiplier };
}
