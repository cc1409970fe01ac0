/**
 * Long multiplication in binary: N = p q with p of as many bits as sqrt(N) and q of as many as N / 2 (N / 3 for odd N), so that neither
 * can be 1. Column k adds the products p_i q_j with i + j = k and the carry c_k from below,
 *
 *     sum_(i + j = k) p_i q_j + c_k = N_k + 2 c_(k+1),
 *
 * the last one all that is left of N. For odd N the lowest bits are 1. A carry is no larger than what can come in, nor than what
 * is left of N. Sizes: P and Q unknown bits, P Q products, and the carries in binary.
 */

/** A bit of a factor: its number among those that are unknown, or null for the lowest bit of an odd number, 1. */
export type FactorBit = number | null;

export interface Column {
  /** [i, j] of the products that it adds. */
  readonly pairs: readonly (readonly [i: number, j: number])[];
  /** What all of it must be: bit k of N, or in the last column all that is left of N. */
  readonly target: number;
  /** Largest carry into the next column, 0 where there is none. */
  readonly carry: number;
}

export interface Circuit {
  readonly p: readonly FactorBit[];
  readonly q: readonly FactorBit[];
  readonly columns: readonly Column[];
}

/** Bits of a whole number from 1. */
const bitLength = (value: number): number => value.toString(2).length;

export function circuitOf(number: number): Circuit {
  const odd = number % 2 === 1;
  const bitsOf = (largest: number): FactorBit[] =>
    Array.from({ length: bitLength(largest) }, (_, k) => (odd ? (k === 0 ? null : k - 1) : k));
  const p = bitsOf(Math.floor(Math.sqrt(number)));
  const q = bitsOf(Math.floor(number / (odd ? 3 : 2)));
  const last = p.length + q.length - 2;
  const columns: Column[] = [];
  let carry = 0;
  for (let k = 0; k <= last; k++) {
    const pairs = p.flatMap((_, i) => (k - i >= 0 && k - i < q.length ? [[i, k - i] as const] : []));
    const left = Math.floor(number / 2 ** k);
    const target = k === last ? left : left % 2;
    const most = Math.floor((pairs.length + carry - target) / 2);
    carry = k === last ? 0 : Math.max(0, Math.min(most, Math.floor(left / 2)));
    columns.push({ pairs, target, carry });
  }
  return { p, q, columns };
}
