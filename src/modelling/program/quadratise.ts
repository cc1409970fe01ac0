/**
 * Polynomials of any degree as quadratic ones with auxiliary bits, whose minimum over the auxiliaries is the polynomial at every state.
 *
 * - negative monomials (Freedman & Drineas 2005): -a x_1 .. x_k = min_z a z (k - 1 - sum x), one auxiliary each;
 * - positive ones (Rosenberg 1975): z = x y for the pair in most monomials, plus M (xy - 2xz - 2yz + 3z), M > the sum of coefficients
 *   in which xy is replaced: a wrong z costs at least M and saves no more than that sum, and none of these coefficients is negative;
 * - products of three literals that are given as such: multiplied out over the negated literals f their only cubic term is negative,
 *   a f' f'' f''' = a (1 - F + f f' + f f'' + f' f'') - a f f' f'', one auxiliary each, no coefficient above a.
 *
 * In every case the right value of an auxiliary is the product of its factors. A bucket queue finds the pairs: O(terms * degree^2).
 */

import { MemoryError } from "../../errors.ts";
import type { Literal } from "../../model/index.ts";
import { gridAbove } from "../penalty-grid.ts";
import {
  addMonomial,
  addScaled,
  constant,
  degree,
  keyOf,
  linear,
  type Monomial,
  multiply,
  type Polynomial,
} from "./polynomial.ts";
import { gridOf } from "./weights.ts";

/** bit = product of factors, which are user bits, slack, or earlier auxiliaries. */
export interface Auxiliary {
  readonly bit: number;
  readonly factors: readonly number[];
  /** Length factors; false where the negation of the bit is the factor. All true when left out. */
  readonly positive?: readonly boolean[];
}

/** coefficient * product of literals. */
export interface LiteralProduct {
  readonly coefficient: number;
  readonly literals: readonly Literal[];
}

/** A polynomial of degree 2 at most, whose least value over the auxiliaries is the one it stands for at every state of the other bits. */
export interface Quadratic {
  readonly polynomial: Polynomial;
  readonly auxiliaries: readonly Auxiliary[];
}

const LARGEST_PENALTY = 4; // of Rosenberg's form, over M

/** Pairs of bits of one monomial each, at most. */
const MOST_PAIRS = 10_000_000;
const BYTES_PER_PAIR = 60;

/**
 * @param allocate takes one new bit
 * @param integral whether all coefficients are whole
 * @throws {MemoryError} for more pairs of bits in long products than there is room to count
 */
export function quadratise(polynomial: Polynomial, integral: boolean, allocate: () => number): Quadratic {
  if (degree(polynomial) <= 2) return { polynomial, auxiliaries: [] };
  const result = constant(polynomial.constant);
  const auxiliaries: Auxiliary[] = [];
  const high: Monomial[] = [];
  for (const { bits, coefficient } of polynomial.terms.values()) {
    if (bits.length <= 2) addMonomial(result, bits, coefficient);
    else if (coefficient > 0) high.push({ bits, coefficient });
    else {
      const bit = allocate();
      auxiliaries.push({ bit, factors: bits });
      for (const factor of bits) addMonomial(result, [factor, bit], coefficient);
      addMonomial(result, [bit], -coefficient * (bits.length - 1));
    }
  }
  requirePairs(high);
  substitutePairs(high, result, (x, y, total) => {
    const bit = allocate();
    auxiliaries.push({ bit, factors: [x, y] });
    const weight = gridAbove(total, total, gridOf(total, LARGEST_PENALTY, integral));
    addMonomial(result, [x, y], weight);
    addMonomial(result, [x, bit], -2 * weight);
    addMonomial(result, [y, bit], -2 * weight);
    addMonomial(result, [bit], 3 * weight);
    return bit;
  });
  return { polynomial: result, auxiliaries };
}

function requirePairs(monomials: readonly Monomial[]): void {
  const pairs = monomials.reduce((sum, { bits }) => sum + (bits.length * (bits.length - 1)) / 2, 0);
  if (pairs <= MOST_PAIRS) return;
  const what = `making ${monomials.length} products of more than two bits quadratic`;
  const hint = `They hold ${pairs.toPrecision(3)} pairs of bits. Introduce variables for factors that many of them share.`;
  throw new MemoryError(what, pairs * BYTES_PER_PAIR, MOST_PAIRS * BYTES_PER_PAIR, hint);
}

/**
 * target += coefficient * product of three literals, as a quadratic function with one auxiliary.
 * @param coefficient above 0
 */
export function addTriple(target: Polynomial, { coefficient, literals }: LiteralProduct, bit: number): Auxiliary {
  const factors = literals.map((literal) => literal >> 1);
  const positive = literals.map((literal) => (literal & 1) === 1);
  const [f, g, h] = factors.map((factor, k) => linear([factor], [positive[k] ? 1 : -1], positive[k] ? 0 : 1));
  target.constant += coefficient;
  for (const of of [f, g, h]) addScaled(target, of, -coefficient);
  for (const [a, b] of [
    [f, g],
    [f, h],
    [g, h],
  ])
    addScaled(target, multiply(a, b, "a clause"), coefficient);
  const auxiliary = linear([bit], [1], 0);
  addScaled(target, auxiliary, 2 * coefficient);
  for (const of of [f, g, h]) addScaled(target, multiply(of, auxiliary, "a clause"), -coefficient);
  return { bit, factors, positive };
}

/**
 * Replaces pairs by new bits until every monomial has two bits, and adds those to `result`.
 * @param replace gives the new bit for x y, which stands in monomials with this total coefficient
 */
function substitutePairs(
  monomials: Monomial[],
  result: Polynomial,
  replace: (x: number, y: number, total: number) => number,
): void {
  const queue = pairQueue();
  monomials.forEach(({ bits }, m) => {
    for (let i = 0; i < bits.length; i++) for (let j = i + 1; j < bits.length; j++) queue.note(bits[i], bits[j], m);
  });
  const holds = (m: number, x: number, y: number) => {
    const { bits } = monomials[m];
    return bits.length > 2 && bits.includes(x) && bits.includes(y);
  };
  for (let pair = queue.take(holds); pair !== null; pair = queue.take(holds)) {
    const { x, y, members } = pair;
    const total = members.reduce((sum, m) => sum + monomials[m].coefficient, 0);
    const bit = replace(x, y, total);
    for (const m of members) {
      const { bits, coefficient } = monomials[m];
      const rest = bits.filter((other) => other !== x && other !== y);
      monomials[m] = { bits: [...rest, bit], coefficient }; // new bits are the largest: still ascending
      if (rest.length === 1) addMonomial(result, monomials[m].bits, coefficient);
      else for (const other of rest) queue.note(other, bit, m);
    }
  }
}

interface Pair {
  readonly x: number;
  readonly y: number;
  members: number[];
}

interface PairQueue {
  /** A monomial holds a pair. */
  note(x: number, y: number, monomial: number): void;
  /** The pair in most monomials that still hold it, null when none is left. */
  take(holds: (monomial: number, x: number, y: number) => boolean): Pair | null;
}

/** Pairs by the number of monomials that hold them, most first; numbers are checked when a pair is taken. */
function pairQueue(): PairQueue {
  const pairs = new Map<number | string, Pair>();
  const buckets: Pair[][] = [];
  let fresh: Pair[] = [];
  const file = (pair: Pair) => {
    const count = pair.members.length;
    while (buckets.length <= count) buckets.push([]);
    buckets[count].push(pair);
  };
  return {
    note(x, y, monomial) {
      const key = keyOf([x, y]);
      let pair = pairs.get(key);
      if (pair === undefined) {
        pair = { x, y, members: [] };
        pairs.set(key, pair);
        fresh.push(pair);
      }
      pair.members.push(monomial);
    },
    take(holds) {
      fresh.forEach(file);
      fresh = [];
      while (buckets.length > 0) {
        const count = buckets.length - 1;
        const pair = buckets[count].pop();
        if (pair === undefined) {
          buckets.pop();
          continue;
        }
        pair.members = pair.members.filter((m) => holds(m, pair.x, pair.y));
        if (pair.members.length === count && count > 0) return pair;
        if (pair.members.length > 0) file(pair);
      }
      return null;
    },
  };
}
