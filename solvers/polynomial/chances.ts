/**
 * Which item of a clause that does not hold is flipped (probSAT: Balint & Schoening 2012): with b the weight of the clauses that its flip would break,
 * in mean weights, with chances in proportion to (0.9 + b)^-2.06 where clauses have up to three literals, and c^-b with c by length above.
 */

import { logarithm } from "../../src/kernels/elementary.ts";
import { exponential } from "../../src/kernels/exponential.ts";
import type { TermSystem } from "../../src/kernels/polynomials/system.ts";
import type { WalkChances } from "../../src/kernels/polynomials/types.ts";

/** The paper's, for 3-SAT: break-only polynomial. */
const SHORT = 3;
const EPSILON = 0.9;
const POWER = 2.06;
/** The paper's bases for 4, 5, 6 and 7 literals and more: break-only exponential. */
const BASES = [3.0, 3.7, 5.0, 5.4];
const ENTRIES = 64;
/** Keeps the last entries above 0. */
const LEAST = 1e-300;

export function chancesOf({ termStart, coefficient, terms }: TermSystem): WalkChances {
  const width = terms === 0 ? 0 : Math.round(termStart[terms] / terms);
  const base = BASES[Math.min(BASES.length - 1, width - SHORT - 1)];
  const chance = (b: number) =>
    Math.max(LEAST, width <= SHORT ? exponential(-POWER * logarithm(EPSILON + b)) : exponential(-b * logarithm(base)));
  const mean = coefficient.reduce((sum, value) => sum + value, 0) / Math.max(1, terms);
  return { chances: Float64Array.from({ length: ENTRIES }, (_, b) => chance(b)), scale: mean > 0 ? 1 / mean : 1 };
}
