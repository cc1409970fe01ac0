/** Patterns for associative memories: `count` vectors of `size` spins (-1/+1), as plain data. 0/1 patterns map to spins by 2x - 1. */
import { GroundstateError } from "../errors.ts";

/** Patterns to store, row by row. */
export interface Patterns {
  readonly name: string | null;
  readonly count: number;
  readonly size: number;
  /** Row-major count x size, each -1 or +1. */
  readonly values: Int8Array;
  /** Pixels in a row when a pattern is a picture; it divides `size`. Null: no picture. */
  readonly width: number | null;
  /** One a pattern. */
  readonly labels: readonly string[];
}

/** Pattern mu as a view, length `size`. */
export function patternAt(patterns: Patterns, mu: number): Int8Array {
  return patterns.values.subarray(mu * patterns.size, (mu + 1) * patterns.size);
}

/** Only these rows, with their labels, in this order: of patterns, or of cues. Copies. */
export function rowsOf<T extends Pick<Patterns, "count" | "size" | "values" | "labels">>(
  rows: T,
  chosen: readonly number[],
): T {
  const { size } = rows;
  const values = new Int8Array(chosen.length * size);
  chosen.forEach((mu, k) => {
    values.set(rows.values.subarray(mu * size, (mu + 1) * size), k * size);
  });
  return { ...rows, count: chosen.length, values, labels: chosen.map((mu) => rows.labels[mu]) };
}

/** Patterns from rows of spins. @throws {GroundstateError} "invalid-instance" when rows differ in length or hold anything but -1 and +1 */
export function patternsFrom(
  rows: readonly ArrayLike<number>[],
  {
    name = null,
    width = null,
    labels,
  }: { name?: string | null; width?: number | null; labels?: readonly string[] } = {},
): Patterns {
  const count = rows.length;
  const size = count === 0 ? 0 : rows[0].length;
  const values = new Int8Array(count * size);
  const refuse = (place: string, found: unknown, expected: string): never => {
    throw new GroundstateError("invalid-instance", `${place} is ${String(found)}, expected ${expected}`);
  };
  if (size === 0)
    refuse("patterns", count === 0 ? "empty" : "of length 0", "at least one pattern of at least one spin");
  if (width !== null && size % width !== 0) refuse("width", width, `a divisor of the ${size} spins of a pattern`);
  if (labels !== undefined && labels.length !== count)
    refuse("labels", `${labels.length} names`, `${count}, one a pattern`);
  rows.forEach((row, mu) => {
    if (row.length !== size) refuse(`patterns[${mu}].length`, row.length, `${size}, as in patterns[0]`);
    for (let i = 0; i < size; i++) {
      if (row[i] !== 1 && row[i] !== -1) refuse(`patterns[${mu}][${i}]`, row[i], "-1 or +1");
      values[mu * size + i] = row[i];
    }
  });
  return { name, count, size, values, width, labels: labels ?? rows.map((_row, mu) => String(mu + 1)) };
}

/** Overlap m = (1/n) sum_i a_i b_i, in [-1, 1] for spins. */
export function overlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum / a.length;
}

/** The same from rows of bits: 0 becomes -1. @throws {GroundstateError} "invalid-instance" for anything but 0 and 1 */
export function patternsFromBits(
  rows: readonly ArrayLike<number>[],
  options: Parameters<typeof patternsFrom>[1] = {},
): Patterns {
  const spins = rows.map((row, mu) =>
    Array.from(row, (bit, i) => {
      if (bit === 0 || bit === 1) return 2 * bit - 1;
      throw new GroundstateError("invalid-instance", `patterns[${mu}][${i}] is ${String(bit)}, expected 0 or 1`);
    }),
  );
  return patternsFrom(spins, options);
}
