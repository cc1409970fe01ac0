/**
 * Expressions as polynomials over bits. The square of a long linear expression stays a square (n numbers instead of n^2 / 2): a form
 * is a polynomial plus such squares. O(terms); long sums and products are walked without recursion.
 */
import { unreachable } from "../../errors.ts";
import type { Layout } from "./codes.ts";
import {
  addMonomial,
  addScaled,
  coefficientsOf,
  complement,
  constant,
  fromLinear,
  linear,
  multiply,
  type Polynomial,
  raise,
  requireTerms,
  scaled,
  union,
} from "./polynomial.ts";
import type { Expression } from "./types.ts";

/** scale * (constant + sum of coefficients times bits)^2. */
export interface Square {
  readonly scale: number;
  readonly constant: number;
  readonly bits: readonly number[];
  readonly coefficients: readonly number[];
}

export interface Form {
  readonly polynomial: Polynomial;
  readonly squares: Square[];
}

/** Squares of fewer bits are multiplied out: the pairs are then merged with others, and take no more room than search tables do. */
const LONG = 64;

export const emptyForm = (): Form => ({ polynomial: constant(0), squares: [] });

export function addForm(target: Form, other: Form, scale: number): void {
  addScaled(target.polynomial, other.polynomial, scale);
  for (const square of other.squares) target.squares.push({ ...square, scale: scale * square.scale });
}

/** -form. */
export function negated({ polynomial, squares }: Form): Form {
  return {
    polynomial: scaled(polynomial, -1),
    squares: squares.map((square) => ({ ...square, scale: -square.scale })),
  };
}

/** target += scale * p^2. @throws {MemoryError} */
export function addSquare(target: Form, p: Polynomial, scale: number, what: string): void {
  const bits = linearBits(p);
  if (bits === null || bits.length <= LONG) {
    addScaled(target.polynomial, multiply(p, p, what), scale);
    return;
  }
  target.squares.push({ scale, constant: p.constant, bits, coefficients: coefficientsOf(p) });
}

/** The bits of a polynomial of degree 1, null for others. */
export function linearBits(p: Polynomial): readonly number[] | null {
  if (p.linear !== null) return p.linear.bits;
  const bits: number[] = [];
  for (const term of p.terms.values()) {
    if (term.bits.length !== 1) return null;
    bits.push(term.bits[0]);
  }
  return bits;
}

/** The form of an objective: long squares are kept. @throws {MemoryError} */
export function lowerForm(root: Expression, layout: Layout, what: string): Form {
  const plain = root.op === "sum" ? linearSum(root.terms, layout) : null;
  if (plain !== null) return { polynomial: plain, squares: [] };
  const form = emptyForm();
  addLowered(form.polynomial, root, layout, what, (e) => {
    const base = squareBase(e);
    if (base === null) return false;
    const { inside, factor } = base;
    addSquare(form, lower(inside, layout, what), factor, what);
    return true;
  });
  return form;
}

/** The base of e = factor * base^2, where e is written so. */
function squareBase(e: Expression): { inside: Expression; factor: number } | null {
  const { part, factor } = scaledPart(e) ?? { part: e, factor: 1 };
  return part.op === "power" && part.exponent === 2 ? { inside: part.base, factor } : null;
}

/** e = factor * part where e is a product of numbers and one part; null for others. */
export function scaledPart(e: Expression): { readonly part: Expression; readonly factor: number } | null {
  const part = e.op === "product" ? onlyPart(e.factors) : null;
  return part === null || e.op !== "product" ? null : { part, factor: numberIn(e.factors) };
}

/** @throws {MemoryError} when products would be too large */
export function lower(e: Expression, layout: Layout, what: string): Polynomial {
  switch (e.op) {
    case "number":
      return constant(e.value);
    case "variable": {
      const { first, coefficients, offset } = layout.codes[e.variable];
      return linear(
        coefficients.map((_, k) => first + k),
        coefficients,
        offset,
      );
    }
    case "is":
      return linear([layout.codes[e.variable].first + e.option], [1], 0);
    case "at":
      return linear([placeBit(layout, e)], [1], 0);
    case "sum": {
      const plain = linearSum(e.terms, layout);
      if (plain !== null) return plain;
      const total = constant(0);
      addLowered(total, e, layout, what, () => false);
      return total;
    }
    case "product":
      return product(factorsOf(e), layout, what);
    case "power":
      return raise(lower(e.base, layout, what), e.exponent, what);
    case "not":
      return complement(lower(e.of, layout, what));
    case "and":
      return product(e.of, layout, what);
    case "or":
      return complement(
        product(
          e.of.map((of) => ({ op: "not", of }) as const),
          layout,
          what,
        ),
      );
    case "xor":
      return e.of.reduce((odd, of) => exclusive(odd, lower(of, layout, what), what), constant(0));
    case "holds":
      throw new Error("comparisons inside expressions are taken out before: see indicators.ts");
    default:
      return unreachable(e);
  }
}

function placeBit({ codes }: Layout, { variable, item, place }: Expression & { op: "at" }): number {
  const { first, coefficients } = codes[variable];
  return first + item * Math.sqrt(coefficients.length) + place; // size^2 coefficients: the root is exact
}

/** A sum of numbers and of single bits in ascending order, each perhaps times numbers, which long constraints are; null for others. */
function linearSum(terms: readonly Expression[], layout: Layout): Polynomial | null {
  const bits: number[] = [];
  const coefficients: number[] = [];
  let offset = 0;
  let last = -1;
  for (const term of terms) {
    if (term.op === "number") {
      offset += term.value;
      continue;
    }
    const scaledBit = term.op === "product" ? onlyPart(term.factors) : term;
    const bit = scaledBit === null ? -1 : bitOf(scaledBit, layout);
    if (bit <= last) return null;
    last = bit;
    const coefficient = term.op === "product" ? numberIn(term.factors) : 1;
    if (coefficient === 0) continue;
    bits.push(bit);
    coefficients.push(coefficient);
  }
  return fromLinear({ bits, coefficients }, offset);
}

/** The only factor that is no number, or null. */
function onlyPart(factors: readonly Expression[]): Expression | null {
  let found: Expression | null = null;
  for (const factor of factors) {
    if (factor.op === "number") continue;
    if (found !== null) return null;
    found = factor;
  }
  return found;
}

/** The product of the factors that are numbers. */
function numberIn(factors: readonly Expression[]): number {
  let product = 1;
  for (const factor of factors) if (factor.op === "number") product *= factor.value;
  return product;
}

/** target += e, term by term; `taken` may take a term away first. */
function addLowered(
  target: Polynomial,
  root: Expression,
  layout: Layout,
  what: string,
  taken: (e: Expression) => boolean,
): void {
  const open: Expression[] = [root];
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    if (e.op === "sum") for (let k = e.terms.length - 1; k >= 0; k--) open.push(e.terms[k]);
    else if (e.op === "number") target.constant += e.value;
    else if (!addPlain(target, e, layout) && !taken(e)) addScaled(target, lower(e, layout, what), 1);
    if ((target.terms.size & 4095) === 0) requireTerms(target.terms.size, what);
  }
}

/** Adds a product of numbers and single bits, which most terms are, without polynomials on the way; false for other expressions. */
function addPlain(target: Polynomial, e: Expression, layout: Layout): boolean {
  const factors = e.op === "product" ? e.factors : [e];
  let coefficient = 1;
  let bits: readonly number[] = [];
  for (const factor of factors) {
    if (factor.op === "number") {
      coefficient *= factor.value;
      continue;
    }
    const bit = bitOf(factor, layout);
    if (bit < 0) return false;
    bits = bits.length === 0 ? [bit] : union(bits, [bit]);
  }
  addMonomial(target, bits, coefficient);
  return true;
}

/** The bit that an expression is, or -1. */
function bitOf(e: Expression, layout: Layout): number {
  if (e.op === "is") return layout.codes[e.variable].first + e.option;
  if (e.op === "at") return placeBit(layout, e);
  if (e.op !== "variable") return -1;
  const { first, coefficients, offset } = layout.codes[e.variable];
  return coefficients.length === 1 && coefficients[0] === 1 && offset === 0 ? first : -1;
}

/** Factors of nested products, in order. */
function factorsOf(root: Expression & { op: "product" }): Expression[] {
  const factors: Expression[] = [];
  const open: Expression[] = [root];
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    if (e.op === "product") for (let k = e.factors.length - 1; k >= 0; k--) open.push(e.factors[k]);
    else factors.push(e);
  }
  return factors;
}

function product(factors: readonly Expression[], layout: Layout, what: string): Polynomial {
  let scale = 1;
  let result: Polynomial | null = null;
  for (const factor of factors) {
    const next = lower(factor, layout, what);
    if (next.terms.size === 0) scale *= next.constant;
    else result = result === null ? next : multiply(result, next, what);
  }
  if (result === null) return constant(scale);
  return scale === 1 ? result : scaled(result, scale);
}

/** p + q - 2 p q. */
function exclusive(p: Polynomial, q: Polynomial, what: string): Polynomial {
  const result = multiply(p, q, what);
  const sum = scaled(result, -2);
  addScaled(sum, p, 1);
  addScaled(sum, q, 1);
  return sum;
}

/** Adds the multiplied-out squares of a form to its polynomial: for small checks and proofs. */
export function multipliedOut({ polynomial, squares }: Form): Polynomial {
  const result = scaled(polynomial, 1);
  for (const { scale, constant: k, bits, coefficients } of squares) {
    const p = linear(bits, coefficients, k);
    addScaled(result, multiply(p, p, "a square"), scale);
  }
  return result;
}
