/**
 * Multilinear polynomials over bits, of any degree: x^2 = x, so a monomial is a set of bits. Sums cost their terms, products their
 * product; nothing larger than a limit is begun.
 */
import { GroundstateError, MemoryError } from "../../errors.ts";

/** coefficient * product of x_b over `bits`. */
export interface Monomial {
  /** Ascending, each bit once, at least one. */
  readonly bits: readonly number[];
  /** Not 0. */
  coefficient: number;
}

/** Terms of degree 1: coefficients[k] x_bits[k], no bit twice, no coefficient 0. Not to be changed. */
export interface Linear {
  readonly bits: readonly number[];
  readonly coefficients: readonly number[];
}

/** Written to only by the functions of this file that say so. */
export interface Polynomial {
  constant: number;
  /** The terms where they are held as plain numbers, which long inequalities are: null once `terms` has been looked at. */
  readonly linear: Linear | null;
  readonly terms: Map<number | string, Monomial>;
}

/** Makes the map of its terms when somebody asks for it: a sum of 10^5 bits goes from its constraint to the model without one. */
class Held implements Polynomial {
  constant: number;
  linear: Linear | null;
  #terms: Map<number | string, Monomial> | null = null;

  constructor(value: number, terms: Linear | null) {
    this.constant = value;
    this.linear = terms;
  }

  get terms(): Map<number | string, Monomial> {
    if (this.#terms !== null) return this.#terms;
    this.#terms = new Map();
    const { bits, coefficients } = this.linear ?? NONE;
    for (let k = 0; k < bits.length; k++) {
      const own = [bits[k]];
      this.#terms.set(keyOf(own), { bits: own, coefficient: coefficients[k] });
    }
    this.linear = null;
    return this.#terms;
  }
}

const NONE: Linear = { bits: [], coefficients: [] };

/** Terms of one polynomial, at most: about 0.4 GB. */
const MOST_TERMS = 4_000_000;
const BYTES_PER_TERM = 100;
/** Products of two terms in one multiplication or power of degree above 2, at most: some seconds. */
const MOST_PRODUCTS = 4_000_000;
const SMALL = 2 ** 15;
const BITS = 2 ** 26; // pairs of smaller indices are safe integers
const LARGE = 2 ** 40; // above all small pairs

export const constant = (value: number): Polynomial => new Held(value, NONE);

/** offset + these terms, which are not copied. */
export const fromLinear = (terms: Linear, offset: number): Polynomial => new Held(offset, terms);

export const sizeOf = (p: Polynomial): number => p.linear?.bits.length ?? p.terms.size;

/** In the order of the terms. */
export const coefficientsOf = (p: Polynomial): readonly number[] =>
  p.linear?.coefficients ?? Array.from(p.terms.values(), (term) => term.coefficient);

/** The same terms with other coefficients, one each in their order, 0 for none. */
export function withCoefficients(p: Polynomial, coefficients: readonly number[], offset: number): Polynomial {
  if (p.linear !== null && !coefficients.includes(0)) return new Held(offset, { bits: p.linear.bits, coefficients });
  const result = constant(offset);
  let k = 0;
  for (const { bits } of p.terms.values()) addMonomial(result, bits, coefficients[k++]);
  return result;
}

/** offset + sum of coefficients[k] x_bits[k]; repeated bits add up. */
export function linear(bits: readonly number[], coefficients: readonly number[], offset: number): Polynomial {
  if (isAscending(bits) && !coefficients.includes(0)) return new Held(offset, { bits, coefficients });
  const result = constant(offset);
  for (let k = 0; k < bits.length; k++) addMonomial(result, [bits[k]], coefficients[k]);
  return result;
}

function isAscending(bits: readonly number[]): boolean {
  for (let k = 1; k < bits.length; k++) if (bits[k - 1] >= bits[k]) return false;
  return true;
}

/**
 * A name for a set of bits: below 2^30 for one or two small indices, as engines look such numbers up fastest; larger numbers for other
 * pairs; text for more bits.
 */
export function keyOf(bits: readonly number[]): number | string {
  if (bits.length === 1) return -1 - bits[0];
  if (bits.length > 2) return bits.join(",");
  return bits[1] < SMALL ? bits[0] * SMALL + bits[1] : LARGE + bits[0] * BITS + bits[1];
}

/** target += coefficient times the product of bits (ascending, each once; none for the constant). */
export function addMonomial(target: Polynomial, bits: readonly number[], coefficient: number): void {
  if (coefficient === 0) return;
  if (bits.length === 0) {
    target.constant += coefficient;
    return;
  }
  const key = keyOf(bits);
  const known = target.terms.get(key);
  if (known === undefined) {
    target.terms.set(key, { bits, coefficient });
    return;
  }
  known.coefficient += coefficient;
  if (known.coefficient === 0) target.terms.delete(key);
}

/** target += scale * other. */
export function addScaled(target: Polynomial, other: Polynomial, scale: number): void {
  if (scale === 0) return;
  target.constant += scale * other.constant;
  if (other.linear !== null) {
    const { bits, coefficients } = other.linear;
    for (let k = 0; k < bits.length; k++) addMonomial(target, [bits[k]], scale * coefficients[k]);
    return;
  }
  for (const { bits, coefficient } of other.terms.values()) addMonomial(target, bits, scale * coefficient);
}

/** p - q, where no bit of q is in p. */
export function lessNewBits(p: Polynomial, q: Polynomial): Polynomial {
  const offset = p.constant - q.constant;
  if (p.linear !== null && q.linear !== null) {
    const bits = p.linear.bits.concat(q.linear.bits);
    const coefficients = p.linear.coefficients.concat(q.linear.coefficients.map((a) => -a));
    return fromLinear({ bits, coefficients }, offset);
  }
  const result = scaled(p, 1);
  addScaled(result, q, -1);
  return result;
}

/** A polynomial of its own, 0 where the scale is. O(terms). */
export function scaled(polynomial: Polynomial, scale: number): Polynomial {
  if (polynomial.linear !== null && scale !== 0) {
    const { bits, coefficients } = polynomial.linear;
    const own = scale === 1 ? coefficients : coefficients.map((a) => scale * a);
    return fromLinear({ bits, coefficients: own }, 0 + scale * polynomial.constant);
  }
  const result = constant(0);
  addScaled(result, polynomial, scale);
  return result;
}

/**
 * O(terms of a * terms of b).
 * @throws {MemoryError} when the product may have too many terms
 * @throws {GroundstateError} "invalid-instance" when it would take too long
 */
export function multiply(a: Polynomial, b: Polynomial, what: string): Polynomial {
  const most = (a.terms.size + 1) * (b.terms.size + 1);
  if (most > MOST_TERMS) {
    const high = degree(a) + degree(b);
    requireTerms(Math.min(most, subsetsUpTo(bitsOf([a, b]).size, high)), what);
    if (high > 2) requireProducts(most, what);
  }
  const result = constant(a.constant * b.constant);
  for (const { bits, coefficient } of a.terms.values()) addMonomial(result, bits, coefficient * b.constant);
  for (const { bits, coefficient } of b.terms.values()) addMonomial(result, bits, coefficient * a.constant);
  for (const left of a.terms.values()) {
    for (const right of b.terms.values()) {
      addMonomial(result, union(left.bits, right.bits), left.coefficient * right.coefficient);
    }
  }
  return result;
}

/**
 * Factor by factor: the product of a long and a short polynomial costs far less than squaring a long one. Refuses before it begins.
 * @param exponent a whole number from 0
 * @throws {MemoryError | GroundstateError} as multiply
 */
export function raise(base: Polynomial, exponent: number, what: string): Polynomial {
  if (exponent === 0) return constant(1);
  const [terms, bits, high] = [base.terms.size, bitsOf([base]).size, degree(base)];
  // x^2 = x: a monomial of the k-th power is a set of bits, and the union of at most k terms.
  const most = (k: number) => Math.min(subsetsUpTo(bits, k * high), subsetsUpTo(terms, k));
  requireTerms(most(exponent), what);
  let products = 0;
  for (let k = 1; k < exponent; k++) products += (terms + 1) * most(k);
  if (exponent * high > 2) requireProducts(products, what);
  let result = base;
  for (let k = 1; k < exponent; k++) result = multiply(result, base, what);
  return result;
}

/** 1 - p: the negation of an expression that is 0 or 1. */
export function complement(p: Polynomial): Polynomial {
  const result = scaled(p, -1);
  result.constant += 1;
  return result;
}

const SPLIT = "Split the product, or introduce variables for its factors.";

/** Refuses what would be too many. @param what begins the message @throws {MemoryError} */
export function requireTerms(terms: number, what: string): void {
  if (terms <= MOST_TERMS) return;
  const hint = `That is up to ${terms.toPrecision(3)} terms. ${SPLIT}`;
  throw new MemoryError(`${what}, multiplied out,`, terms * BYTES_PER_TERM, MOST_TERMS * BYTES_PER_TERM, hint);
}

function requireProducts(products: number, what: string): void {
  if (products <= MOST_PRODUCTS) return;
  const found = `${products.toPrecision(3)} products of two terms, above the limit of ${MOST_PRODUCTS.toPrecision(3)}`;
  throw new GroundstateError("invalid-instance", `${what}, multiplied out, takes ${found}`, { hint: SPLIT });
}

function bitsOf(polynomials: readonly Polynomial[]): Set<number> {
  const bits = new Set<number>();
  for (const p of polynomials) for (const term of p.terms.values()) for (const bit of term.bits) bits.add(bit);
  return bits;
}

/** Number of subsets of n things with at most k of them. */
function subsetsUpTo(n: number, k: number): number {
  let count = 1;
  let layer = 1;
  for (let d = 1; d <= Math.min(n, k); d++) {
    layer *= (n - d + 1) / d;
    count += layer;
  }
  return Math.ceil(count);
}

/** Merges two ascending lists. */
export function union(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 1 && b.length === 1) return a[0] === b[0] ? a : a[0] < b[0] ? [a[0], b[0]] : [b[0], a[0]];
  const result: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const next = j === b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
    if (i < a.length && a[i] === next) i++;
    if (j < b.length && b[j] === next) j++;
    result.push(next);
  }
  return result;
}

/** Bits of the longest monomial, 0 for a constant. O(terms). */
export function degree(p: Polynomial): number {
  if (p.linear !== null) return Math.min(1, p.linear.bits.length);
  let most = 0;
  for (const { bits } of p.terms.values()) most = Math.max(most, bits.length);
  return most;
}

/** Value at bits 0 and 1. */
export function valueAt(p: Polynomial, values: ArrayLike<number>): number {
  let sum = p.constant;
  if (p.linear !== null) {
    const { bits, coefficients } = p.linear;
    for (let k = 0; k < bits.length; k++) if (values[bits[k]] === 1) sum += coefficients[k];
    return sum;
  }
  for (const { bits, coefficient } of p.terms.values()) {
    if (bits.every((bit) => values[bit] === 1)) sum += coefficient;
  }
  return sum;
}
