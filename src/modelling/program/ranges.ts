/**
 * Interval arithmetic on forms: the range of values, and for each bit the range of the change when it goes from 0 to 1. Knowledge
 * about groups sharpens it: of bits of which at most one is 1, at most one monomial counts at a time. O(terms).
 */
import type { Layout } from "./codes.ts";
import type { Form, Square } from "./lower.ts";
import type { Linear, Monomial, Polynomial } from "./polynomial.ts";

export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Which bits exclude each other. Bits of one unit are never 1 together; of a unit with size > 0 exactly one of `size` bits is 1, of
 * other units perhaps none. Null where each bit is a unit of its own.
 */
export interface Knowledge {
  readonly unit: Int32Array;
  readonly size: Int32Array;
}

/** Knowledge that holds among legal codes (`exactly`), or where no group has two bits; by items or by places of the orders. */
function knowledgeOf(layout: Layout, bits: number, exactly: boolean, by: "items" | "places"): Knowledge | null {
  const { groups, orders } = layout;
  if (groups.length === 0 && orders.length === 0) return null;
  const unit = Int32Array.from({ length: bits }, (_, bit) => bit);
  const size = new Int32Array(bits); // a unit is named by its first bit
  for (const group of groups) {
    unit.fill(group.first, group.first, group.first + group.size);
    if (exactly) size[group.first] = group.size;
  }
  for (const { first, size: n } of orders) {
    for (let k = 0; k < n * n; k++) unit[first + k] = by === "items" ? first + k - (k % n) : first + (k % n);
    if (exactly) for (let k = 0; k < n; k++) size[by === "items" ? first + k * n : first + k] = n;
  }
  return { unit, size };
}

/** Knowledge by items and, where there are orders, by places. */
export function knowledges(layout: Layout, bits: number, exactly: boolean): readonly (Knowledge | null)[] {
  const byItems = knowledgeOf(layout, bits, exactly, "items");
  return layout.orders.length === 0 ? [byItems] : [byItems, knowledgeOf(layout, bits, exactly, "places")];
}

/** Range of a form, the narrowest of all that is known. Bits outside the knowledge are free. */
export function rangeOf(form: Form, known: readonly (Knowledge | null)[]): Range {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const knowledge of known) {
    const range = rangeUnder(form, knowledge);
    low = Math.max(low, range.low);
    high = Math.min(high, range.high);
  }
  return { low, high };
}

export const rangeOfPolynomial = (polynomial: Polynomial, known: readonly (Knowledge | null)[]): Range =>
  rangeOf({ polynomial, squares: [] }, known);

function rangeUnder({ polynomial, squares }: Form, knowledge: Knowledge | null): Range {
  const total = totalOf(polynomial.constant);
  if (knowledge === null && polynomial.linear !== null) addFree(total, polynomial.linear.coefficients);
  else {
    const buckets = new Map<Key, Bucket>();
    sortIn(polynomial.terms.values(), -1, knowledge, total, buckets);
    for (const bucket of buckets.values()) add(total, bucketRange(bucket), 1);
  }
  for (const square of squares) add(total, squareRange(square, knowledge), square.scale);
  return total;
}

/** A range that grows by other ranges. */
interface Total {
  low: number;
  high: number;
}

const totalOf = (value: number): Total => ({ low: value, high: value });

function add(total: Total, { low, high }: Range, scale: number): void {
  total.low += scale >= 0 ? scale * low : scale * high;
  total.high += scale >= 0 ? scale * high : scale * low;
}

/** Each may count or not. */
function addFree(total: Total, coefficients: readonly number[]): void {
  for (const a of coefficients) {
    if (a < 0) total.low += a;
    else total.high += a;
  }
}

/** Values of which one counts; `left` of their combinations have no value yet. */
interface Bucket {
  low: number;
  high: number;
  left: number;
}

/** Where every combination has its value, exactly one counts; else perhaps none. */
const bucketRange = ({ low, high, left }: Bucket): Range =>
  left === 0 ? { low, high } : { low: Math.min(0, low), high: Math.max(0, high) };

function fill<K>(buckets: Map<K, Bucket>, key: K, value: number, combinations: number): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) {
    buckets.set(key, { low: value, high: value, left: combinations - 1 });
    return;
  }
  bucket.low = Math.min(bucket.low, value);
  bucket.high = Math.max(bucket.high, value);
  bucket.left--;
}

type Key = number | string;

/**
 * Sorts monomials, less the bit `skip`, into buckets of those that exclude each other; without knowledge they go to the total at once.
 */
function sortIn(
  terms: Iterable<Monomial>,
  skip: number,
  knowledge: Knowledge | null,
  total: Total,
  buckets: Map<Key, Bucket>,
): void {
  for (const { bits, coefficient } of terms) {
    if (bits.length === 1 && bits[0] === skip) add(total, { low: coefficient, high: coefficient }, 1);
    else if (knowledge !== null) sortOne(bits, coefficient, skip, knowledge, buckets);
    else if (coefficient < 0) total.low += coefficient;
    else total.high += coefficient;
  }
}

function sortOne(
  bits: readonly number[],
  coefficient: number,
  skip: number,
  { unit, size }: Knowledge,
  buckets: Map<Key, Bucket>,
): void {
  const units: number[] = [];
  let combinations = 1; // 0 where perhaps none of a unit is 1
  const skipped = skip >= 0 && skip < unit.length ? unit[skip] : skip;
  for (const bit of bits) {
    if (bit === skip) continue;
    const own = bit < unit.length ? unit[bit] : bit;
    if (own === skipped || units.includes(own)) return; // never 1 together
    combinations *= bit < size.length ? size[own] : 0;
    units.push(own);
  }
  const key = units.length === 1 ? units[0] : units.sort((a, b) => a - b).join(",");
  fill(buckets, key, coefficient, combinations);
}

/** Ranges of the inside of a square: of each unit, and of all. */
function insideRange({ bits, coefficients, constant }: Square, knowledge: Knowledge | null) {
  const units = new Map<number, Bucket>();
  for (let k = 0; k < bits.length; k++) {
    const bit = bits[k];
    const known = knowledge !== null && bit < knowledge.unit.length;
    const unit = known ? knowledge.unit[bit] : bit;
    fill(units, unit, coefficients[k], known ? knowledge.size[unit] : 0);
  }
  const total = totalOf(constant);
  for (const bucket of units.values()) add(total, bucketRange(bucket), 1);
  return { total, units };
}

function squareRange(square: Square, knowledge: Knowledge | null): Range {
  const free = totalOf(square.constant);
  if (knowledge === null) addFree(free, square.coefficients);
  const { low, high } = knowledge === null ? free : insideRange(square, knowledge).total;
  const largest = Math.max(low * low, high * high);
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(low * low, high * high), high: largest };
}

export interface Slopes {
  /** By bit: lowest and highest change of the form when the bit goes from 0 to 1, the other bits of its unit being 0. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Slopes of the first `bits` bits, the narrowest of all that is known. O(terms * degree). */
export function slopesOf(form: Form, bits: number, known: readonly (Knowledge | null)[]): Slopes {
  const low = new Float64Array(bits).fill(Number.NEGATIVE_INFINITY);
  const high = new Float64Array(bits).fill(Number.POSITIVE_INFINITY);
  const { linear } = form.polynomial;
  if (linear !== null && form.squares.length === 0) return slopesOfLinear(linear, bits);
  const termsOf = termsByBit(form.polynomial, bits);
  for (const knowledge of known) {
    const totals = termsOf.map((terms, bit) => {
      const total = totalOf(0);
      const buckets = new Map<Key, Bucket>();
      sortIn(terms, bit, knowledge, total, buckets);
      for (const bucket of buckets.values()) add(total, bucketRange(bucket), 1);
      return total;
    });
    for (const square of form.squares) addSquareSlopes(square, knowledge, totals);
    for (let bit = 0; bit < bits; bit++) {
      low[bit] = Math.max(low[bit], totals[bit].low);
      high[bit] = Math.min(high[bit], totals[bit].high);
    }
  }
  return { low, high };
}

/** Exact whatever is known. */
function slopesOfLinear({ bits, coefficients }: Linear, count: number): Slopes {
  const low = new Float64Array(count);
  for (let k = 0; k < bits.length; k++) if (bits[k] < count) low[bits[k]] = coefficients[k];
  return { low, high: low.slice() };
}

function termsByBit({ terms }: Polynomial, bits: number): Monomial[][] {
  const lists: Monomial[][] = Array.from({ length: bits }, () => []);
  for (const term of terms.values()) for (const bit of term.bits) if (bit < bits) lists[bit].push(term);
  return lists;
}

/** (k + a + rest)^2 - (k + rest)^2 = a (a + 2 (k + rest)). */
function addSquareSlopes(square: Square, knowledge: Knowledge | null, totals: readonly Total[]): void {
  const { total, units } = insideRange(square, knowledge);
  for (let k = 0; k < square.bits.length; k++) {
    const bit = square.bits[k];
    if (bit >= totals.length) continue;
    const unit = knowledge !== null && bit < knowledge.unit.length ? knowledge.unit[bit] : bit;
    const own = bucketRange(units.get(unit)!);
    const a = square.coefficients[k];
    const rest = { low: total.low - own.low, high: total.high - own.high };
    add(totals[bit], { low: a + 2 * rest.low, high: a + 2 * rest.high }, square.scale * a);
  }
}
