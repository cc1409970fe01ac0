/**
 * Numbers that doubles cannot hold side by side: beside 10^23, a penalty of 1 is lost in rounding, and so is a term of 1. Energies then
 * no longer tell what is valid or better, so such programs are refused. O(terms).
 */
import { GroundstateError } from "../../errors.ts";
import type { Form } from "./lower.ts";
import { coefficientsOf, type Polynomial } from "./polynomial.ts";
import type { Weighted } from "./weights.ts";

/** Sums of whole numbers are exact up to here. */
const EXACT = 2 ** 53;

/** One number of an energy, and what it is. */
interface Amount {
  readonly size: number;
  readonly what: string;
}

/**
 * @param objective without prices
 * @param nameOf name of a bit
 * @throws {GroundstateError} "invalid-instance" where the smallest number of the energy is within the rounding of the objective
 */
export function requireDigits(objective: Form, weights: readonly Weighted[], nameOf: (bit: number) => string): void {
  const total = sizeOf(objective);
  if (total <= EXACT) return;
  const terms = amountsOf(objective.polynomial, nameOf);
  const priced = weights.map(({ name, weight }) => ({ size: weight, what: `the penalty of ${name}` }));
  const smallest = [...terms, ...priced].reduce(smaller, { size: Number.POSITIVE_INFINITY, what: "" });
  if (smallest.size * EXACT >= total) return;
  const largest = terms.reduce(larger, { size: 0, what: "the squares of the objective" });
  const found = `${largest.what} is ${largest.size === 0 ? total : largest.size} beside ${smallest.size}, ${smallest.what}`;
  throw new GroundstateError("invalid-instance", `numbers of more than 15 digits in sum: ${found}`, {
    hint: "Divide the large numbers, or round them to a multiple. What must not happen at any price is a constraint: x = 0.",
  });
}

/** Bound of |objective|, constants aside. */
function sizeOf({ polynomial, squares }: Form): number {
  let total = 0;
  for (const coefficient of coefficientsOf(polynomial)) total += Math.abs(coefficient);
  for (const { scale, constant, coefficients } of squares) {
    total += Math.abs(scale) * coefficients.reduce((sum, a) => sum + Math.abs(a), Math.abs(constant)) ** 2;
  }
  return total;
}

function amountsOf({ terms }: Polynomial, nameOf: (bit: number) => string): Amount[] {
  return Array.from(terms.values(), ({ bits, coefficient }) => {
    return { size: Math.abs(coefficient), what: `the number of ${bits.map(nameOf).join(" * ")} in the objective` };
  });
}

const smaller = (a: Amount, b: Amount): Amount => (b.size < a.size ? b : a);
const larger = (a: Amount, b: Amount): Amount => (b.size > a.size ? b : a);
